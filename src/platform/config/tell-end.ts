import { ConfigProblems, reasonToShow } from './config-problems.js';

/** The parts of a process's output that are used here. */
interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Says why the process ends where it is read: as one JSON line, like every other line, where standard output is
 * collected, and as text for a person at a terminal. Holds no value of a setting.
 */
export function tellEnd(
  error: unknown,
  stdout: Output = process.stdout,
  stderr: Output = process.stderr,
): void {
  const reason = reasonToShow(error);
  if (!stdout.isTTY) {
    const problems = error instanceof ConfigProblems ? { problems: error.problems } : {};
    const line = { level: 'fatal', time: new Date().toISOString(), ...problems, msg: reason };
    stdout.write(`${JSON.stringify(line)}\n`);
  }
  if (stdout.isTTY || stderr.isTTY) stderr.write(`${reason}\n`);
}
