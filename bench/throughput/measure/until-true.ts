import { setTimeout as delay } from 'node:timers/promises';

/** How often there is a look at a run, in milliseconds: seldom enough to cost it nothing. */
export const LOOK_EVERY_MS = 250;
const STALL_MS = 60_000;

/** Looks until it is done. Throws when there is no progress for a minute, or with the signal's reason. */
export async function untilTrue(
  stopped: AbortSignal,
  look: () => Promise<{ done: boolean; progress: number }>,
): Promise<void> {
  let last = -1;
  let lastAt = Date.now();
  for (;;) {
    stopped.throwIfAborted();
    const { done, progress } = await look();
    if (done) return;
    if (progress !== last) [last, lastAt] = [progress, Date.now()];
    if (Date.now() - lastAt > STALL_MS)
      throw new Error(`Nothing has moved for ${STALL_MS / 1_000} s, at ${last}. See the logs.`);
    await delay(LOOK_EVERY_MS);
  }
}
