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

/** Draws the document into the page, and gives each sample in it a button that copies it: the viewer has none. */
export const EVENT_PAGE_SCRIPT = `const events = document.getElementById('events');

async function copy(sample, button) {
  try {
    await navigator.clipboard.writeText(sample.textContent);
    button.textContent = 'Copied';
  } catch {
    // Only pages that came by https or from this machine may write there: whoever reads it elsewhere has it selected.
    getSelection().selectAllChildren(sample);
    button.textContent = 'Selected';
  }
}

new MutationObserver(() => {
  for (const sample of events.querySelectorAll('pre')) {
    if (sample.previousElementSibling?.className === 'copy') continue;
    const button = document.createElement('button');
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', () => copy(sample, button));
    sample.before(button);
  }
}).observe(events, { childList: true, subtree: true });

AsyncApiStandalone.render(
  {
    schema: { url: new URL('events/asyncapi.yaml', location.href).href },
    config: { show: { sidebar: true, errors: true }, expand: { messageExamples: true } },
  },
  events,
);
`;

/** Gives the viewer the whole window, in the colours that it is made for. */
export const EVENT_PAGE_STYLE = `body { max-width: none; margin: 0; padding: 0; color: #1a1a1a; background: #fff; }
body > p { padding: .75rem 2rem 0; }
.aui-root pre, .aui-root code { background: transparent; }
#events .copy { float: right; padding: .1rem .5rem; font-size: .75rem; color: #1a1a1a; background: #f2f2f2; border: 1px solid #888; border-radius: .25rem; }
`;
