import { type Failure } from '../booking/failure.js';
import type { EncodedHeaders } from '../outbox/outbox-record.js';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import type { UndecodableRange } from '../platform/kafka/port.js';
import { type BoundedCopy, boundedCopyOf, sha256Of } from './bounded-copy.js';

/** A record that could not become a request, and why. */
export interface RecordLetter {
  readonly record: IncomingRecord;
  readonly failure: Failure;
  readonly failedAt: Date;
}

/** Offsets that could not be decoded into records, and why. */
export interface RangeLetter {
  readonly range: UndecodableRange;
  readonly failure: Failure;
  readonly failedAt: Date;
}

/** What is kept because it could not become a request. */
export type DeadLetter = RecordLetter | RangeLetter;

/** A letter in the form in which it is kept and published. */
export interface KeptForm {
  readonly topic: string;
  readonly partition: number;
  /** Of a range, its first one. */
  readonly offset: bigint;
  readonly timestampMs: bigint;
  /** SHA-256 of the whole value, or of the bytes of a range; base64url. */
  readonly valueHash: string;
  readonly copy: BoundedCopy;
  /** Null for a record. */
  readonly range: { readonly lastOffset: bigint; readonly codec: string } | null;
  readonly errorCode: string;
  /** In ASCII and bounded, so that every database and every topic takes it. */
  readonly errorMessage: string;
  readonly failedAt: Date;
}

const MAX_MESSAGE = 1_000;
const NOT_PRINTABLE_ASCII = /[^ -~]/g;

/** Fingerprint of a record's value. Tells records apart whose topic was created anew and counts its offsets again. */
export function valueHashOf(record: IncomingRecord): string {
  return sha256Of(record.value ?? '');
}

/** Headers with their bytes as base64. */
export function encodedHeadersOf({ headers }: Pick<IncomingRecord, 'headers'>): EncodedHeaders {
  return headers.map(([name, value]) => [name, value.toString('base64')]);
}

/** The letter as it is kept: bounded, whatever the record was. */
export function keptFormOf(letter: DeadLetter): KeptForm {
  const { failure, failedAt } = letter;
  const reason = {
    errorCode: failure.code,
    errorMessage: failure.detail.replace(NOT_PRINTABLE_ASCII, '?').slice(0, MAX_MESSAGE),
    failedAt,
  };
  if ('record' in letter) {
    const { topic, partition, offset, timestampMs } = letter.record;
    const valueHash = valueHashOf(letter.record);
    const copy = boundedCopyOf(letter.record);
    return { topic, partition, offset, timestampMs, valueHash, copy, range: null, ...reason };
  }
  const { topic, partition, firstOffset, lastOffset, timestampMs, codec, size, sha256, firstBytes } =
    letter.range;
  return {
    topic,
    partition,
    offset: firstOffset,
    timestampMs,
    valueHash: sha256,
    copy: {
      key: null,
      value: null,
      headers: [],
      leftOut: { value: { size, firstBytes }, key: null, headers: 0 },
    },
    range: { lastOffset, codec },
    ...reason,
  };
}
