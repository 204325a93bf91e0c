import { BrokenCompression } from './broken-compression.js';
import { PIECE, SlidingWindow } from './sliding-window.js';

/** Java's framing: this, two version numbers, then blocks with their length in front. Framed data may follow each other. */
const FRAMING = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const FRAMING_HEADER = 16;

/**
 * How far back a repetition may reach. Snappy sets no limit; its encoders reach 64 KiB, or (one of Go's) to the start of the
 * block. A block that inflates to no more than this is decoded whatever it does.
 */
const REACH = 8 * 1024 * 1024;

/** Inflates snappy, plain or in Java's framing, in pieces of at most two times 64 KiB, holding 8 MiB of history at most. */
export function* inflateSnappy(input: Buffer): Generator<Buffer, void, void> {
  if (!input.subarray(0, FRAMING.length).equals(FRAMING)) {
    yield* block(input);
    return;
  }
  for (let at = FRAMING_HEADER; at < input.length;) {
    if (input.subarray(at, at + FRAMING.length).equals(FRAMING)) {
      at += FRAMING_HEADER;
    } else {
      if (at + 4 > input.length) throw new BrokenCompression('A snappy block is cut off.');
      const size = input.readInt32BE(at);
      at += 4;
      if (size < 0 || at + size > input.length) throw new BrokenCompression('A snappy block is cut off.');
      yield* block(input.subarray(at, at + size));
      at += size;
    }
  }
}

function* block(input: Buffer): Generator<Buffer, void, void> {
  const { length, start } = inflatedLength(input);
  const window = new SlidingWindow(Math.min(Math.max(length, PIECE), REACH), length);
  let left = length;
  let at = start;
  while (at < input.length) {
    const element = elementAt(input, at);
    at = element.end;
    left -= element.length;
    if (left < 0) throw new BrokenCompression('A snappy block is longer than it says.');
    for (let done = 0; done < element.length; done += PIECE) {
      const step = Math.min(PIECE, element.length - done);
      if (element.distance === null) window.append(input, at + done, at + done + step);
      else window.repeat(element.distance, step);
      if (window.pending >= PIECE) yield window.take();
    }
    if (element.distance === null) at += element.length;
  }
  // Also when it is nothing: of blocks that hold nothing there may be very many.
  yield window.take();
  if (left > 0) throw new BrokenCompression('A snappy block is shorter than it says.');
}

function inflatedLength(input: Buffer): { length: number; start: number } {
  let length = 0;
  for (let i = 0; i < 5 && i < input.length; i += 1) {
    const byte = input[i]!;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { length, start: i + 1 };
  }
  throw new BrokenCompression('A snappy block has no length.');
}

/** A literal (`distance` null, its bytes begin at `end`) or a repetition. */
interface Element {
  readonly length: number;
  readonly distance: number | null;
  readonly end: number;
}

function elementAt(input: Buffer, at: number): Element {
  const tag = input[at]!;
  const size = tag >>> 2;
  switch (tag & 3) {
    case 0: {
      const extra = size < 60 ? 0 : size - 59;
      const length = (extra === 0 ? size : number(input, at + 1, extra)) + 1;
      const end = at + 1 + extra;
      if (length > input.length - end) throw new BrokenCompression('A snappy block ends within a literal.');
      return { length, distance: null, end };
    }
    case 1:
      return { length: (size & 7) + 4, distance: ((tag >>> 5) << 8) | number(input, at + 1, 1), end: at + 2 };
    case 2:
      return { length: size + 1, distance: number(input, at + 1, 2), end: at + 3 };
    default:
      return { length: size + 1, distance: number(input, at + 1, 4), end: at + 5 };
  }
}

function number(input: Buffer, at: number, size: number): number {
  if (at + size > input.length) throw new BrokenCompression('A snappy block ends within an element.');
  return input.readUIntLE(at, size);
}
