import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 25;

/** Resolves when the condition holds; fails with what was waited for when it does not hold in time. */
export async function waitUntil(
  holds: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 30_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    await delay(LOOK_EVERY_MS);
  }
}
