import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ServerKafka } from '@nestjs/microservices';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { lastValueFrom } from 'rxjs';
import { CONFIG, type Config } from '../platform/config/config.js';
import { headerPairs, type IncomingRecord } from '../platform/kafka/incoming-record.js';
import { KAFKA_CLIENT, type KafkaClient } from '../platform/kafka/kafka-client.js';
import type { RecordSlice } from '../platform/kafka/port.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { Backlog } from './backlog.js';
import { BOOKING_REQUESTED } from './booking-requested.controller.js';
import { CommitFailed } from './commit-failed.js';

/** A member learns by its heartbeat that others wait for it to rejoin: a rebalance lasts about this long. */
const HEARTBEAT_EVERY_MS = 1_000;
const SESSION_TIMEOUT_MS = 30_000;
const FETCH_WAIT_MS = 500;
/** Their batches are stored together. */
const PARTITIONS_AT_ONCE = 24;
/** All that is in memory at a time, besides one batch of a partition. */
const FETCH_BYTES = 1024 * 1024;
const RETRY_STORE_AFTER_MS = 1_000;
const LOOK_FOR_ROOM_AFTER_MS = 1_000;
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Kafka transport that hands whole batches to the handler and commits an offset only after the handler has made every
 * record below it durable (I4). No record stops its partition (I7): when the database is away, the partition pauses
 * and the same records come again. It pauses too while calls are far behind, so that memory and database stay bounded.
 *
 * The stock transport commits by itself, one record at a time, and retries a throwing handler for ever.
 */
@Injectable()
export class BookingRequestsServer extends ServerKafka {
  private readonly topic: string;
  private readonly log: Logger;
  private readonly resumptions = new Set<NodeJS.Timeout>();
  private crash: Error | null = null;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(KAFKA_CLIENT) private readonly kafka: KafkaClient,
    private readonly backlog: Backlog,
    @Inject(LOGGER) logger: Logger,
  ) {
    super({
      client: { clientId: config.kafka.clientId, brokers: [...config.kafka.brokers] },
      consumer: {
        groupId: config.kafka.groupId,
        sessionTimeout: SESSION_TIMEOUT_MS,
        heartbeatInterval: HEARTBEAT_EVERY_MS,
        maxWaitTimeInMs: FETCH_WAIT_MS,
        maxBytes: FETCH_BYTES,
        maxBytesPerPartition: FETCH_BYTES / 8,
      },
      postfixId: '',
    });
    this.topic = config.kafka.topics.requested;
    this.log = logger.child({ part: 'intake' });
  }

  /** The reason when consuming has ended for good while the process lives; null while it goes on. */
  get crashed(): Error | null {
    return this.crash;
  }

  override async start(callback: () => void): Promise<void> {
    this.consumer = this.kafka.consumer({ ...this.options.consumer, groupId: this.groupId });
    this.registerConsumerEventListeners();
    this.consumer.on(this.consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) this.crash = payload.error;
      this.log.error({ error: payload.error, restart: payload.restart }, 'the Kafka consumer crashed');
    });
    await this.consumer.connect();
    await this.bindEvents(this.consumer);
    callback();
  }

  override createClient<T>(): Promise<T> {
    return Promise.resolve(this.kafka as T);
  }

  override async bindEvents(consumer: Consumer): Promise<void> {
    const patterns = [...this.messageHandlers.keys()];
    const handler = this.getHandlerByPattern(BOOKING_REQUESTED);
    if (patterns.length !== 1 || handler === null || handler.next !== undefined) {
      throw new Error(
        `exactly one handler must listen to ${BOOKING_REQUESTED}, found: ${patterns.join(', ') || 'none'}`,
      );
    }
    await consumer.subscribe({ topics: [this.topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.onBatch(payload),
    });
  }

  /**
   * Takes nothing more in: waits for the batches that are being stored, and leaves the group. A Kafka or database that
   * does not answer is not waited for: what is stored but not committed comes again, and changes nothing.
   */
  override async close(): Promise<void> {
    for (const timer of this.resumptions) clearTimeout(timer);
    this.resumptions.clear();
    const consumer = this.consumer;
    this.consumer = null;
    this.client = null;
    const deadline = new AbortController();
    await Promise.race([
      consumer?.disconnect(),
      delay(CLOSE_TIMEOUT_MS, undefined, { signal: deadline.signal }).then(
        () => this.log.warn('the consumer does not stop; the stop of the bridge goes on without it'),
        () => undefined,
      ),
    ]);
    deadline.abort();
  }

  private async onBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, isRunning, isStale } = payload;
    const keepAlive = this.keepMembership(payload);
    try {
      if (await this.backlog.isFull()) return this.pauseFor(LOOK_FOR_ROOM_AFTER_MS, payload);
      await this.handle({
        topic: batch.topic,
        partition: batch.partition,
        origin: null,
        records: batch.messages.map((message) => toRecord(batch.topic, batch.partition, message)),
        undecodable: [],
        nextOffset: BigInt(batch.lastOffset()) + 1n,
      });
    } catch (error) {
      this.log.warn(
        { error, partition: batch.partition },
        'could not store a batch; its partition pauses and it comes again',
      );
      this.pauseFor(RETRY_STORE_AFTER_MS, payload);
      return;
    } finally {
      keepAlive.stop();
    }
    if (keepAlive.lost || !isRunning() || isStale()) return;
    await this.commit(payload);
    resolveOffset(batch.lastOffset());
  }

  private async handle(slice: RecordSlice): Promise<void> {
    const handler = this.getHandlerByPattern(BOOKING_REQUESTED);
    const result = this.transformToObservable((await handler?.(slice, {})) as Promise<unknown>);
    await lastValueFrom(result, { defaultValue: undefined });
  }

  private async commit({ batch }: EachBatchPayload): Promise<void> {
    const offset = (BigInt(batch.lastOffset()) + 1n).toString();
    try {
      await this.consumer?.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset }]);
    } catch (error) {
      throw new CommitFailed(error);
    }
  }

  /** Heartbeats while a batch is stored. When one fails, the partition is no longer ours and must not be committed. */
  private keepMembership({ heartbeat }: EachBatchPayload) {
    const state = { lost: false, stop: () => clearInterval(timer) };
    const timer = setInterval(() => {
      heartbeat().catch((error: unknown) => {
        state.lost = true;
        this.log.warn({ error }, 'lost the partition while storing a batch; it is not committed');
      });
    }, HEARTBEAT_EVERY_MS);
    return state;
  }

  private pauseFor(milliseconds: number, { pause }: EachBatchPayload): void {
    const resume = pause();
    const timer = setTimeout(() => {
      this.resumptions.delete(timer);
      resume();
    }, milliseconds);
    this.resumptions.add(timer);
  }
}

function toRecord(
  topic: string,
  partition: number,
  message: EachBatchPayload['batch']['messages'][number],
): IncomingRecord {
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    timestampMs: BigInt(message.timestamp),
    key: message.key,
    value: message.value,
    headers: headerPairs(message.headers),
  };
}
