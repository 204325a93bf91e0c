import { htmlPage } from './html-page.js';

const WITHOUT_SCRIPTS =
  'This page needs JavaScript. <a href="events/asyncapi.yaml">The AsyncAPI document</a> says the same.';

/** The page that shows the AsyncAPI document. Its scripts are files, because no script in a page may run. */
export const EVENT_PAGE = htmlPage(
  'Events of reservanto-bridge',
  `<link rel="stylesheet" href="events/viewer.css">
<link rel="stylesheet" href="events/page.css">
<p><a href="../docs">Documentation</a> · <a href="events/asyncapi.yaml">AsyncAPI document</a> · <a href="failures">Failure codes</a></p>
<div id="events"><noscript>${WITHOUT_SCRIPTS}</noscript></div>
<script src="events/viewer.js"></script>
<script src="events/page.js"></script>`,
);

/** Draws the document into the page. */
export const EVENT_PAGE_SCRIPT = `AsyncApiStandalone.render(
  {
    schema: { url: new URL('events/asyncapi.yaml', location.href).href },
    config: { show: { sidebar: true, errors: true }, expand: { messageExamples: true } },
  },
  document.getElementById('events'),
);
`;

/** Gives the viewer the whole window, in the colours that it is made for. */
export const EVENT_PAGE_STYLE = `body { max-width: none; margin: 0; padding: 0; color: #1a1a1a; background: #fff; }
body > p { padding: .75rem 2rem 0; }
.aui-root pre, .aui-root code { background: transparent; }
`;
