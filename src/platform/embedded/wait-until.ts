import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 200;

/**
 * Resolves with the first answer that is neither `null` nor `false`, asking again after short, growing pauses.
 * Throws when there is none within `timeoutMs`; `what` completes the sentence "Waited 5 s for ...".
 */
export async function waitUntil<Answer>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<Answer> | Answer,
): Promise<Exclude<Answer, null | false>> {
  const deadline = Date.now() + timeoutMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer as Exclude<Answer, null | false>;
    if (Date.now() >= deadline) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}, in vain.`);
    await sleep(pause);
  }
}
