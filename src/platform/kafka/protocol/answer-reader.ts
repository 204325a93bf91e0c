/** Reads a broker's answer from front to back. Throws a RangeError where the answer ends early or a length is impossible. */
export class AnswerReader {
  private position = 0;

  constructor(private readonly answer: Buffer) {}

  int8(): number {
    return this.answer.readInt8(this.forward(1));
  }

  int16(): number {
    return this.answer.readInt16BE(this.forward(2));
  }

  int32(): number {
    return this.answer.readInt32BE(this.forward(4));
  }

  int64(): bigint {
    return this.answer.readBigInt64BE(this.forward(8));
  }

  /** A length of -1 is null; null is read as the empty text. */
  text(): string {
    return this.bytes(Math.max(0, this.int16())).toString('utf8');
  }

  /** A view into the answer, not a copy. */
  bytes(length: number): Buffer {
    const start = this.forward(length);
    return this.answer.subarray(start, start + length);
  }

  /** A length of -1 is null; null is read as the empty array. */
  array<T>(item: () => T): T[] {
    return this.items(this.int32(), item);
  }

  compactText(): string {
    return this.bytes(Math.max(0, this.unsignedVarint() - 1)).toString('utf8');
  }

  compactArray<T>(item: () => T): T[] {
    return this.items(this.unsignedVarint() - 1, item);
  }

  /** Optional fields that a newer broker may add. */
  skipTags(): void {
    for (let left = this.unsignedVarint(); left > 0; left -= 1) {
      this.unsignedVarint();
      this.bytes(this.unsignedVarint());
    }
  }

  private unsignedVarint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.answer.readUInt8(this.forward(1));
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('The answer holds a variable-length number of more than 5 bytes.');
  }

  private items<T>(count: number, item: () => T): T[] {
    const items: T[] = [];
    for (let i = 0; i < count; i += 1) items.push(item());
    return items;
  }

  private forward(length: number): number {
    const start = this.position;
    if (length < 0 || start + length > this.answer.length) {
      throw new RangeError(
        `The answer ends before a field of ${length} bytes at ${start} of ${this.answer.length}.`,
      );
    }
    this.position = start + length;
    return start;
  }
}
