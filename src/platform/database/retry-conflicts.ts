import { setTimeout as delay } from 'node:timers/promises';
import { failureKindOf } from './sql-state.js';

const ATTEMPTS = 12;
const LONGEST_PAUSE_MS = 200;

/**
 * Repeats `write` while PostgreSQL ends it only because of another transaction (a deadlock, a serialization failure, the
 * same value of a unique index): such rows are sound. Every attempt must be complete in itself, and harmless when an
 * earlier one was committed. Throws what is not a conflict at once, and a conflict that lasts after about a second.
 */
export async function retryConflicts<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      const kind = failureKindOf(error);
      if ((kind !== 'again' && kind !== 'contention') || attempt === ATTEMPTS) throw error;
      // Two writers that met once must not meet again in step.
      await delay(Math.random() * Math.min(2 ** attempt, LONGEST_PAUSE_MS));
    }
  }
}
