import { BrokenCompression } from './broken-compression.js';

/** Bytes that are handed out at a time, and the most that one call adds. */
export const PIECE = 64 * 1024;

const FIRST_SIZE = 4 * PIECE;

/**
 * What a decoder has written lately: the last `reach` bytes, which later ones may repeat, and those not handed out yet.
 * Holds at most twice its reach and a few pieces, and only as much as was written.
 */
export class SlidingWindow {
  private buffer: Buffer;
  private end = 0;
  private pendingFrom = 0;

  /** `expected` is how much will be written, where that is known. */
  constructor(
    private readonly reach: number,
    expected = FIRST_SIZE,
  ) {
    this.buffer = Buffer.allocUnsafe(Math.min(Math.max(expected, 1), FIRST_SIZE));
  }

  /** Bytes that were written and not taken. */
  get pending(): number {
    return this.end - this.pendingFrom;
  }

  /** Adds bytes, {@link PIECE} at most. */
  append(source: Buffer, start: number, end: number): void {
    this.makeRoom(end - start);
    this.end += source.copy(this.buffer, this.end, start, end);
  }

  /** Adds a repetition of what was written `distance` bytes before, {@link PIECE} bytes at most; it may overlap itself. */
  repeat(distance: number, length: number): void {
    this.makeRoom(length);
    if (distance <= 0 || distance > this.end || distance > this.reach) {
      throw new BrokenCompression(`A repetition reaches back ${distance} bytes, to where nothing is.`);
    }
    const { buffer } = this;
    const from = this.end - distance;
    const last = this.end + length;
    if (length <= 32) {
      for (let to = this.end; to < last; to += 1) buffer[to] = buffer[to - distance]!;
    } else {
      // What is copied doubles each time, because it repeats with the same period.
      for (let to = this.end; to < last;) {
        const step = Math.min(last - to, to - from);
        buffer.copyWithin(to, from, from + step);
        to += step;
      }
    }
    this.end = last;
  }

  /** What was written since the last call; valid until more is written. */
  take(): Buffer {
    const piece = this.buffer.subarray(this.pendingFrom, this.end);
    this.pendingFrom = this.end;
    return piece;
  }

  private makeRoom(length: number): void {
    if (this.end + length <= this.buffer.length) return;
    const full = 2 * this.reach + FIRST_SIZE;
    if (this.buffer.length < full) {
      const larger = Buffer.allocUnsafe(Math.min(full, this.buffer.length * 2));
      this.buffer.copy(larger, 0, 0, this.end);
      this.buffer = larger;
    } else {
      const keepFrom = Math.min(this.pendingFrom, this.end - this.reach);
      this.buffer.copyWithin(0, keepFrom, this.end);
      this.end -= keepFrom;
      this.pendingFrom -= keepFrom;
    }
    this.makeRoom(length);
  }
}
