import type { IncomingRecord } from '../incoming-record.js';
import type { UndecodableRange } from '../port.js';

/** Part of a record set in offset order. Everything below `nextOffset` is in it or in an earlier one, or holds no record. */
export interface DecodedSlice {
  readonly records: IncomingRecord[];
  readonly undecodable: UndecodableRange[];
  readonly nextOffset: bigint;
}

/** Limits of a slice. A slice has at least one record, however large. */
export interface SliceLimits {
  readonly maxRecords: number;
  /** Of keys, values and headers. */
  readonly maxBytes: number;
}

/** Collects what is decoded until a slice is full. */
export class SliceBuilder {
  private records: IncomingRecord[] = [];
  private undecodable: UndecodableRange[] = [];
  private bytes = 0;
  private next: bigint;
  private taken: bigint;

  constructor(
    private readonly limits: SliceLimits,
    fromOffset: bigint,
  ) {
    this.next = fromOffset;
    this.taken = fromOffset;
  }

  get nextOffset(): bigint {
    return this.next;
  }

  get full(): boolean {
    return (
      this.records.length + this.undecodable.length >= this.limits.maxRecords ||
      this.bytes >= this.limits.maxBytes
    );
  }

  addRecord(record: IncomingRecord, bytes: number): void {
    this.records.push(record);
    this.bytes += bytes;
    this.next = record.offset + 1n;
  }

  addUndecodable(range: UndecodableRange): void {
    this.undecodable.push(range);
    this.bytes += range.firstBytes.length;
    this.next = range.lastOffset + 1n;
  }

  /** Passes over offsets that hold no record. Never goes back. */
  advanceTo(offset: bigint): void {
    if (offset > this.next) this.next = offset;
  }

  /** What was collected since the last call, null when that is nothing and no offset was passed. */
  take(): DecodedSlice | null {
    if (this.next === this.taken) return null;
    const slice = { records: this.records, undecodable: this.undecodable, nextOffset: this.next };
    this.records = [];
    this.undecodable = [];
    this.bytes = 0;
    this.taken = this.next;
    return slice;
  }
}
