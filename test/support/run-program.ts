import { execFile } from 'node:child_process';

/** What a program printed and how it ended; `code` is null when it could not be started. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const FILE_NOT_FOUND = 'ENOENT';

/** Runs a program to its end, with this environment and PATH. Never throws. */
export function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  return new Promise((done) => {
    const options = { env: { PATH: process.env['PATH'], ...env }, maxBuffer: 2 ** 24 };
    execFile(program, args, options, (error, out, err) => {
      if (error === null) done({ code: 0, out, err });
      else done({ code: error.code === FILE_NOT_FOUND ? null : Number(error.code), out, err });
    });
  });
}

/** Whether a program runs here with these arguments. */
export async function isThere(program: string, args: readonly string[]): Promise<boolean> {
  return (await run(program, args, {})).code === 0;
}

/** Whether Java programs can be compiled and run here. */
export function javaIsThere(): Promise<boolean> {
  return isThere('javac', ['-version']);
}

/** A Python that has this package. What Debian packages belongs to Debian's Python, which need not be first in PATH. */
export async function pythonWith(packageName: string): Promise<string | null> {
  for (const python of ['python3', '/usr/bin/python3'])
    if (await isThere(python, ['-c', `import ${packageName}`])) return python;
  return null;
}

/** Says loudly which tests do not run because their programs are not installed. */
export function warnOfMissing(names: readonly string[], remedy: string): void {
  if (names.length === 0) return;
  const line = '!'.repeat(80);
  process.stderr.write(
    `\n${line}\n!! NOT EXECUTED, because their programs are not installed: ${names.join(', ')}.\n!! ${remedy}\n${line}\n\n`,
  );
}
