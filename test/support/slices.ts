import { acceptSlice } from '../../src/intake/accept-slice.js';
import type { AcceptedSlice } from '../../src/intake/accept-slice.js';
import type { IncomingRecord } from '../../src/platform/kafka/incoming-record.js';
import type { RecordSlice, TopicOrigin } from '../../src/platform/kafka/port.js';
import { bookingRequest } from './booking-request.js';

const DAY_MS = 86_400_000;
export const ORIGIN: TopicOrigin = { clusterId: 'cluster', topicId: '0'.repeat(32) };

/** A valid request, as a record of partition 0; `n` is its offset and makes it another booking. */
export function requestRecord(n: number, changes: Partial<IncomingRecord> = {}): IncomingRecord {
  return {
    topic: 'requested',
    partition: 0,
    offset: BigInt(n),
    timestampMs: BigInt(Date.now()),
    key: Buffer.from(`key-${n}`),
    value: Buffer.from(String(bookingRequest(n).value)),
    headers: [['idempotency-key', Buffer.from(`event-${n}`)]],
    ...changes,
  };
}

/** Consecutive records as a slice that ends behind the last of them. */
export function sliceOf(records: readonly IncomingRecord[], changes: Partial<RecordSlice> = {}): RecordSlice {
  const last = records.at(-1)?.offset ?? -1n;
  return {
    topic: 'requested',
    partition: 0,
    origin: ORIGIN,
    records,
    undecodable: [],
    nextOffset: last + 1n,
    ...changes,
  };
}

/** The slice as intake accepts it now. */
export function accepted(slice: RecordSlice): AcceptedSlice {
  return acceptSlice(slice, new Date(), { lane: 'key', ttlMs: DAY_MS });
}
