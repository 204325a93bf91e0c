import { createHash } from 'node:crypto';
import { COMPRESSORS } from '../../../test/support/compressors.js';
import { batchOf, rawRecord } from '../../../test/support/record-batches.js';
import type { PlannedBatch, PlannedRecord } from './planned-record.js';
import type { Content } from './strange-content.js';

/** A batch as its producer would write it, by an encoder that knows nothing of the bridge's. */
export function encodeBatch({ records, codec }: PlannedBatch, timestampMs: number): Buffer {
  const bodies = records.map((record, i) => encodeRecord(record, i));
  const time = { baseTimestampMs: BigInt(timestampMs), maxTimestampMs: BigInt(timestampMs) };
  if (codec === 'none') return batchOf(bodies, time);
  const { number, compress } = COMPRESSORS[codec];
  return batchOf(bodies, { ...time, attributes: number, compressed: compress(Buffer.concat(bodies)) });
}

/** The bytes of record number `place` of a batch, without their length: size, and SHA-256 in base64url. */
export function frameOf(content: Content, place: number): NonNullable<PlannedRecord['frame']> {
  const withLength = encodeRecord(content, place);
  const begin = withLength.findIndex((byte) => byte < 0x80) + 1;
  const bytes = withLength.subarray(begin);
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('base64url') };
}

function encodeRecord({ key, value, headers }: Content, place: number): Buffer {
  return rawRecord({ key, value, headers, offsetDelta: place });
}
