import { gzipSync } from 'node:zlib';

/** Small encoders of what Kafka's producers compress with. They make valid bytes, not small ones. */
export const COMPRESSORS = {
  gzip: { number: 1, compress: (bytes: Buffer): Buffer => gzipSync(bytes) },
  snappy: { number: 2, compress: snappy },
  'snappy in Java’s framing': { number: 2, compress: framedSnappy },
  lz4: { number: 3, compress: lz4 },
  zstd: { number: 4, compress: zstd },
} as const;

interface Sequence {
  readonly literals: Buffer;
  /** 0 for the last sequence, which has no repetition. */
  readonly length: number;
  readonly distance: number;
}

/** No match of an LZ4 block begins closer to its end: Java's decoder refuses one that does. */
const LAST_MATCH = 12;
const HASHED = 4;

/** Greedy, within a distance that two bytes hold. */
function sequences(bytes: Buffer): Sequence[] {
  const seen = new Map<number, number>();
  const found: Sequence[] = [];
  let literalsFrom = 0;
  let at = 0;
  while (at + LAST_MATCH <= bytes.length) {
    const four = bytes.readUInt32LE(at);
    const before = seen.get(four);
    seen.set(four, at);
    let length = 0;
    // The last five bytes of an LZ4 block are literals.
    if (before !== undefined && at - before < 65_536) {
      while (at + length < bytes.length - 5 && bytes[before + length] === bytes[at + length]) length += 1;
    }
    if (length >= HASHED) {
      found.push({ literals: bytes.subarray(literalsFrom, at), length, distance: at - before! });
      at += length;
      literalsFrom = at;
    } else {
      at += 1;
    }
  }
  return [...found, { literals: bytes.subarray(literalsFrom), length: 0, distance: 0 }];
}

/** Blocks of 64 KiB, independent of each other, as Java's producer writes them. */
export function lz4(bytes: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82])];
  for (let at = 0; at < bytes.length; at += 65_536) {
    const block = Buffer.concat(sequences(bytes.subarray(at, at + 65_536)).map(lz4Sequence));
    parts.push(uint32(block.length), block);
  }
  return Buffer.concat([...parts, uint32(0)]);
}

function lz4Sequence({ literals, length, distance }: Sequence): Buffer {
  const match = length === 0 ? 0 : length - 4;
  const token = (Math.min(literals.length, 15) << 4) | Math.min(match, 15);
  const end =
    length === 0 ? Buffer.alloc(0) : Buffer.from([distance & 0xff, distance >> 8, ...lz4Rest(match)]);
  return Buffer.concat([Buffer.from([token, ...lz4Rest(literals.length)]), literals, end]);
}

function lz4Rest(length: number): number[] {
  if (length < 15) return [];
  return [...Array.from({ length: Math.floor((length - 15) / 255) }, () => 255), (length - 15) % 255];
}

/** One block without a frame, as librdkafka and Go's clients write it. */
export function snappy(bytes: Buffer): Buffer {
  const parts: Buffer[] = [unsignedVarint(bytes.length)];
  for (const { literals, length, distance } of sequences(bytes)) {
    if (literals.length > 0)
      parts.push(Buffer.from([62 << 2, ...uint32(literals.length - 1).subarray(0, 3)]), literals);
    for (let left = length; left > 0; left -= 64) {
      parts.push(Buffer.from([((Math.min(left, 64) - 1) << 2) | 2, distance & 0xff, distance >> 8]));
    }
  }
  return Buffer.concat(parts);
}

function framedSnappy(bytes: Buffer): Buffer {
  const header = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
  const parts: Buffer[] = [header];
  for (let at = 0; at < bytes.length; at += 32_768) {
    const block = snappy(bytes.subarray(at, at + 32_768));
    // Two framed parts one after the other are one, too.
    parts.push(uint32(block.length).reverse(), block, ...(at === 0 ? [header] : []));
  }
  return Buffer.concat(parts);
}

/** Blocks of stored bytes, and of one repeated byte where there is nothing else. */
export function zstd(bytes: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38])];
  for (let at = 0; at === 0 || at < bytes.length; at += 131_072) {
    const block = bytes.subarray(at, at + 131_072);
    const last = at + 131_072 >= bytes.length ? 1 : 0;
    const repeated = block.length > 1 && block.every((byte) => byte === block[0]);
    parts.push(uint32((block.length << 3) | (repeated ? 2 : 0) | last).subarray(0, 3));
    parts.push(repeated ? block.subarray(0, 1) : block);
  }
  return Buffer.concat(parts);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function unsignedVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}
