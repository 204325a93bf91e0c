import type { RecordToSend } from '../port.js';
import { FRAME_SIZE, HEADER_SIZE, MAGIC } from './batch-header.js';
import { crc32c } from './crc32c.js';

/** Who sends a batch, so that the broker recognizes a repeated one. -1 in all fields for a producer that is not idempotent. */
export interface BatchOrigin {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** The sequence number of the first record. */
  readonly firstSequence: number;
}

type Content = Pick<RecordToSend, 'key' | 'value' | 'headers'>;

const CHECKSUM_AT = 17;

/** One uncompressed record batch: keys, values and headers byte for byte, headers in order and repeated where they repeat. */
export function encodeBatch(records: readonly Content[], timestampMs: number, origin: BatchOrigin): Buffer {
  const bodies = records.map((record, index) => ({ record, index, ...sizesOf(record, index) }));
  const size = bodies.reduce((sum, { bodySize }) => sum + varintSize(bodySize) + bodySize, HEADER_SIZE);
  const batch = Buffer.allocUnsafe(size);
  writeHeader(batch, records.length, timestampMs, origin);
  const writer = new Writer(batch, HEADER_SIZE);
  for (const body of bodies) writeRecord(writer, body);
  batch.writeUInt32BE(crc32c(batch, CHECKSUM_AT + 4), CHECKSUM_AT);
  return batch;
}

function writeHeader(batch: Buffer, count: number, timestampMs: number, origin: BatchOrigin): void {
  const at = batch.writeBigInt64BE(0n, 0);
  batch.writeInt32BE(batch.length - FRAME_SIZE, at);
  batch.writeInt32BE(-1, 12); // the leader's epoch is not known
  batch.writeInt8(MAGIC, 16);
  batch.writeInt16BE(0, 21);
  batch.writeInt32BE(count - 1, 23);
  batch.writeBigInt64BE(BigInt(timestampMs), 27);
  batch.writeBigInt64BE(BigInt(timestampMs), 35);
  batch.writeBigInt64BE(origin.producerId, 43);
  batch.writeInt16BE(origin.producerEpoch, 51);
  batch.writeInt32BE(origin.firstSequence, 53);
  batch.writeInt32BE(count, 57);
}

function sizesOf({ key, value, headers }: Content, index: number) {
  const nameSizes = headers.map(([name]) => Buffer.byteLength(name, 'utf8'));
  // One byte of attributes and one for the timestamp, which is the batch's.
  let bodySize = 2 + varintSize(index) + sizeOfBytes(key) + sizeOfBytes(value) + varintSize(headers.length);
  headers.forEach(([, bytes], i) => {
    bodySize += varintSize(nameSizes[i]!) + nameSizes[i]! + sizeOfBytes(bytes);
  });
  return { bodySize, nameSizes };
}

function writeRecord(
  writer: Writer,
  { record, index, bodySize, nameSizes }: { record: Content; index: number } & ReturnType<typeof sizesOf>,
): void {
  writer.varint(bodySize);
  writer.varint(0);
  writer.varint(0);
  writer.varint(index);
  writer.bytes(record.key);
  writer.bytes(record.value);
  writer.varint(record.headers.length);
  record.headers.forEach(([name, value], i) => {
    writer.text(name, nameSizes[i]!);
    writer.bytes(value);
  });
}

function sizeOfBytes(bytes: Buffer | null): number {
  return bytes === null ? 1 : varintSize(bytes.length) + bytes.length;
}

/** Size of a length that is written as a zigzag varint. */
function varintSize(length: number): number {
  let size = 1;
  for (let rest = length * 2; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
}

class Writer {
  constructor(
    private readonly target: Buffer,
    private position: number,
  ) {}

  varint(value: number): void {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.target[this.position++] = (rest % 0x80) | 0x80;
    this.target[this.position++] = rest;
  }

  bytes(bytes: Buffer | null): void {
    this.varint(bytes === null ? -1 : bytes.length);
    if (bytes !== null) this.position += bytes.copy(this.target, this.position);
  }

  text(text: string, size: number): void {
    this.varint(size);
    this.position += this.target.write(text, this.position, 'utf8');
  }
}
