import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import {
  type Batch,
  type ConsumerRunConfig,
  type EachBatchPayload,
  type Offsets,
  type RetryOptions,
} from 'kafkajs';
import { KafkaJSNonRetriableError, KafkaJSNumberOfRetriesExceeded } from '../kafka/kafka-errors.js';
import { toBatch } from './in-process-batch.js';
import { CONSUMER_EVENTS, type InProcessEvents } from './in-process-events.js';
import type { InProcessPositions } from './in-process-positions.js';
import type { InProcessTopics } from './in-process-topics.js';

/** What one run of a consumer works with. */
export interface DeliveryParts {
  readonly topics: InProcessTopics;
  readonly positions: InProcessPositions;
  readonly groupId: string;
  readonly events: InProcessEvents;
  readonly run: ConsumerRunConfig;
  readonly retry: RetryOptions;
  /** Called once no handler runs any more. `restart`: the error may pass, so the consumer begins again. */
  readonly onCrash: (error: Error, restart: boolean) => void;
}

const MAX_RECORDS = 500;
const PROGRAMMING_ERRORS = ['RangeError', 'ReferenceError', 'SyntaxError', 'TypeError'];

/**
 * Hands the records of each partition to the handler in order, never two batches of one partition at a time, and at
 * most `partitionsConsumedConcurrently` batches in all. As with kafkajs, a failed batch comes again after a growing
 * delay when the error allows it; an error that does not, or too many failures in a row, is a crash.
 */
export class InProcessDelivery {
  private readonly stopping = new AbortController();
  private readonly waiting = new Set<() => void>();
  private readonly finished: Promise<void>;
  private slots: number;
  private crash: { error: Error; restart: boolean } | null = null;

  constructor(private readonly parts: DeliveryParts) {
    this.slots = parts.run.partitionsConsumedConcurrently ?? 1;
    const unsubscribe = parts.topics.onAppend(() => this.wake());
    this.finished = Promise.all(parts.positions.partitions.map((place) => this.readOn(place))).then(() => {
      unsubscribe();
      if (this.crash !== null) parts.onCrash(this.crash.error, this.crash.restart);
    });
  }

  /** Something changed (a resume, a seek): partitions look again whether there is work. */
  wake(): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const resolve of waiting) resolve();
  }

  /** Resolves when the batches in work are done; no other begins. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.finished;
  }

  /** Commits for the group and tells the listeners. */
  commit({ topics }: Offsets): void {
    const { groupId, events } = this.parts;
    for (const { topic, partitions } of topics) {
      for (const { partition, offset } of partitions)
        this.parts.topics.commit(groupId, topic, partition, offset);
    }
    if (topics.length > 0) events.emit(CONSUMER_EVENTS.COMMIT_OFFSETS, { groupId, topics });
  }

  private get running(): boolean {
    return !this.stopping.signal.aborted;
  }

  private async readOn({ topic, partition }: { topic: string; partition: number }): Promise<void> {
    const { positions, topics } = this.parts;
    let failures = 0;
    for (;;) {
      // A handler that resolves nothing gets the same batch again at once; timers and sockets must have their turn.
      await nextTurn();
      if (!this.running) return;
      if (this.slots === 0 || !positions.isReady(topic, partition)) {
        await new Promise<void>((resolve) => this.waiting.add(resolve));
        continue;
      }
      const offset = positions.next(topic, partition);
      const records = topics.read(topic, partition, offset, MAX_RECORDS);
      if (records.length === 0) continue;
      this.slots--;
      try {
        await this.handle(toBatch({ topic, partition }, offset, topics.end(topic, partition), records));
        failures = 0;
      } catch (error) {
        await this.afterFailure(error instanceof Error ? error : new Error(String(error)), failures++);
      }
      this.slots++;
      this.wake();
    }
  }

  private async handle(batch: Batch): Promise<void> {
    const { run, positions, events } = this.parts;
    const { topic, partition } = batch;
    const facts = {
      topic,
      partition,
      batchSize: batch.messages.length,
      firstOffset: batch.firstOffset(),
      lastOffset: batch.lastOffset(),
    };
    events.emit(CONSUMER_EVENTS.START_BATCH_PROCESS, facts);
    try {
      await (run.eachMessage ? this.handleEach(batch) : run.eachBatch?.(this.payload(batch)));
      if (!run.eachMessage && (run.eachBatchAutoResolve ?? true))
        positions.resolve(topic, partition, batch.lastOffset());
      events.emit(CONSUMER_EVENTS.END_BATCH_PROCESS, facts);
    } finally {
      if (run.autoCommit ?? true) this.commit(positions.uncommitted());
    }
  }

  private async handleEach(batch: Batch): Promise<void> {
    const { topic, partition } = batch;
    const { heartbeat, pause, isStale } = this.payload(batch);
    for (const message of batch.messages) {
      if (!this.running || isStale() || this.isPaused(topic, partition)) return;
      await this.parts.run.eachMessage?.({ topic, partition, message, heartbeat, pause });
      this.parts.positions.resolve(topic, partition, message.offset);
    }
  }

  private isPaused(topic: string, partition: number): boolean {
    return this.parts.positions
      .paused()
      .some((paused) => paused.topic === topic && paused.partitions.includes(partition));
  }

  private payload(batch: Batch): EachBatchPayload {
    const { positions, events, groupId } = this.parts;
    const { topic, partition } = batch;
    return {
      batch,
      resolveOffset: (offset) => positions.resolve(topic, partition, offset),
      heartbeat: async () => events.emit(CONSUMER_EVENTS.HEARTBEAT, { groupId }),
      pause: () => {
        positions.pause(topic, [partition]);
        return () => {
          positions.resume(topic, [partition]);
          this.wake();
        };
      },
      // Without offsets kafkajs commits by the thresholds of automatic commits, which do not exist here.
      commitOffsetsIfNecessary: async (offsets) => offsets && this.commit(offsets),
      uncommittedOffsets: () => positions.uncommitted(),
      isRunning: () => this.running,
      isStale: () => positions.isSought(topic, partition),
    };
  }

  private async afterFailure(error: Error, earlierFailures: number): Promise<void> {
    const { initialRetryTime = 300, multiplier = 2, maxRetryTime = 30_000, retries = 5 } = this.parts.retry;
    const retryTime = Math.min(initialRetryTime * multiplier ** earlierFailures, maxRetryTime);
    const retriable =
      (error as { retriable?: boolean }).retriable !== false && !PROGRAMMING_ERRORS.includes(error.name);
    if (retriable && earlierFailures < retries) {
      await sleep(retryTime, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      return;
    }
    this.crash ??= {
      error: retriable
        ? new KafkaJSNumberOfRetriesExceeded(error, { retryCount: earlierFailures, retryTime })
        : Object.assign(new KafkaJSNonRetriableError(error), { cause: error }),
      restart: retriable,
    };
    this.stopping.abort();
  }
}
