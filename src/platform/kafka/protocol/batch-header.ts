/** Length of a batch's header, from the base offset to the number of records. */
export const HEADER_SIZE = 61;
/** What stands before the bytes that the length field counts: base offset and the length field itself. */
export const FRAME_SIZE = 12;
/** The checksum covers everything from here on. */
export const CHECKSUM_START = 21;
/** The current format of record batches. */
export const MAGIC = 2;

const MAGIC_AT = 16;
/** The shortest entry of an old message set has 14 bytes after its length field. */
const SMALLEST_OLD_ENTRY = 14;

/** Where a batch lies in a record set: `start` to `end`, `end` exclusive. */
export interface BatchFrame {
  readonly start: number;
  readonly end: number;
  readonly baseOffset: bigint;
  readonly magic: number;
}

/**
 * The frame at `start`. `'cut off'`: the set ends before the batch does. `'broken'`: the length cannot be a batch's, so that
 * nothing after it can be found.
 */
export function batchFrameAt(set: Buffer, start: number): BatchFrame | 'cut off' | 'broken' {
  if (set.length - start < FRAME_SIZE) return 'cut off';
  const length = set.readInt32BE(start + 8);
  if (length < SMALLEST_OLD_ENTRY) return 'broken';
  if (set.length - start <= MAGIC_AT) return 'cut off';
  const magic = set.readInt8(start + MAGIC_AT);
  if (magic === MAGIC && length < HEADER_SIZE - FRAME_SIZE) return 'broken';
  const end = start + FRAME_SIZE + length;
  if (end > set.length) return 'cut off';
  return { start, end, baseOffset: set.readBigInt64BE(start), magic };
}

/** The fields of a batch header (magic 2). */
export interface BatchHeader {
  readonly baseOffset: bigint;
  readonly checksum: number;
  /** 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd. */
  readonly codec: number;
  readonly logAppendTime: boolean;
  readonly transactional: boolean;
  readonly control: boolean;
  readonly lastOffset: bigint;
  readonly lastOffsetDelta: number;
  readonly baseTimestampMs: bigint;
  readonly maxTimestampMs: bigint;
  readonly producerId: bigint;
  readonly count: number;
}

/** Reads the header of a batch with magic 2; the set must hold all of it. */
export function batchHeaderAt(set: Buffer, start: number): BatchHeader {
  const attributes = set.readInt16BE(start + 21);
  const baseOffset = set.readBigInt64BE(start);
  const lastOffsetDelta = set.readInt32BE(start + 23);
  return {
    baseOffset,
    checksum: set.readUInt32BE(start + 17),
    codec: attributes & 0x07,
    logAppendTime: (attributes & 0x08) !== 0,
    transactional: (attributes & 0x10) !== 0,
    control: (attributes & 0x20) !== 0,
    lastOffset: baseOffset + BigInt(lastOffsetDelta),
    lastOffsetDelta,
    baseTimestampMs: set.readBigInt64BE(start + 27),
    maxTimestampMs: set.readBigInt64BE(start + 35),
    producerId: set.readBigInt64BE(start + 43),
    count: set.readInt32BE(start + 57),
  };
}

/** The last offset of the last complete batch of a record set, null when there is none. */
export function lastCompleteOffset(set: Buffer): bigint | null {
  let last: bigint | null = null;
  for (let start = 0; start < set.length;) {
    const frame = batchFrameAt(set, start);
    if (typeof frame === 'string') break;
    last = frame.magic === MAGIC ? batchHeaderAt(set, start).lastOffset : frame.baseOffset;
    start = frame.end;
  }
  return last;
}
