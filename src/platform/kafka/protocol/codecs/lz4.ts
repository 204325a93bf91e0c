import { BrokenCompression } from './broken-compression.js';
import { PIECE, SlidingWindow } from './sliding-window.js';

const MAGIC = 0x184d2204;
const REACH = 64 * 1024;
const SHORTEST_MATCH = 4;
const STORED = 0x80000000;

/**
 * Inflates an LZ4 frame in pieces of at most two times 64 KiB, holding 64 KiB of history: not even a block is held. Its own
 * checksums are not looked at, because Kafka's checksum covers the whole batch, and what follows the end mark is ignored, as
 * Kafka's own consumers do.
 */
export function* inflateLz4(input: Buffer): Generator<Buffer, void, void> {
  const window = new SlidingWindow(REACH);
  const { blockChecksums, start } = frameHeader(input);
  for (let at = start; at + 4 <= input.length;) {
    const size = input.readUInt32LE(at);
    if (size === 0) break;
    const stored = size >= STORED;
    const from = at + 4;
    const to = from + (stored ? size - STORED : size);
    if (to > input.length) throw new BrokenCompression('An LZ4 block is cut off.');
    if (stored) yield* literals(window, input, from, to);
    else yield* block(window, input, from, to);
    at = to + (blockChecksums ? 4 : 0);
  }
  if (window.pending > 0) yield window.take();
}

function frameHeader(input: Buffer): { blockChecksums: boolean; start: number } {
  if (input.length < 7 || input.readUInt32LE(0) !== MAGIC)
    throw new BrokenCompression('No LZ4 frame begins here.');
  const flags = input[4]!;
  if (flags >>> 6 !== 1) throw new BrokenCompression(`LZ4 frame version ${flags >>> 6} is not known.`);
  if ((flags & 1) !== 0) throw new BrokenCompression('The LZ4 frame needs a dictionary.');
  const contentSize = (flags & 0x08) === 0 ? 0 : 8;
  return { blockChecksums: (flags & 0x10) !== 0, start: 7 + contentSize };
}

function* literals(
  window: SlidingWindow,
  input: Buffer,
  from: number,
  to: number,
): Generator<Buffer, void, void> {
  for (let at = from; at < to; at += PIECE) {
    window.append(input, at, Math.min(to, at + PIECE));
    if (window.pending >= PIECE) yield window.take();
  }
}

function* block(
  window: SlidingWindow,
  input: Buffer,
  from: number,
  to: number,
): Generator<Buffer, void, void> {
  let at = from;
  const longer = (nibble: number): number => {
    let length = nibble;
    if (nibble === 15) {
      let byte: number;
      do {
        if (at >= to) throw new BrokenCompression('An LZ4 block ends within a length.');
        byte = input[at++]!;
        length += byte;
      } while (byte === 255);
    }
    return length;
  };
  while (at < to) {
    const token = input[at++]!;
    const literal = longer(token >>> 4);
    if (literal > to - at) throw new BrokenCompression('An LZ4 block ends within its literals.');
    if (literal > PIECE) yield* literals(window, input, at, at + literal);
    else window.append(input, at, at + literal);
    at += literal;
    if (at < to) {
      if (to - at < 2) throw new BrokenCompression('An LZ4 block ends within a distance.');
      const distance = input.readUInt16LE(at);
      at += 2;
      for (let left = longer(token & 15) + SHORTEST_MATCH; left > 0; left -= PIECE) {
        window.repeat(distance, Math.min(left, PIECE));
        if (window.pending >= PIECE) yield window.take();
      }
    }
    if (window.pending >= PIECE) yield window.take();
  }
}
