import { createHash, type Hash } from 'node:crypto';

/** The records of a batch are not as Kafka's format has them. */
export class BrokenRecords extends Error {
  override readonly name = 'BrokenRecords';
}

/** A record that is not held in memory because of its size. */
export interface OversizedRecord {
  readonly size: number;
  /** SHA-256 of its bytes, base64url. */
  readonly sha256: string;
  readonly firstBytes: Buffer;
}

/**
 * The largest record that is held in memory: what a broker with default limits (message.max.bytes) takes as a whole batch,
 * so that every record that such a broker accepts without compression is decoded.
 */
export const MAX_RECORD_BYTES = 1_048_588;

const FIRST_BYTES = 1024;

/**
 * Cuts the bytes of a batch, which come in chunks of any size, into records. At most one record is held, and of one larger
 * than {@link MAX_RECORD_BYTES} only the first bytes, while the rest is hashed and let go.
 */
export class RecordCutter {
  private chunk: Buffer = Buffer.alloc(0);
  private at = 0;
  private length = 0;
  private lengthBits = 0;
  private partial: PartialRecord | null = null;

  /** Takes the next chunk, when {@link next} has answered null. The chunk is not used after the following `feed`. */
  feed(chunk: Buffer): void {
    this.chunk = chunk;
    this.at = 0;
  }

  /** Bytes of the chunk that no record was cut from yet. */
  get rest(): number {
    return this.chunk.length - this.at;
  }

  /**
   * The next record without its length; a buffer is valid until the following call. Null: more bytes are needed. Throws
   * {@link BrokenRecords} when the length is impossible.
   */
  next(): Buffer | OversizedRecord | null {
    if (this.partial === null) {
      if (!this.readLength()) return null;
      const end = this.at + this.length;
      if (end <= this.chunk.length && this.length <= MAX_RECORD_BYTES) {
        const record = this.chunk.subarray(this.at, end);
        this.at = end;
        return record;
      }
      this.partial =
        this.length > MAX_RECORD_BYTES ? new HashedRecord(this.length) : new CollectedRecord(this.length);
    }
    const taken = Math.min(this.partial.missing, this.rest);
    this.partial.add(this.chunk.subarray(this.at, this.at + taken));
    this.at += taken;
    if (this.partial.missing > 0) return null;
    const record = this.partial.done();
    this.partial = null;
    return record;
  }

  /** Reads the zigzag varint in front of a record; it may lie across two chunks. */
  private readLength(): boolean {
    if (this.lengthBits === 0) this.length = 0;
    while (this.at < this.chunk.length) {
      const byte = this.chunk[this.at++]!;
      this.length += (byte & 0x7f) * 2 ** this.lengthBits;
      this.lengthBits += 7;
      if (byte < 0x80) {
        this.lengthBits = 0;
        if (this.length % 2 === 1) throw new BrokenRecords('A record has a negative length.');
        this.length /= 2;
        if (this.length > 0x7fffffff) throw new BrokenRecords('A record has an impossible length.');
        return true;
      }
      if (this.lengthBits > 28) throw new BrokenRecords('The length of a record has more than 5 bytes.');
    }
    return false;
  }
}

interface PartialRecord {
  readonly missing: number;
  add(bytes: Buffer): void;
  done(): Buffer | OversizedRecord;
}

class CollectedRecord implements PartialRecord {
  private readonly bytes: Buffer;
  private filled = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  get missing(): number {
    return this.bytes.length - this.filled;
  }

  add(bytes: Buffer): void {
    this.filled += bytes.copy(this.bytes, this.filled);
  }

  done(): Buffer {
    return this.bytes;
  }
}

class HashedRecord implements PartialRecord {
  missing: number;
  private readonly hash: Hash = createHash('sha256');
  private first: Buffer = Buffer.alloc(0);

  constructor(private readonly size: number) {
    this.missing = size;
  }

  add(bytes: Buffer): void {
    if (this.first.length < FIRST_BYTES) {
      this.first = Buffer.concat([this.first, bytes.subarray(0, FIRST_BYTES - this.first.length)]);
    }
    this.hash.update(bytes);
    this.missing -= bytes.length;
  }

  done(): OversizedRecord {
    return { size: this.size, sha256: this.hash.digest('base64url'), firstBytes: this.first };
  }
}

/** A record that was cut out whole, but is not kept. */
export function oversized(record: Buffer): OversizedRecord {
  const hashed = new HashedRecord(record.length);
  hashed.add(record);
  return hashed.done();
}
