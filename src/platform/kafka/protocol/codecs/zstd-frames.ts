import { BrokenCompression } from './broken-compression.js';

/** The history that a decoder is given. What needs more is not decoded; RFC 8878 asks for this much. */
export const MAX_WINDOW = 8 * 1024 * 1024;

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const BLOCK_MAX = 128 * 1024;
/** Ten plus the exponent in the upper five bits gives the logarithm of the window. */
const MAX_WINDOW_BYTE = (23 - 10) << 3;

/** A frame, in parts that inflate to 128 KiB at most each: its header, then its blocks, then its checksum. */
export interface ZstdFrame {
  readonly parts: readonly Buffer[];
  /** How much the frame may inflate to. */
  readonly limit: number;
  /** How much it has to inflate to, null when it does not say. */
  readonly contentSize: number | null;
}

/**
 * The frames of zstd data; skippable ones are left out. Throws when it is cut off or needs more than {@link MAX_WINDOW}.
 * Frames of the highest levels (20 to 22) ask for a larger window whatever they hold: they get this one, and may inflate to
 * its size, because then nothing can reach further back.
 */
export function* zstdFrames(input: Buffer): Generator<ZstdFrame, void, void> {
  for (let at = 0; at < input.length;) {
    if (at + 8 > input.length) throw new BrokenCompression('A zstd frame is cut off.');
    const magic = input.readUInt32LE(at);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
      at += 8 + input.readUInt32LE(at + 4);
    } else {
      if (magic !== MAGIC) throw new BrokenCompression('No zstd frame begins here.');
      const header = headerAt(input, at);
      const { parts, end } = blocks(input, at + header.bytes.length, header.checksum);
      yield { parts: [header.bytes, ...parts], limit: header.limit, contentSize: header.contentSize };
      at = end;
    }
  }
}

function headerAt(input: Buffer, at: number) {
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
  const bytes = Buffer.from(input.subarray(at, sizeAt + sizeBytes));
  let limit = Number.MAX_SAFE_INTEGER;
  if (!singleSegment && bytes[5]! > MAX_WINDOW_BYTE) {
    bytes[5] = MAX_WINDOW_BYTE;
    limit = MAX_WINDOW;
  }
  return { bytes, contentSize, limit, checksum: (flags & 0x04) !== 0 };
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

function blocks(input: Buffer, start: number, checksum: boolean): { parts: Buffer[]; end: number } {
  const parts: Buffer[] = [];
  for (let at = start; at + 3 <= input.length;) {
    const header = input.readUIntLE(at, 3);
    const size = header >>> 3;
    const repeatedByte = ((header >>> 1) & 3) === 1;
    const end = at + 3 + (repeatedByte ? 1 : size);
    if (size > BLOCK_MAX) throw new BrokenCompression('A zstd block is too large.');
    parts.push(input.subarray(at, Math.min(end, input.length)));
    at = end;
    if ((header & 1) === 1) {
      if (!checksum) return { parts, end };
      parts.push(input.subarray(end, end + 4));
      return { parts, end: end + 4 };
    }
  }
  // What is there is inflated; that the last block is missing shows in the records.
  return { parts, end: input.length };
}
