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

/** What `work` comes to. Throws an error that says `late` when it takes longer; what it comes to then is ignored. */
export async function inTime<Value>(
  milliseconds: number,
  work: Promise<Value>,
  late: string,
): Promise<Value> {
  if (await within(milliseconds, work)) return work;
  // When it has failed in time, its own error comes first.
  return Promise.race([work, Promise.reject<Value>(new Error(late))]);
}
