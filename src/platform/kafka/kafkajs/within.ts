import { setTimeout as delay } from 'node:timers/promises';

/** Waits for `work`, but not longer than this. False when it failed or took longer; it goes on by itself then. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const deadline = new AbortController();
  const ended = work.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([ended, delay(milliseconds, false, { signal: deadline.signal })]);
  } finally {
    deadline.abort();
  }
}
