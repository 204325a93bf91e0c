import type { FailureCode } from '../booking/failure-codes.js';
import { failureOf } from '../booking/failure.js';
import type { RangeLetter } from '../dead-letter/dead-letter.js';
import type { UndecodableRange, UndecodableReason } from '../platform/kafka/port.js';

type Code = Extract<FailureCode, 'UNDECODABLE_RECORDS' | 'RECORD_TOO_LARGE'>;

const REASONS: Readonly<Record<UndecodableReason, readonly [code: Code, detail: string]>> = {
  'unknown-codec': [
    'UNDECODABLE_RECORDS',
    'The batch is compressed with a codec that is not known; use none, gzip, snappy, lz4 or zstd.',
  ],
  'checksum-mismatch': [
    'UNDECODABLE_RECORDS',
    'The checksum of the batch is wrong, also when it is read again; its records have to be sent again.',
  ],
  undecodable: [
    'UNDECODABLE_RECORDS',
    'The batch cannot be decoded: it is cut off, or its compressed bytes are damaged; its records have to be sent again.',
  ],
  'unsupported-format': [
    'UNDECODABLE_RECORDS',
    'The batch has a format older than Kafka 0.11; use a client that writes record batches of version 2.',
  ],
  'record-too-large': [
    'RECORD_TOO_LARGE',
    'The record is larger than anything that is read; a request has at most 64 KiB.',
  ],
};

/** The dead letter of offsets that could not be decoded. Nobody is told by an event: who sent them is not known. */
export function undecodableLetter(range: UndecodableRange, failedAt: Date): RangeLetter {
  const [code, detail] = REASONS[range.reason];
  return { range, failure: failureOf(code, detail), failedAt };
}
