import { BrokenRecords } from './record-cutter.js';

/** A record's place in its batch. */
export interface RecordPlace {
  readonly timestampDelta: bigint;
  readonly offsetDelta: number;
}

/** The contents of a record, views into the buffer they were parsed from. */
export interface RecordContent {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [name: string, value: Buffer])[];
}

/** More headers than this are not made into objects; the record counts as too large. */
export const MAX_HEADERS = 10_000;

const SMALLEST_HEADER = 2;

/** Where a record belongs, from its first bytes. Throws {@link BrokenRecords}. */
export function placeOf(record: Buffer): RecordPlace {
  const reader = new VarintReader(record);
  return place(reader);
}

/**
 * The contents of a whole record, in one pass. Headers without a value are left out. `'too many headers'` for more than
 * {@link MAX_HEADERS}. Throws {@link BrokenRecords}.
 */
export function contentOf(record: Buffer): RecordContent | 'too many headers' {
  const reader = new VarintReader(record);
  place(reader);
  const key = reader.bytes();
  const value = reader.bytes();
  const count = reader.varint();
  if (count < 0 || count * SMALLEST_HEADER > reader.rest) {
    throw new BrokenRecords('A record has an impossible number of headers.');
  }
  if (count > MAX_HEADERS) return 'too many headers';
  const headers: [string, Buffer][] = [];
  for (let i = 0; i < count; i += 1) {
    const name = reader.bytes();
    if (name === null) throw new BrokenRecords('A header has no name.');
    const bytes = reader.bytes();
    if (bytes !== null) headers.push([name.toString('utf8'), bytes]);
  }
  if (reader.rest > 0) throw new BrokenRecords('A record is longer than its fields.');
  return { key, value, headers };
}

function place(reader: VarintReader): RecordPlace {
  reader.skip(1); // attributes, unused
  return { timestampDelta: reader.varlong(), offsetDelta: reader.varint() };
}

class VarintReader {
  private at = 0;

  constructor(private readonly record: Buffer) {}

  get rest(): number {
    return this.record.length - this.at;
  }

  skip(length: number): void {
    if (length > this.rest) throw new BrokenRecords('A record ends before its fields do.');
    this.at += length;
  }

  /** A zigzag number of up to 32 bits. */
  varint(): number {
    const raw = this.unsigned(5);
    if (raw > 0xffffffff) throw new BrokenRecords('A number in a record has more than 32 bits.');
    return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2;
  }

  /** A zigzag number of up to 64 bits. */
  varlong(): bigint {
    const start = this.at;
    for (let size = 1; size <= 7 && start + size <= this.record.length; size += 1) {
      if (this.record[start + size - 1]! < 0x80) {
        const raw = this.unsigned(7);
        return BigInt(raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2);
      }
    }
    return this.longVarlong();
  }

  /** Bytes with their length in front; a negative length is null. */
  bytes(): Buffer | null {
    const length = this.varint();
    if (length < 0) return null;
    this.skip(length);
    return this.record.subarray(this.at - length, this.at);
  }

  private unsigned(maxBytes: number): number {
    let value = 0;
    for (let i = 0, factor = 1; i < maxBytes; i += 1, factor *= 0x80) {
      this.skip(1);
      const byte = this.record[this.at - 1]!;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new BrokenRecords(`A number in a record has more than ${maxBytes} bytes.`);
  }

  private longVarlong(): bigint {
    let raw = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      this.skip(1);
      const byte = this.record[this.at - 1]!;
      raw |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, (raw >> 1n) ^ -(raw & 1n));
    }
    throw new BrokenRecords('A number in a record has more than 10 bytes.');
  }
}
