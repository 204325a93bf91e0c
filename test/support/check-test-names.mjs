// A test that no pattern of jest.config.cjs matches would never run, and nobody would notice.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'src', 'bench', 'contracts', 'test'],
  {
    encoding: 'utf8',
  },
).split('\n');
const looksLikeATest = /([.-]spec|\.test)\.[cm]?[jt]sx?$/;
const runs =
  /^((src|bench|contracts)\/.*\.spec\.ts|test\/e2e\/.*\.e2e-spec\.ts|test\/long\/.*\.long-spec\.ts)$/;
const lost = files.filter((file) => looksLikeATest.test(file) && !runs.test(file));
if (lost.length > 0) {
  console.error(`These look like tests and never run: ${lost.join(', ')}`);
  process.exit(1);
}

// The failure matrix and its tests say the same words: in the row, in the name of the file and in the title.
const matrix = readFileSync('docs/failure-matrix.md', 'utf8');
const problems = [];
const named = new Set([...matrix.matchAll(/\(\.\.\/(test\/e2e\/[^)]+)\)/g)].map(([, file]) => file));
const rows = matrix.split('\n').filter((line) => /^\| [a-z]/.test(line));
if (rows.length === 0) problems.push('docs/failure-matrix.md has no rows.');
for (const row of rows) {
  const words = row.split('|')[1].trim();
  const file = /\(\.\.\/(test\/e2e\/[^)]+)\) *\|$/.exec(row)?.[1] ?? 'no test';
  const own = `test/e2e/${words.replaceAll(' ', '-')}.e2e-spec.ts`;
  const isThere = files.includes(file) && existsSync(file);
  if (file !== own && files.includes(own)) problems.push(`The row "${words}" names ${file}, not ${own}.`);
  if (!isThere) problems.push(`The row "${words}" names ${file}, which does not exist.`);
  else if (!new RegExp(`['"\`]${words}['"\`:]`).test(readFileSync(file, 'utf8')))
    problems.push(`No title in ${file} begins with "${words}".`);
}
for (const file of files)
  if (/\.e2e-spec\.ts$/.test(file) && existsSync(file) && !named.has(file))
    problems.push(`${file} is named neither by a row of docs/failure-matrix.md nor under its "Other tests".`);
for (const file of named)
  if (!files.includes(file)) problems.push(`docs/failure-matrix.md names ${file}, which does not exist.`);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
