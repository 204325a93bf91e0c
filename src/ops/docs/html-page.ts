import { createHash } from 'node:crypto';

/** Content type of a page. */
export const HTML = 'text/html; charset=utf-8';

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #ddd; }
th { font-weight: 600; }
code, pre { font: .9em/1.45 ui-monospace, monospace; background: #f3f3f3; border-radius: 3px; }
code { padding: .1em .25em; }
pre { padding: .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { padding: 0; }
a { color: #0550ae; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #16181c; }
  th, td { border-color: #3a3d42; }
  code, pre { background: #24272c; }
  a { color: #79b8ff; }
}
`;

/** The one style that pages hold themselves, as a Content-Security-Policy names it. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** A whole page. `title` is plain text; `body` is HTML. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** Text as HTML. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A table of rows in HTML, which scrolls by itself where it is wider than the window. */
export function table(rows: readonly string[]): string {
  return `<div class="wide" tabindex="0"><table>\n${rows.join('\n')}\n</table></div>`;
}

/** A sentence as HTML; what stands between backticks is code, the only Markdown that our sentences have. */
export function sentence(markdown: string): string {
  return escaped(markdown).replace(/`([^`]*)`/g, '<code>$1</code>');
}
