import { appendFileSync, closeSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { DEEDS } from './deeds.js';
import type { LedgerLine } from './ledger.js';

const NEWLINE = 10;

/** A file of JSON lines that outlives a killed simulator: a line is with the operating system before its call is answered. */
export class LedgerFile {
  /** What the file held when it was opened. */
  readonly lines: readonly LedgerLine[];
  private readonly descriptor: number;

  /** Opens the file, or makes it. A last line that a kill cut short was never answered, and is removed. */
  constructor(path: string) {
    this.descriptor = openSync(path, 'a+');
    const bytes = readFileSync(path);
    const whole = bytes.lastIndexOf(NEWLINE) + 1;
    if (whole < bytes.length) ftruncateSync(this.descriptor, whole);
    const texts = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
    this.lines = texts.map((text, index) => readLine(text, index + 1, path));
  }

  append(line: LedgerLine): void {
    appendFileSync(this.descriptor, `${JSON.stringify(line)}\n`);
  }

  /** Empties the file. */
  clear(): void {
    ftruncateSync(this.descriptor);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function readLine(text: string, number: number, path: string): LedgerLine {
  const line = parse(text);
  if (line?.sequence !== number || !DEEDS.includes(line.what) || !line.event?.AppointmentId)
    throw new Error(
      `Line ${number} of the ledger file ${path} is no line that a simulator wrote. Remove the file, or name another one.`,
    );
  return line;
}

function parse(text: string): LedgerLine | null {
  try {
    return JSON.parse(text) as LedgerLine | null;
  } catch {
    return null;
  }
}
