import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Files that a script makes, as path from the root of the repository and text. */
export type GeneratedFiles = readonly (readonly [path: string, text: string])[];

/** Writes the files; with `--check` on the command line it only looks, and ends with exit code 1 when one is not up to date. */
export function writeOrCheck(files: GeneratedFiles, script: string): void {
  if (!process.argv.includes('--check')) {
    for (const [path, text] of files) writeFileSync(path, text);
    return;
  }
  const stale = files.filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  if (stale.length === 0) return;
  process.stderr.write(`Not up to date: ${stale.map(([path]) => path).join(', ')}. Run: ${script}\n`);
  process.exitCode = 1;
}
