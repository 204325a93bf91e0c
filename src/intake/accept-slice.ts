import type { RangeLetter } from '../dead-letter/dead-letter.js';
import type { RecordSlice } from '../platform/kafka/port.js';
import { acceptRecord, type IntakeRules, type Reading } from './accept-record.js';
import { type ReadPosition, readPositionOf } from './read-position.js';
import { undecodableLetter } from './undecodable-letter.js';

/** What a slice of a partition came to, and how far it reaches. */
export interface AcceptedSlice {
  readonly readings: readonly Reading[];
  readonly undecodable: readonly RangeLetter[];
  /** Null where positions mean nothing. */
  readonly position: ReadPosition | null;
}

/** Decides what becomes of everything in a slice. Total, as {@link acceptRecord} is. */
export function acceptSlice(slice: RecordSlice, receivedAt: Date, rules: IntakeRules): AcceptedSlice {
  return {
    readings: slice.records.map((record) => acceptRecord(record, receivedAt, rules)),
    undecodable: slice.undecodable.map((range) => undecodableLetter(range, receivedAt)),
    position: readPositionOf(slice),
  };
}
