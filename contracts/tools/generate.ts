import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { verdictOn } from './compatibility/verdict.js';
import { contractFiles, GENERATED_FOLDERS } from './contract-files.js';
import { comparisonsWith, lastRelease, releasedSchemas } from './released.js';

const ROOT = 'contracts';
const RELEASED = join(ROOT, 'released');
const MOST_SHOWN = 20;

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const files = contractFiles(version);

/** Generated files that nothing makes any more. */
function leftovers(): string[] {
  return GENERATED_FOLDERS.map((folder) => join(ROOT, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/')),
    )
    .filter((path) => !files.has(path));
}

function stale(): string[] {
  const isCurrent = (path: string, text: string) =>
    existsSync(join(ROOT, path)) && readFileSync(join(ROOT, path), 'utf8') === text;
  return [
    ...[...files].filter(([path, text]) => !isCurrent(path, text)).map(([path]) => path),
    ...leftovers(),
  ];
}

function write(): void {
  for (const path of leftovers()) rmSync(join(ROOT, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
}

/** Keeps the closed schemas of this version for ever, for later ones to be compared with. */
function release(): void {
  const folder = join(RELEASED, version);
  if (existsSync(folder))
    fail(
      `${version} is released already and must not change. Raise the version in ${ROOT}/package.json first.`,
    );
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of files)
    if (/^schemas\/[^/]+$/.test(path)) writeFileSync(join(folder, path.slice('schemas/'.length)), text);
}

function check(): void {
  const old = stale();
  if (old.length > 0) {
    const more = old.length > MOST_SHOWN ? ` and ${old.length - MOST_SHOWN} more` : '';
    fail(`Not up to date in ${ROOT}: ${old.slice(0, MOST_SHOWN).join(', ')}${more}. Run: npm run contracts`);
  }
  const last = lastRelease(RELEASED);
  const breaches = last === null ? [] : verdictOn(comparisonsWith(releasedSchemas(RELEASED, last)), last);
  if (breaches.length > 0)
    fail(
      `${breaches.join('\n')}\nThe contract may not change like this. docs/contract-evolution.md says how it may.`,
    );
}

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

if (process.argv.includes('--check')) check();
else if (process.argv.includes('--release')) release();
else write();
