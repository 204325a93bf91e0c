import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { unbelievedTimestamp } from './deadline.js';
import { positionOf } from './identity.js';

/** How many records of a batch have a timestamp that cannot be believed, and of the first one where it is and why. */
export function unbelievedTimestampsIn(
  records: readonly IncomingRecord[],
  receivedAt: Date,
): { readonly count: number; readonly first: string; readonly why: string } | null {
  const found = records.flatMap((record) => {
    const why = unbelievedTimestamp(record.timestampMs, receivedAt);
    return why === null ? [] : [{ first: positionOf(record), why }];
  });
  return found[0] === undefined ? null : { count: found.length, ...found[0] };
}
