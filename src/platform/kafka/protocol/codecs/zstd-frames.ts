import { BrokenCompression } from './broken-compression.js';

/** The history that a decoder is given. What needs more is not decoded; RFC 8878 asks for this much. */
export const MAX_WINDOW = 8 * 1024 * 1024;

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const BLOCK_MAX = 128 * 1024;
const BLOCK_HEADER = 3;
/** Ten plus the exponent in the upper five bits gives the logarithm of the window. */
const MAX_WINDOW_BYTE = (23 - 10) << 3;

/** More frames, or blocks of almost nothing, than any compressor makes of a batch: each costs a decoder milliseconds. */
const MAX_FRAMES = 100;
const MAX_SMALL_BLOCKS = 4_096;
const SMALL_BLOCK = 16;

/** A frame: its header, then its blocks and its checksum. */
export interface ZstdFrame {
  readonly header: Buffer;
  readonly blocks: Buffer;
  readonly hasChecksum: boolean;
  /** How much the frame may inflate to. */
  readonly limit: number;
  /** How much it has to inflate to, null when it does not say. */
  readonly contentSize: number | null;
}

/**
 * The frames of zstd data; skippable ones are left out. Throws when it is cut off, needs more than {@link MAX_WINDOW} or
 * consists of very many frames.
 * Frames of the highest levels (20 to 22) ask for a larger window whatever they hold: they get this one, and may inflate to
 * its size, because then nothing can reach further back.
 */
export function* zstdFrames(input: Buffer): Generator<ZstdFrame, void, void> {
  for (let at = 0, frames = 0; at < input.length;) {
    if (at + 8 > input.length) throw new BrokenCompression('A zstd frame is cut off.');
    const magic = input.readUInt32LE(at);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
      at += 8 + input.readUInt32LE(at + 4);
    } else {
      if (magic !== MAGIC) throw new BrokenCompression('No zstd frame begins here.');
      frames += 1;
      if (frames > MAX_FRAMES) throw new BrokenCompression(`There are more than ${MAX_FRAMES} zstd frames.`);
      const frame = headerAt(input, at);
      const start = at + frame.header.length;
      at = endOfBlocks(input, start) + (frame.hasChecksum ? 4 : 0);
      yield { ...frame, blocks: input.subarray(start, at) };
    }
  }
}

function headerAt(input: Buffer, at: number): Omit<ZstdFrame, 'blocks'> {
  const flags = input[at + 4]!;
  const singleSegment = (flags & 0x20) !== 0;
  if ((flags & 0x03) !== 0) throw new BrokenCompression('A zstd frame needs a dictionary.');
  const windowAt = at + 5;
  const sizeAt = windowAt + (singleSegment ? 0 : 1);
  const sizeBytes = [singleSegment ? 1 : 0, 2, 4, 8][flags >>> 6]!;
  if (sizeAt + sizeBytes > input.length) throw new BrokenCompression('A zstd frame is cut off.');
  const contentSize = contentSizeAt(input, sizeAt, sizeBytes);
  if (singleSegment && contentSize! > MAX_WINDOW) {
    throw new BrokenCompression(`A zstd frame needs a window of ${contentSize} bytes.`);
  }
  const header = Buffer.from(input.subarray(at, sizeAt + sizeBytes));
  let limit = Number.MAX_SAFE_INTEGER;
  if (!singleSegment && header[5]! > MAX_WINDOW_BYTE) {
    header[5] = MAX_WINDOW_BYTE;
    limit = MAX_WINDOW;
  }
  return { header, contentSize, limit, hasChecksum: (flags & 0x04) !== 0 };
}

function contentSizeAt(input: Buffer, at: number, size: number): number | null {
  switch (size) {
    case 0:
      return null;
    case 2:
      return input.readUInt16LE(at) + 256;
    case 8:
      return Number(input.readBigUInt64LE(at));
    default:
      return input.readUIntLE(at, size);
  }
}

interface Block {
  /** Where it ends; beyond the input when it is cut off. */
  readonly end: number;
  /** What its bytes are: themselves, one that is repeated, or compressed. */
  readonly kind: 'stored' | 'repeated' | 'compressed';
  /** Of its bytes; of a repeated one, how often. */
  readonly size: number;
  readonly isLast: boolean;
}

function blockAt(input: Buffer, at: number): Block {
  const header = input.readUIntLE(at, 3);
  const size = header >>> 3;
  if (size > BLOCK_MAX) throw new BrokenCompression('A zstd block is too large.');
  const kind = (['stored', 'repeated'] as const)[(header >>> 1) & 3] ?? 'compressed';
  return {
    end: at + BLOCK_HEADER + (kind === 'repeated' ? 1 : size),
    kind,
    size,
    isLast: (header & 1) === 1,
  };
}

/** What is there is inflated when the end is cut off; that the last block is missing shows in the records. */
function endOfBlocks(input: Buffer, start: number): number {
  for (let at = start, small = 0; at + BLOCK_HEADER <= input.length;) {
    const { end, kind, size, isLast } = blockAt(input, at);
    if (isLast) return end;
    if (kind === 'compressed' && size < SMALL_BLOCK && (small += 1) > MAX_SMALL_BLOCKS) {
      throw new BrokenCompression('A zstd frame consists of blocks of almost nothing.');
    }
    at = end;
  }
  return input.length;
}

/**
 * The frame in parts that inflate to 128 KiB at most each, for a decoder that takes as long for a block of nothing as for a
 * large one: blocks that are not compressed are put together.
 */
export function* partsOf({ header, blocks, hasChecksum }: ZstdFrame): Generator<Buffer, void, void> {
  yield header;
  const plain = new PlainBlock();
  for (let at = 0; at + BLOCK_HEADER <= blocks.length;) {
    const { end, kind, size, isLast } = blockAt(blocks, at);
    const isPlain = kind !== 'compressed' && end <= blocks.length;
    if (plain.size > 0 && (!isPlain || plain.size + size > BLOCK_MAX)) yield plain.take(false);
    if (isPlain) plain.add(blocks.subarray(at + BLOCK_HEADER, end), size);
    else yield blocks.subarray(at, Math.min(end, blocks.length));
    if (isLast) {
      if (isPlain) yield plain.take(true);
      if (hasChecksum) yield blocks.subarray(end, end + 4);
      return;
    }
    at = end;
  }
  if (plain.size > 0) yield plain.take(false);
}

/** Collects what is not compressed for one stored block. */
class PlainBlock {
  size = 0;
  private bytes: Buffer = Buffer.alloc(0);

  /** Adds the bytes, repeated until there are `size` of them. */
  add(bytes: Buffer, size: number): void {
    if (size === 0) return;
    if (this.size === 0) this.bytes = Buffer.allocUnsafe(BLOCK_HEADER + BLOCK_MAX);
    const start = BLOCK_HEADER + this.size;
    this.bytes.fill(bytes, start, start + size);
    this.size += size;
  }

  /** The block; the next one begins empty. */
  take(isLast: boolean): Buffer {
    if (this.size === 0) this.bytes = Buffer.allocUnsafe(BLOCK_HEADER);
    const block = this.bytes.subarray(0, BLOCK_HEADER + this.size);
    block.writeUIntLE((this.size << 3) | (isLast ? 1 : 0), 0, BLOCK_HEADER);
    this.size = 0;
    return block;
  }
}
