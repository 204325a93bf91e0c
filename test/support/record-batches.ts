import { crc32c } from '../../src/platform/kafka/protocol/crc32c.js';

/** A record's bytes as no producer need ever write them. */
export interface RawRecord {
  readonly offsetDelta?: number;
  readonly timestampDelta?: bigint;
  readonly key?: Buffer | null;
  readonly value?: Buffer | null;
  readonly headers?: readonly (readonly [name: string | Buffer | null, value: Buffer | null])[];
  /** A number of headers that is not theirs. */
  readonly headerCount?: number;
  /** Bytes after the last field. */
  readonly spare?: number;
}

/** Encodes a record, also one that lies, with its length in front. */
export function rawRecord(record: RawRecord): Buffer {
  const headers = record.headers ?? [];
  const body = Buffer.concat([
    Buffer.from([0]),
    varint(record.timestampDelta ?? 0n),
    varint(BigInt(record.offsetDelta ?? 0)),
    withLength(record.key ?? null),
    withLength(record.value ?? null),
    varint(BigInt(record.headerCount ?? headers.length)),
    ...headers.flatMap(([name, value]) => [
      withLength(name === null ? null : Buffer.from(name)),
      withLength(value),
    ]),
    Buffer.alloc(record.spare ?? 0),
  ]);
  return Buffer.concat([varint(BigInt(body.length)), body]);
}

/** Fields of a batch that are not what follows from its records. */
export interface RawBatch {
  readonly baseOffset?: bigint;
  readonly attributes?: number;
  readonly lastOffsetDelta?: number;
  readonly baseTimestampMs?: bigint;
  readonly maxTimestampMs?: bigint;
  readonly producerId?: bigint;
  readonly count?: number;
  /** What the records are compressed to; `attributes` should say how. */
  readonly compressed?: Buffer;
}

/** A batch of encoded records with a right length and checksum, whatever else it says. */
export function batchOf(records: readonly Buffer[], fields: RawBatch = {}): Buffer {
  const header = Buffer.alloc(61);
  const body = fields.compressed ?? Buffer.concat(records);
  header.writeBigInt64BE(fields.baseOffset ?? 0n, 0);
  header.writeInt32BE(49 + body.length, 8);
  header.writeInt8(2, 16);
  header.writeInt16BE(fields.attributes ?? 0, 21);
  header.writeInt32BE(fields.lastOffsetDelta ?? records.length - 1, 23);
  header.writeBigInt64BE(fields.baseTimestampMs ?? 0n, 27);
  header.writeBigInt64BE(fields.maxTimestampMs ?? 0n, 35);
  header.writeBigInt64BE(fields.producerId ?? -1n, 43);
  header.writeInt16BE(-1, 51);
  header.writeInt32BE(-1, 53);
  header.writeInt32BE(fields.count ?? records.length, 57);
  const batch = Buffer.concat([header, body]);
  batch.writeUInt32BE(crc32c(batch, 21), 17);
  return batch;
}

function withLength(bytes: Buffer | null): Buffer {
  return bytes === null ? varint(-1n) : Buffer.concat([varint(BigInt(bytes.length)), bytes]);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}
