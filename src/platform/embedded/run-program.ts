import { spawn } from 'node:child_process';

/** A user and group that a program runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** How a program ended: its exit code (`null`: could not be started, or ended by a signal) and all it printed. */
export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end without a shell and never throws: a program that cannot be started has no exit code. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { account?: Account | null; cwd?: string } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.account ?? {}),
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** The last lines of a text: enough to see why a program gave up. */
export function lastLines(text: string, lines = 12): string {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
