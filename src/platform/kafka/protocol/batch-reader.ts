import type { BatchHeader } from './batch-header.js';
import type { Breath } from './breath.js';
import { contentOf, placeOf } from './parse-record.js';
import { BrokenRecords, oversized, type OversizedRecord, RecordCutter } from './record-cutter.js';
import type { SliceBuilder } from './slice-builder.js';
import type { Inflate } from './codecs/codecs.js';

/** Records inflated by one batch beyond this are not decoded: the most that 1 MiB of gzip can hold. */
export const MAX_INFLATED_BYTES = 1024 * 1024 * 1024;

/** Records larger than this are worth a look at the clock each, smaller ones only every so often. */
const LARGE = 8 * 1024;
const OFTEN = 32;

/** Whose records are read. */
export interface BatchPlace {
  readonly topic: string;
  readonly partition: number;
  readonly codec: string;
}

/** Reads the records of one batch into slices, and can stop between any two records. Holds a piece of the batch at a time. */
export class BatchReader {
  private readonly cutter = new RecordCutter();
  private readonly pieces: Iterator<Buffer> | AsyncIterator<Buffer>;
  private inflated = 0;
  private seen = 0;
  private lastDelta = -1;

  constructor(
    private readonly header: BatchHeader,
    private readonly place: BatchPlace,
    compressed: Buffer,
    inflate: Inflate,
  ) {
    const pieces = inflate(compressed);
    this.pieces = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  }

  /** Reads until the slice is full (`true`) or the batch is at its end. Throws whatever the bytes are wrong in. */
  async fill(slices: SliceBuilder, breath: Breath): Promise<boolean> {
    for (;;) {
      while (this.seen < this.header.count) {
        const record = this.cutter.next();
        if (record === null) break;
        this.seen += 1;
        if (Buffer.isBuffer(record)) this.addRecord(record, slices);
        else this.addOversized(record, slices);
        const large = !Buffer.isBuffer(record) || record.length > LARGE;
        if ((large || this.seen % OFTEN === 0) && breath.due) await breath.take();
        if (slices.full) return true;
      }
      if (this.seen >= this.header.count) {
        await this.expectEnd(slices, breath);
        return false;
      }
      if (!(await this.nextPiece())) throw new BrokenRecords('A batch has fewer records than it says.');
      if (breath.due) await breath.take();
    }
  }

  /** Lets go of the decoder, wherever it is. */
  async close(): Promise<void> {
    await this.pieces.return?.();
  }

  private async nextPiece(): Promise<boolean> {
    const piece = await this.pieces.next();
    if (piece.done === true) return false;
    this.inflated += piece.value.length;
    if (this.inflated > MAX_INFLATED_BYTES) {
      throw new BrokenRecords(`A batch inflates to more than ${MAX_INFLATED_BYTES} bytes.`);
    }
    this.cutter.feed(piece.value);
    return true;
  }

  /** Records beyond the number that the batch says are an error when there are offsets left that could be theirs. */
  private async expectEnd(slices: SliceBuilder, breath: Breath): Promise<void> {
    if (this.lastDelta >= this.header.lastOffsetDelta || slices.nextOffset > this.header.lastOffset) return;
    while (this.cutter.rest === 0) {
      if (!(await this.nextPiece())) return;
      if (breath.due) await breath.take();
    }
    throw new BrokenRecords('A batch has more records than it says.');
  }

  private addRecord(bytes: Buffer, slices: SliceBuilder): void {
    const { offset, timestampMs } = this.placeOf(bytes);
    if (offset < slices.nextOffset) return;
    // One copy for key, value and headers; the piece is used again and the batch need not stay in memory.
    const content = contentOf(Buffer.from(bytes));
    if (content === 'too many headers') {
      slices.addUndecodable(this.tooLarge(offset, timestampMs, oversized(bytes)));
      return;
    }
    const { topic, partition } = this.place;
    slices.addRecord({ topic, partition, offset, timestampMs, ...content }, bytes.length);
  }

  private addOversized(record: OversizedRecord, slices: SliceBuilder): void {
    const { offset, timestampMs } = this.placeOf(record.firstBytes);
    if (offset >= slices.nextOffset) slices.addUndecodable(this.tooLarge(offset, timestampMs, record));
  }

  private placeOf(bytes: Buffer): { offset: bigint; timestampMs: bigint } {
    const { offsetDelta, timestampDelta } = placeOf(bytes);
    if (offsetDelta <= this.lastDelta || offsetDelta > this.header.lastOffsetDelta) {
      throw new BrokenRecords('The offsets of a batch are not in order.');
    }
    this.lastDelta = offsetDelta;
    const { baseOffset, logAppendTime, baseTimestampMs, maxTimestampMs } = this.header;
    return {
      offset: baseOffset + BigInt(offsetDelta),
      timestampMs: logAppendTime ? maxTimestampMs : BigInt.asIntN(64, baseTimestampMs + timestampDelta),
    };
  }

  private tooLarge(offset: bigint, timestampMs: bigint, record: OversizedRecord) {
    return {
      ...this.place,
      firstOffset: offset,
      lastOffset: offset,
      timestampMs,
      reason: 'record-too-large' as const,
      ...record,
    };
  }
}
