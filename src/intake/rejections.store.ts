import { ACCOUNT } from '../booking/request.js';
import type { DeadLetter } from '../dead-letter/dead-letter.js';
import { encodeEvent, type EventEncoding } from '../outbox/encode-event.js';
import type { OutboxRecord } from '../outbox/outbox-record.js';
import type { Transaction } from '../platform/database/database.js';
import { claimOf, rejectionOf } from './rejection-event.js';

/** The event of each dead letter, in their order. None looks like the outcome of a request that is stored. */
export async function rejectionRecordsOf(
  tx: Transaction,
  letters: readonly DeadLetter[],
  encoding: EventEncoding,
): Promise<OutboxRecord[]> {
  const isTaken = await takenIdentities(tx, letters);
  return letters.map((letter, n) => encodeEvent(rejectionOf(letter, isTaken.has(n)), null, encoding));
}

/** Places in `letters` of those that claim the identity of a request that is stored. */
async function takenIdentities(
  tx: Transaction,
  letters: readonly DeadLetter[],
): Promise<ReadonlySet<number>> {
  const claims = letters.flatMap(({ record }, n) => {
    const claim = claimOf(record);
    return claim === null ? [] : [{ ...claim, n }];
  });
  if (claims.length === 0) return new Set();
  const taken = await tx.$queryRaw<{ n: number }[]>`
    SELECT v.n
    FROM unnest(
      ${claims.map(({ n }) => n)}::int[],
      ${claims.map(({ source }) => source)}::text[],
      ${claims.map(({ id }) => id)}::text[]
    ) AS v(n, source, event_id)
    JOIN booking_requests r ON r.account = ${ACCOUNT} AND r.source = v.source AND r.event_id = v.event_id`;
  return new Set(taken.map(({ n }) => n));
}
