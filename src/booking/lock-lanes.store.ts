import type { Transaction } from '../platform/database/database.js';

/**
 * Locks the lanes of these requests until `tx` ends, in the one order for all. Whoever changes a request that waits, or
 * lets one wait again, does this first: a writer that locks requests before lanes and one that locks lanes before
 * requests would wait for each other.
 *
 * `refresh_lanes` does it, because it locks those too that have no row now: a lane that somebody else makes meanwhile
 * would be locked out of turn.
 */
export async function lockLanesOf(tx: Transaction, requestIds: readonly bigint[]): Promise<void> {
  await tx.$executeRaw`
    SELECT refresh_lanes(array_agg(account), array_agg(lane))
    FROM (SELECT DISTINCT account, lane FROM booking_requests WHERE id = ANY(${requestIds}::bigint[])) touched`;
}
