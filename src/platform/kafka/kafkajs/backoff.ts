const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Milliseconds before the attempt after `failures` in a row: from 1 s doubling to 30 s, less up to a third at random. */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return Math.max(FIRST_MS, Math.round(full * (1 - random() / 3)));
}
