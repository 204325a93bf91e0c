const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/**
 * Milliseconds to wait before attempt number `attempt` + 1: doubling from half a second to a minute, then spread over
 * its upper half by `random` (0 to 1), so that what failed together does not come back together.
 */
export function backOffMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
  return Math.round(full * (0.5 + random / 2));
}
