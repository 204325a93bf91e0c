import type { UndecodableReason } from '../port.js';
import { AbortedTransactions } from './aborted-transactions.js';
import {
  type BatchFrame,
  batchFrameAt,
  type BatchHeader,
  batchHeaderAt,
  CHECKSUM_START,
  HEADER_SIZE,
  MAGIC,
} from './batch-header.js';
import { BatchReader } from './batch-reader.js';
import { Breath } from './breath.js';
import { ChecksumMismatch } from './checksum-mismatch.js';
import { codecName, codecOf } from './codecs/codecs.js';
import { crc32c } from './crc32c.js';
import type { FetchedPartition } from './raw-fetch.js';
import { type DecodedSlice, SliceBuilder, type SliceLimits } from './slice-builder.js';
import { undecodableBatch } from './undecodable-batch.js';

export type { DecodedSlice } from './slice-builder.js';

/** How a record set is decoded. */
export interface DecodeOptions extends SliceLimits {
  readonly topic: string;
  /** Records below it are passed over. */
  readonly fromOffset: bigint;
  /** The `baseOffset` of a {@link ChecksumMismatch} that came again over a new connection, else null. */
  readonly believeChecksumAt: bigint | null;
}

/** An offset this far beyond the end of the log is damage that the checksum does not cover. */
const FARTHEST = 2n ** 31n;
const CHECKSUM_STEP = 1024 * 1024;

/**
 * Decodes what a fetch brought, slice by slice, in offset order. Whatever the bytes are, it neither throws nor stalls nor
 * holds more than a slice and a bounded piece: what cannot be decoded is an undecodable range, and decoding goes on behind
 * it. The one exception is {@link ChecksumMismatch}, thrown after everything before it was handed out. The last slice's
 * `nextOffset` is the offset after the last complete batch; no slice at all means: fetch again from `fromOffset`.
 *
 * Control batches and aborted transactions (`read_committed`) give no records, their offsets are passed.
 */
export async function* decodeRecords(
  fetched: FetchedPartition,
  options: DecodeOptions,
): AsyncGenerator<DecodedSlice, void, void> {
  const decoding = new RecordSetDecoding(fetched, options);
  try {
    yield* decoding.run();
  } catch (error) {
    // What was decoded before the damage is good.
    if (error instanceof ChecksumMismatch) yield* decoding.flush();
    throw error;
  }
}

class RecordSetDecoding {
  private readonly slices: SliceBuilder;
  private readonly breath = new Breath();
  private readonly aborted: AbortedTransactions;

  constructor(
    private readonly fetched: FetchedPartition,
    private readonly options: DecodeOptions,
  ) {
    this.slices = new SliceBuilder(options, options.fromOffset);
    this.aborted = new AbortedTransactions(fetched.abortedTransactions);
  }

  async *run(): AsyncGenerator<DecodedSlice, void, void> {
    const set = this.fetched.bytes;
    for (let start = 0; start < set.length;) {
      const frame = batchFrameAt(set, start);
      if (typeof frame === 'string' || this.isImplausible(frame)) {
        await this.brokenFrame(start, frame === 'cut off');
        break;
      }
      if (frame.magic === MAGIC) {
        yield* this.batch(frame);
        start = frame.end;
      } else {
        start = await this.oldEntries(frame);
      }
      if (this.slices.full) yield* this.flush();
      if (this.breath.due) await this.breath.take();
    }
    yield* this.flush();
  }

  *flush(): Generator<DecodedSlice, void, void> {
    const slice = this.slices.take();
    if (slice !== null) yield slice;
  }

  private async *batch(frame: BatchFrame): AsyncGenerator<DecodedSlice, void, void> {
    const set = this.fetched.bytes;
    const header = batchHeaderAt(set, frame.start);
    const marker = header.control ? markerOf(set, frame) : null;
    const passed = header.lastOffset < this.slices.nextOffset && header.baseOffset < this.slices.nextOffset;
    // A batch that seems to be passed is checked too: how far it reaches is among what the checksum covers.
    if (!(await this.isIntact(frame, header))) {
      if (header.baseOffset !== this.options.believeChecksumAt) {
        throw new ChecksumMismatch(this.options.topic, this.fetched.partition, header.baseOffset);
      }
      if (!passed) await this.believedMismatch(frame, header);
      return;
    }
    const left = this.aborted.includes(header, marker);
    if (passed) return;
    const codec = codecOf(header.codec);
    if (header.lastOffsetDelta < 0 || header.count < 0) await this.undecodable(frame, header, 'undecodable');
    else if (header.control || left) this.slices.advanceTo(header.lastOffset + 1n);
    else if (codec === null) await this.undecodable(frame, header, 'unknown-codec');
    else yield* this.records(frame, header, codec);
  }

  private async *records(
    frame: BatchFrame,
    header: BatchHeader,
    codec: NonNullable<ReturnType<typeof codecOf>>,
  ): AsyncGenerator<DecodedSlice, void, void> {
    const { topic } = this.options;
    const place = { topic, partition: this.fetched.partition, codec: codec.name };
    const compressed = this.fetched.bytes.subarray(frame.start + HEADER_SIZE, frame.end);
    const reader = new BatchReader(header, place, compressed, codec.inflate);
    try {
      while (await this.fillFrom(reader, frame, header)) yield* this.flush();
    } finally {
      await reader.close();
    }
    this.slices.advanceTo(header.lastOffset + 1n);
  }

  /** Any failure in a batch is one of its bytes: what is left of it becomes an undecodable range. */
  private async fillFrom(reader: BatchReader, frame: BatchFrame, header: BatchHeader): Promise<boolean> {
    try {
      return await reader.fill(this.slices, this.breath);
    } catch {
      if (this.slices.nextOffset <= header.lastOffset) await this.undecodable(frame, header, 'undecodable');
      return false;
    }
  }

  private async isIntact(frame: BatchFrame, header: BatchHeader): Promise<boolean> {
    let checksum = 0;
    for (let start = frame.start + CHECKSUM_START; start < frame.end; start += CHECKSUM_STEP) {
      checksum = crc32c(this.fetched.bytes, start, Math.min(frame.end, start + CHECKSUM_STEP), checksum);
      if (this.breath.due) await this.breath.take();
    }
    return checksum === header.checksum;
  }

  private async believedMismatch(frame: BatchFrame, header: BatchHeader): Promise<void> {
    const { highWatermark, bytes } = this.fetched;
    // The number of offsets may be what is damaged: never pass over a batch that was not looked at.
    const next = batchFrameAt(bytes, frame.end);
    const behind = typeof next === 'string' ? highWatermark : next.baseOffset;
    await this.undecodable(frame, header, 'checksum-mismatch', behind - 1n);
  }

  private async undecodable(
    frame: BatchFrame,
    header: BatchHeader,
    reason: UndecodableReason,
    atMost = header.lastOffset,
  ): Promise<void> {
    const firstOffset = max(this.slices.nextOffset, header.baseOffset);
    const last = header.lastOffset < atMost ? header.lastOffset : atMost;
    await this.add(frame.start, frame.end, reason, {
      firstOffset,
      lastOffset: max(firstOffset, last),
      timestampMs: header.maxTimestampMs,
      codec: codecName(header.codec),
    });
  }

  private async add(
    start: number,
    end: number,
    reason: UndecodableReason,
    about: { firstOffset: bigint; lastOffset: bigint; timestampMs: bigint; codec: string },
  ): Promise<void> {
    const place = { topic: this.options.topic, partition: this.fetched.partition };
    const bytes = this.fetched.bytes.subarray(start, end);
    this.slices.addUndecodable(await undecodableBatch(bytes, { ...place, ...about }, reason, this.breath));
  }

  private isImplausible({ baseOffset }: BatchFrame): boolean {
    return baseOffset < 0n || baseOffset > max(this.fetched.highWatermark, this.slices.nextOffset) + FARTHEST;
  }

  /**
   * The end of the set is cut off as a rule: the next fetch brings it whole. A first batch never is, and nothing is cut off
   * by a length that no batch has; read again, both are believed, and one offset is given up at a time, because no more is
   * known about what lies there.
   */
  private async brokenFrame(start: number, cutOff: boolean): Promise<void> {
    const { nextOffset } = this.slices;
    const { topic, fromOffset, believeChecksumAt } = this.options;
    if (nextOffset > fromOffset || (cutOff && start > 0)) return;
    if (believeChecksumAt !== nextOffset)
      throw new ChecksumMismatch(topic, this.fetched.partition, nextOffset);
    await this.add(start, this.fetched.bytes.length, 'undecodable', {
      firstOffset: nextOffset,
      lastOffset: nextOffset,
      timestampMs: 0n,
      codec: 'none',
    });
  }

  /** Entries of formats before Kafka 0.11 in a row; answers where they end. */
  private async oldEntries(first: BatchFrame): Promise<number> {
    const set = this.fetched.bytes;
    let end = first.end;
    let last = first.baseOffset;
    for (let frame = batchFrameAt(set, end); typeof frame !== 'string'; frame = batchFrameAt(set, end)) {
      if (frame.magic === MAGIC || this.isImplausible(frame)) break;
      end = frame.end;
      last = max(last, frame.baseOffset);
    }
    if (last >= this.slices.nextOffset) {
      await this.add(first.start, end, 'unsupported-format', {
        firstOffset: this.slices.nextOffset,
        lastOffset: last,
        timestampMs:
          first.magic === 1 && first.end - first.start >= 26 ? set.readBigInt64BE(first.start + 18) : 0n,
        codec: codecName(set.readInt8(first.start + 17) & 0x07),
      });
    }
    return end;
  }
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** The kind of a control batch: its one record's key is a version and a type, both 16 bits. */
function markerOf(set: Buffer, frame: BatchFrame): 'abort' | 'other' {
  // Length, attributes, timestamp delta, offset delta and length of the key take one byte each in a marker of Kafka's.
  const key = frame.start + HEADER_SIZE + 5;
  return key + 4 <= frame.end && set.readInt16BE(key + 2) === 0 ? 'abort' : 'other';
}
