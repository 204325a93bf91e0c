import type { Logger } from '../../logging/logger.js';
import type { RecordHandler, TopicOrigin } from '../port.js';
import type { FetchedPartition } from '../protocol/raw-fetch.js';
import { ZERO_TOPIC_ID } from '../protocol/topic-ids.js';
import { type FetchControl, PartitionReader } from './partition-reader.js';

/** Fetched bytes of all partitions that wait to be handled. What is fetched at a time comes on top, once. */
const QUEUE_BYTES = 2 * 1024 * 1024;
const SMALLEST_SHARE_BYTES = 64 * 1024;

/** An offset below which everything is handled. */
export interface HandledTo {
  readonly partition: number;
  readonly offset: bigint;
}

type Control = Omit<FetchControl, 'queueChanged'>;

/** The readers of the partitions that are assigned now, and the room that they share. */
export class PartitionReaders {
  private readers = new Map<number, PartitionReader>();
  /** By partition, when slices of its earlier readers are handled. */
  private readonly leaving = new Map<number, Promise<unknown>>();

  constructor(
    private readonly topic: string,
    private readonly handler: RecordHandler,
    private readonly control: Control,
    private readonly log: Logger,
    private readonly settled: Promise<unknown>,
  ) {}

  /** Reads these partitions and no others. All of them must be paused. */
  assign(partitions: readonly number[]): void {
    void this.stop();
    const control: FetchControl = { ...this.control, queueChanged: () => this.shareRoom() };
    this.readers = new Map(
      partitions.map((partition) => [
        partition,
        new PartitionReader(
          { topic: this.topic, partition },
          this.handler,
          control,
          this.log,
          this.leaving.get(partition) ?? this.settled,
        ),
      ]),
    );
  }

  /** As {@link PartitionReader.take}. */
  take(partition: number, fetched: FetchedPartition, askedFor: bigint, lastOffset: bigint): boolean {
    return this.readers.get(partition)?.take(fetched, askedFor, lastOffset) ?? false;
  }

  /**
   * Asks for the start again where another log than this one is read. While brokers are upgraded, some tell topic ids and
   * some do not; that is no other log.
   */
  expect(origin: TopicOrigin): void {
    if (origin.topicId === ZERO_TOPIC_ID) return;
    for (const reader of this.readers.values()) {
      const from = reader.readFrom;
      if (from !== null && from.topicId !== ZERO_TOPIC_ID && from.topicId !== origin.topicId) reader.doubt();
    }
  }

  /** What is handled and not committed. */
  uncommitted(): HandledTo[] {
    return [...this.readers].flatMap(([partition, { handledTo, committedTo }]) =>
      handledTo === null || handledTo === committedTo ? [] : [{ partition, offset: handledTo }],
    );
  }

  committed(offsets: readonly HandledTo[]): void {
    for (const { partition, offset } of offsets) {
      const reader = this.readers.get(partition);
      if (reader !== undefined) reader.committedTo = offset;
    }
  }

  /** Hands out nothing more; resolves when the slices in work are handled or have failed. */
  stop(): Promise<unknown> {
    for (const [partition, reader] of this.readers) {
      reader.stop();
      this.leaving.set(partition, Promise.allSettled([reader.done]));
    }
    return Promise.allSettled([this.settled, ...this.leaving.values()]);
  }

  private shareRoom(): void {
    const readers = [...this.readers.values()];
    const queued = readers.reduce((sum, { queuedBytes }) => sum + queuedBytes, 0);
    const share = Math.max(SMALLEST_SHARE_BYTES, QUEUE_BYTES / readers.length);
    for (const reader of readers) reader.keepWithin(queued < QUEUE_BYTES && reader.queuedBytes < share);
  }
}
