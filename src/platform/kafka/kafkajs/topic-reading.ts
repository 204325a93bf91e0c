import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { TakeSliceUntil } from '../kafka.js';
import { ChecksumMismatch } from '../protocol/checksum-mismatch.js';
import { decodeRecords } from '../protocol/decode-records.js';
import { fetchedOf, RAW_FETCH_RACK } from '../protocol/raw-fetch.js';
import type { OwnClient } from './kafkajs-clients.js';
import { within } from './within.js';

const HEARTBEAT_EVERY_MS = 1_000;
const FETCH_WAIT_MS = 200;
const SLICE_RECORDS = 500;
const SLICE_BYTES = 256 * 1024;
const LEAVE_MS = 3_000;

/** Topics, and a group that is made for reading them and deleted afterwards. */
export interface Reading {
  readonly topics: readonly string[];
  readonly groupId: string;
}

/** Told of each fetch that was read to its end, also of those without a record. */
export type ReadTo = (topic: string, partition: number, nextOffset: bigint) => void;

/** Reads topics from their beginning as the only member of a group that commits nothing, until it is stopped or fails. */
export class TopicReading {
  /** Resolves with the error that ended it, or null when `take` has had enough. */
  readonly ended: Promise<Error | null>;
  /** Ends the reading; what is being taken is taken. */
  finish: (why: Error | null) => void = () => undefined;
  private isOver = false;
  private believeChecksumAt: bigint | null = null;
  private readonly consumer: Consumer;

  constructor(
    private readonly own: OwnClient,
    private readonly reading: Reading,
    private readonly take: TakeSliceUntil,
    private readonly readTo: ReadTo = () => undefined,
  ) {
    this.ended = new Promise((resolve) => {
      this.finish = (why) => {
        this.isOver = true;
        resolve(why);
      };
    });
    this.consumer = own.kafka.consumer({
      groupId: reading.groupId,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      rackId: RAW_FETCH_RACK,
    });
  }

  async start(): Promise<void> {
    const { consumer } = this;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) this.finish(payload.error);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.reading.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => this.onBatch(payload),
    });
  }

  /** Leaves the group and deletes it; the brokers would do so by themselves, later. Closes every connection. */
  async stop(): Promise<void> {
    this.isOver = true;
    await within(LEAVE_MS, this.consumer.disconnect());
    await within(LEAVE_MS, this.forgetGroup());
    this.own.sockets.close();
  }

  private async onBatch({ batch, heartbeat, resolveOffset }: EachBatchPayload): Promise<void> {
    const [message] = batch.messages;
    const fetched = message === undefined ? null : fetchedOf(message);
    if (message === undefined || fetched === null || this.isOver) return;
    const { topic, partition } = batch;
    const { fetchedOffset } = batch as typeof batch & { fetchedOffset: string };
    const alive = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_EVERY_MS);
    try {
      const slices = decodeRecords(fetched, {
        topic,
        fromOffset: BigInt(fetchedOffset),
        maxRecords: SLICE_RECORDS,
        maxBytes: SLICE_BYTES,
        believeChecksumAt: this.believeChecksumAt,
      });
      for await (const slice of slices) {
        if (this.isOver) return;
        if ((await this.take({ topic, partition, origin: null, ...slice })) === 'enough')
          return this.finish(null);
        this.readTo(topic, partition, slice.nextOffset);
        resolveOffset((slice.nextOffset - 1n).toString());
      }
    } catch (error) {
      // kafkajs would hand out the same batch again without end.
      if (error instanceof ChecksumMismatch) this.readAgain(error);
      else this.finish(error instanceof Error ? error : new Error(String(error)));
    } finally {
      clearInterval(alive);
    }
  }

  /** What comes over another connection is believed. */
  private readAgain({ baseOffset }: ChecksumMismatch): void {
    this.believeChecksumAt = baseOffset;
    this.own.sockets.leaveAll('a batch has a wrong checksum');
  }

  private async forgetGroup(): Promise<void> {
    const admin = this.own.kafka.admin();
    await admin.connect();
    await admin.deleteGroups([this.reading.groupId]);
    await admin.disconnect();
  }
}
