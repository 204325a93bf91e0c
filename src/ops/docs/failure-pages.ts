import {
  FAILURE_CATEGORIES,
  FAILURE_CODES,
  type FailureCode,
  FAILURES,
} from '../../booking/failure-codes.js';
import { failureExample } from './failure-examples.js';
import { failureFacts } from './failure-facts.js';
import { escaped, htmlPage, sentence, table } from './html-page.js';

const INTRODUCTION =
  'Why a request failed, as `failure.code` of `booking.failed` says it. Codes are stable: program against them, and against `category`, `retryable` and `bookingMayExist`. A consumer that meets a code it does not know can go by these three.';

/** The page of a code. Its links are relative, so that it can be served under any path. */
export function failurePage(code: FailureCode): string {
  const { title, meaning, producerAction } = FAILURES[code];
  const rows = failureFacts(code).map(
    ([name, answer]) => `<tr><th scope="row">${escaped(name)}</th><td>${sentence(answer)}</td></tr>`,
  );
  return htmlPage(
    `${code}: ${title}`,
    `<p><a href="../failures">All failure codes</a></p>
<h1><code>${code}</code></h1>
<p><strong>${escaped(title)}.</strong> ${sentence(meaning)}</p>
${table(rows)}
<h2>What should a producer do?</h2>
<p>${sentence(producerAction)}</p>
<h2>What does it look like?</h2>
<pre><code>${escaped(JSON.stringify(failureExample(code), null, 2))}</code></pre>`,
  );
}

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');

/** The rows of the list: the same in the repository and on the served page. */
const COLUMNS = ['Code', 'Title', 'Category', 'Retryable', 'Booking may exist'] as const;
function rowOf(
  code: FailureCode,
): readonly [title: string, category: string, retryable: string, exists: string] {
  const { category, retryable, bookingMayExist, title } = FAILURES[code];
  return [title, category, yesOrNo(retryable), yesOrNo(bookingMayExist)];
}

/** The list of all codes. */
export function failureIndexPage(): string {
  const cells = (tag: 'th' | 'td', texts: readonly string[]) =>
    texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('');
  const rows = FAILURE_CODES.map(
    (code) =>
      `<tr><td><a href="failures/${code}"><code>${code}</code></a></td>${cells('td', rowOf(code))}</tr>`,
  );
  const categories = Object.entries(FAILURE_CATEGORIES).map(
    ([category, words]) => `<tr><th scope="row"><code>${category}</code></th><td>${escaped(words)}</td></tr>`,
  );
  return htmlPage(
    'Failure codes',
    `<p><a href="../docs">Documentation</a></p>
<h1>Failure codes</h1>
<p>${sentence(INTRODUCTION)}</p>
${table([`<tr>${cells('th', COLUMNS)}</tr>`, ...rows])}
<h2>Categories</h2>
${table(categories)}`,
  );
}

/** The same as Markdown files, by name. */
export function failureDocuments(): readonly (readonly [file: string, text: string])[] {
  const rows = FAILURE_CODES.map((code) => `| [\`${code}\`](${code}.md) | ${rowOf(code).join(' | ')} |`);
  const categories = Object.entries(FAILURE_CATEGORIES).map(
    ([category, words]) => `| \`${category}\` | ${words} |`,
  );
  const index = [
    '# Failure codes',
    '',
    INTRODUCTION,
    '',
    'Made by `npm run docs:events`. A running bridge serves the same pages: `GET /docs/failures`.',
    '',
    `| ${COLUMNS.join(' | ')} |`,
    `|${'---|'.repeat(COLUMNS.length)}`,
    ...rows,
    '',
    '## Categories',
    '',
    '| Category | Meaning |',
    '|---|---|',
    ...categories,
    '',
  ].join('\n');
  return [['README.md', index], ...FAILURE_CODES.map((code) => [`${code}.md`, document(code)] as const)];
}

function document(code: FailureCode): string {
  const { title, meaning, producerAction } = FAILURES[code];
  return [
    `# ${code}`,
    '',
    `**${title}.** ${meaning}`,
    '',
    '|   |   |',
    '|---|---|',
    ...failureFacts(code).map(([name, answer]) => `| ${name} | ${answer} |`),
    '',
    '## What should a producer do?',
    '',
    producerAction,
    '',
    '## What does it look like?',
    '',
    '```json',
    JSON.stringify(failureExample(code), null, 2),
    '```',
    '',
    '[All failure codes](README.md)',
    '',
  ].join('\n');
}
