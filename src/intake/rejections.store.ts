import { ACCOUNT } from '../booking/request.js';
import type { RecordLetter } from '../dead-letter/dead-letter.js';
import { encodeEvent, type EventEncoding } from '../outbox/encode-event.js';
import type { OutboxRecord } from '../outbox/outbox-record.js';
import type { Database } from '../platform/database/database.js';
import { failureKindOf } from '../platform/database/sql-state.js';
import { splitRefused } from '../platform/work/split-refused.js';
import type { EventIdentity } from './identity.js';
import { claimOf, rejectionOf } from './rejection-event.js';

/** The event of each dead letter, in their order. None looks like the outcome of a request that is stored. */
export function rejectionRecordsOf(
  letters: readonly RecordLetter[],
  isTaken: ReadonlySet<RecordLetter>,
  encoding: EventEncoding,
): OutboxRecord[] {
  return letters.map((letter) => encodeEvent(rejectionOf(letter, isTaken.has(letter)), null, encoding));
}

interface Claim extends EventIdentity {
  readonly letter: RecordLetter;
}

/**
 * Those letters that claim the identity of a request that is stored. An identity that PostgreSQL refuses to read, as a
 * database in LATIN2 does with letters that it does not have, belongs to no stored request.
 */
export async function takenIdentities(
  client: Database['client'],
  letters: readonly RecordLetter[],
): Promise<ReadonlySet<RecordLetter>> {
  const claims = letters.flatMap((letter): Claim[] => {
    const claim = claimOf(letter.record);
    return claim === null ? [] : [{ ...claim, letter }];
  });
  const taken = await splitRefused(
    claims,
    (some) => areTaken(client, some),
    (error) => failureKindOf(error) === 'refused',
    () => Promise.resolve(false),
  );
  return new Set(claims.flatMap(({ letter }, n) => (taken[n] === true ? [letter] : [])));
}

/** For each claim, whether a stored request has its identity. */
async function areTaken(client: Database['client'], claims: readonly Claim[]): Promise<boolean[]> {
  if (claims.length === 0) return [];
  const taken = await client.$queryRaw<{ n: bigint }[]>`
    SELECT v.n
    FROM unnest(
      ${claims.map(({ source }) => source)}::text[],
      ${claims.map(({ id }) => id)}::text[]
    ) WITH ORDINALITY AS v(source, event_id, n)
    JOIN booking_requests r ON r.account = ${ACCOUNT} AND r.source = v.source AND r.event_id = v.event_id`;
  const places = new Set(taken.map(({ n }) => Number(n) - 1));
  return claims.map((_claim, n) => places.has(n));
}
