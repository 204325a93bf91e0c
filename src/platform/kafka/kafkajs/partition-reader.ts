import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../logging/logger.js';
import { WakeUp } from '../../work/wake-up.js';
import type { RecordHandler, TopicOrigin, TopicPartition } from '../port.js';
import { ChecksumMismatch } from '../protocol/checksum-mismatch.js';
import { decodeRecords } from '../protocol/decode-records.js';
import type { FetchedPartition } from '../protocol/raw-fetch.js';

/** What a handler gets at a time. */
const SLICE_RECORDS = 500;
const SLICE_BYTES = 256 * 1024;
const HAND_OUT_AGAIN_AFTER_MS = 1_000;
/** Nothing to do until something is fetched; each fetch wakes the reader. */
const IDLE_MS = 60_000;

/** Where a partition is read from, and which log that is. */
export interface KnownStart {
  readonly from: bigint;
  readonly origin: TopicOrigin;
}

/** What was fetched at a time, and the offset that follows it. */
interface Chunk {
  readonly fetched: FetchedPartition;
  readonly nextOffset: bigint;
}

/** What the reader of a partition may ask of the membership that it belongs to. */
export interface FetchControl {
  /** Where reading starts; null when the reader is stopped before that is known. */
  startOf(partition: number): Promise<KnownStart | null>;
  /** The next fetch of the partition asks for this offset. */
  seek(partition: number, offset: bigint): void;
  pause(partition: number): void;
  resume(partition: number): void;
  /** What is fetched from now on comes over new connections. */
  renewConnections(why: string): void;
  /** The bytes that are queued have become more or fewer. */
  queueChanged(): void;
}

/**
 * Reads one partition for as long as it is assigned: takes fetched bytes off the fetch loop at once, and hands them out
 * in slices from a queue of its own, so that no partition waits for another. Nothing is handed out before the start is
 * known, nothing twice at a time, and nothing that follows what could not be handled.
 */
export class PartitionReader {
  /** Bytes that are fetched and not handled yet. */
  queuedBytes = 0;
  /** Everything below it is handled; null before the start is known. */
  handledTo: bigint | null = null;
  /** What of that is committed. */
  committedTo: bigint | null = null;
  /** Resolves when nothing is handed out any more. */
  readonly done: Promise<void>;
  private readonly queue: Chunk[] = [];
  private readonly fetched = new WakeUp();
  private readonly log: Logger;
  private origin: TopicOrigin | null = null;
  /** The offset that the next fetch asks for; null while the start is not known. */
  private position: bigint | null = null;
  private hasRoom = true;
  private stopped = false;
  private believeChecksumAt: bigint | null = null;
  private failures = 0;

  /** Begins when `previous` resolves: when slices of an earlier assignment are handled. The partition must be paused. */
  constructor(
    private readonly at: TopicPartition,
    private readonly handler: RecordHandler,
    private readonly control: FetchControl,
    logger: Logger,
    previous: Promise<unknown>,
  ) {
    this.log = logger.child({ topic: at.topic, partition: at.partition });
    this.done = previous.then(() => this.run());
  }

  /**
   * Takes what was fetched from `askedFor` on and ends with `lastOffset`. False when it must not be counted as read: the
   * partition is not read now, or the broker or the client went to another offset than the next one.
   */
  take(fetched: FetchedPartition, askedFor: bigint, lastOffset: bigint): boolean {
    if (this.stopped || this.position === null) return false;
    if (askedFor !== this.position) {
      this.log.warn({ expected: this.position, offset: askedFor }, 'the broker skips to another offset');
      this.doubt();
      return false;
    }
    const nextOffset = lastOffset + 1n;
    this.queue.push({ fetched, nextOffset });
    this.queuedBytes += fetched.bytes.length;
    this.position = nextOffset;
    this.control.queueChanged();
    this.fetched.call();
    return true;
  }

  /** What is queued is still handed out; then the start is asked for again. */
  doubt(): void {
    if (this.stopped || this.position === null) return;
    this.position = null;
    this.control.pause(this.at.partition);
    this.fetched.call();
  }

  /** The log that is read; null before the start is known. */
  get readFrom(): TopicOrigin | null {
    return this.position === null ? null : this.origin;
  }

  /** Fetches while there is room in the queue. */
  keepWithin(hasRoom: boolean): void {
    if (this.stopped || this.hasRoom === hasRoom) return;
    this.hasRoom = hasRoom;
    if (this.position === null) return;
    if (hasRoom) this.control.resume(this.at.partition);
    else this.control.pause(this.at.partition);
  }

  /** Hands out nothing after the slice that is being handled; see {@link done}. */
  stop(): void {
    this.stopped = true;
    this.fetched.call();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const start = await this.control.startOf(this.at.partition);
      if (this.isStopped || start === null) break;
      this.origin = start.origin;
      this.handledTo = this.committedTo = this.position = start.from;
      this.control.seek(this.at.partition, start.from);
      if (this.hasRoom) this.control.resume(this.at.partition);
      await this.handOut();
    }
    this.drop();
  }

  /** Until the position is in doubt and the queue empty, or the reader stopped. */
  private async handOut(): Promise<void> {
    while (!this.stopped) {
      const [chunk] = this.queue;
      if (chunk === undefined) {
        if (this.position === null) return;
        await this.fetched.sleep(IDLE_MS);
        continue;
      }
      try {
        await this.handle(chunk.fetched);
        if (this.isStopped) return;
        if (this.handledTo === chunk.nextOffset) this.doneWith(chunk);
        else await this.readRestAgain();
      } catch (error) {
        if (this.isStopped) return;
        if (error instanceof ChecksumMismatch) this.readDamagedAgain(error);
        else await this.pauseAfter(error);
      }
    }
  }

  private async handle(fetched: FetchedPartition): Promise<void> {
    const slices = decodeRecords(fetched, {
      topic: this.at.topic,
      fromOffset: this.handledTo ?? 0n,
      maxRecords: SLICE_RECORDS,
      maxBytes: SLICE_BYTES,
      believeChecksumAt: this.believeChecksumAt,
    });
    for await (const slice of slices) {
      if (this.stopped) return;
      await this.handler.handle({ ...this.at, origin: this.origin, ...slice });
      this.handledTo = slice.nextOffset;
      if (this.failures > 0) this.log.info({ offset: slice.nextOffset }, 'the partition goes on');
      this.failures = 0;
    }
  }

  private doneWith({ fetched }: Chunk): void {
    this.queue.shift();
    this.queuedBytes -= fetched.bytes.length;
    this.control.queueChanged();
  }

  /** What was fetched held no complete batch where one was to be expected. */
  private async readRestAgain(): Promise<void> {
    this.fetchAgain();
    await delay(HAND_OUT_AGAIN_AFTER_MS);
  }

  /** A wrong checksum may come from the way here. What comes over another connection is believed. */
  private readDamagedAgain({ baseOffset }: ChecksumMismatch): void {
    this.log.warn(
      { offset: baseOffset },
      'a batch has a wrong checksum; it is read again over a new connection',
    );
    this.believeChecksumAt = baseOffset;
    this.fetchAgain();
    this.control.renewConnections('a batch has a wrong checksum');
  }

  private fetchAgain(): void {
    this.drop();
    const from = this.handledTo ?? 0n;
    if (this.position !== null) this.position = from;
    this.control.seek(this.at.partition, from);
  }

  private async pauseAfter(error: unknown): Promise<void> {
    this.failures += 1;
    this.log.warn(
      { error, offset: this.handledTo, nextFetch: this.position, attempts: this.failures },
      'could not store a batch; its partition pauses and it comes again',
    );
    await delay(HAND_OUT_AGAIN_AFTER_MS);
  }

  private drop(): void {
    this.queue.length = 0;
    this.queuedBytes = 0;
    this.control.queueChanged();
  }

  /** Read after a wait, during which it may have changed. */
  private get isStopped(): boolean {
    return this.stopped;
  }
}
