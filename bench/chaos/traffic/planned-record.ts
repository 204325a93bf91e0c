import type { RequestIdentity } from '../../../src/booking/request.js';

/**
 * What a record is for: a request of its own, the same one again, another body under an id that is taken, data that
 * breaks the rules, bytes that are no event, nothing at all.
 */
export type RecordKind = 'request' | 'duplicate' | 'reused-id' | 'invalid' | 'poison' | 'tombstone';

/** One record that is offered to the bridge. */
export interface PlannedRecord {
  /** Travels in the header `chaos-n`, by which the record is recognised in the topic. */
  readonly n: number;
  readonly kind: RecordKind;
  /** Null for what has none: poison and tombstones. */
  readonly identity: RequestIdentity | null;
  /** The lane it is for: also its key. */
  readonly resource: number;
  /** A request that wishes the very same booking as an earlier one. */
  readonly isTwin: boolean;
  /** The data of the event; null for poison and tombstones. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** When in the run it is sent, from 0 to 1. */
  readonly moment: number;
}
