import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { KAFKA, type Kafka } from '../platform/kafka/kafka.js';
import type { RecordProducer as Producer, RecordToSend } from '../platform/kafka/port.js';
import { RecordProducer } from '../platform/kafka/record-producer.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { StageWakeUps } from '../platform/work/stage-wake-ups.js';
import { judgeResults, type SendFailure, type SickQueue } from './judge-results.js';
import { OutboxStore, type PendingRead, type ReadLimit } from './outbox.store.js';
import {
  isParked,
  nameOf,
  type OutboxQueue,
  type PartitionOf,
  type PendingBatch,
  type PendingEvent,
  type PublishedEvent,
} from './pending-event.js';
import { planRound } from './plan-round.js';
import { QueueHealth } from './queue-health.js';
import { readLimits } from './read-limits.js';
import { reducedLetters } from './reduced-letters.js';
import { RelayLock } from './relay-lock.js';

const BATCH_EVENTS = 500;
/** Well below a broker's usual limit of 1 MiB for one batch of one partition. */
const BATCH_BYTES = 512 * 1024;
/** For outcomes of other instances; those of this one wake the relay. */
const POLL_MS = 100;
const PAUSE_AFTER_FAILURE_MS = 1_000;
const REFUSED_RETRY_SECONDS = 600;
const LETTER_RETRY_SECONDS = 10;
/** Batches that take longer are left to themselves while the next ones are sent. */
const ROUND_MS = 100;
const STOP_MS = 10_000;
/** For a round that is under way, and the last write to the database. */
const STOP_MARGIN_MS = 5_000;

/** A batch that is not in flight any more, and what of it is not marked yet. */
interface EndedBatch {
  readonly queue: OutboxQueue;
  readonly published: readonly PublishedEvent[];
}

/**
 * Publishes pending events, oldest first in each queue, at least once, and removes what Kafka has on all replicas. One
 * instance at a time does so. A topic or partition that cannot be written, or is slow, delays only its own events: each
 * queue has one batch in flight, rests after a failure and is then probed by one event.
 */
@Injectable()
export class Relay {
  private stopsAt = Infinity;
  private loop: Promise<void> = Promise.resolve();
  private readonly health = new QueueHealth();
  private readonly inFlight = new Map<string, OutboxQueue>();
  private ended: EndedBatch[] = [];
  private queues: readonly OutboxQueue[] = [];
  /** For what is parked: a broker answers the requests of one connection in order, and may let a sick partition's wait. */
  private readonly aside: Producer;
  private readonly partitionOf: PartitionOf = (topic, key) =>
    this.producer.partitionOf(topic, key) ?? this.aside.partitionOf(topic, key);
  private readonly log: Logger;

  constructor(
    private readonly store: OutboxStore,
    private readonly lock: RelayLock,
    private readonly producer: RecordProducer,
    private readonly stages: StageWakeUps,
    @Inject(KAFKA) kafka: Pick<Kafka, 'producer'>,
    @Inject(CONFIG) private readonly config: Pick<Config, 'kafka'>,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.aside = kafka.producer();
    this.log = logger.child({ part: 'relay' });
  }

  /** Begins to publish. */
  start(): void {
    this.loop = this.run();
  }

  /** Publishes what is pending now, as far as Kafka takes it within ten seconds, then stops. */
  async stop(): Promise<void> {
    this.stopsAt = performance.now() + STOP_MS;
    this.stages.relay.call();
    await Promise.race([this.loop, delay(STOP_MS + STOP_MARGIN_MS, undefined, { ref: false })]);
    await this.aside.stop();
  }

  private async run(): Promise<void> {
    for (;;) {
      const isStopping = this.stopsAt < Infinity;
      const pause = await this.round();
      const isDone = pause > 0 && this.inFlight.size === 0;
      if (isStopping && (isDone || performance.now() > this.stopsAt)) break;
      if (pause > 0) await this.stages.relay.sleep(pause);
    }
    await this.markEnded().catch((error: unknown) => {
      this.log.warn(
        { error },
        'could not mark what is published; it is published once more after the next start',
      );
    });
  }

  /** Milliseconds to wait before the next round. */
  private async round(): Promise<number> {
    try {
      await this.markEnded();
      const read = await this.readPending();
      if (read === null) return POLL_MS;
      this.queues = read.queues;
      this.health.forgetAllBut(read.queues);
      const { batches, parkings, released } = planRound(read, this.health, this.partitionOf);
      for (const { events, partition } of parkings) await this.store.park(events, partition);
      for (const queue of released) await this.store.release(queue);
      await this.sendAll(batches);
      return batches.length + parkings.length + released.length > 0 ? 0 : POLL_MS;
    } catch (error) {
      this.log.warn({ error }, 'could not read or mark events; they stay pending and are tried again');
      return PAUSE_AFTER_FAILURE_MS;
    }
  }

  /** What is pending, when it is ours to publish. The lock is asked for each time, at the same time while we hold it. */
  private async readPending(): Promise<PendingRead | null> {
    const limits = this.readLimits();
    const read = () => this.store.pending(BATCH_EVENTS, BATCH_BYTES, limits);
    if (!this.lock.isHeld) return (await this.lock.hold()) ? read() : null;
    const [isOurs, pending] = await Promise.all([this.lock.hold(), read()]);
    return isOurs ? pending : null;
  }

  private readLimits(): ReadLimit[] {
    return readLimits(this.queues, [...this.inFlight.values()], this.health, BATCH_EVENTS);
  }

  /** A queue is in flight until what was published of it is marked, so that it is not read and sent once more. */
  private async markEnded(): Promise<void> {
    const ended = this.ended;
    this.ended = [];
    const published = ended.flatMap((batch) => batch.published);
    try {
      if (published.length > 0) await this.store.markPublished(published);
    } catch (error) {
      this.ended = [...ended, ...this.ended];
      throw error;
    }
    for (const { queue } of ended) this.inFlight.delete(nameOf(queue));
  }

  /** Waits for the batches, but leaves slow ones to themselves: they wake the relay when they end. */
  private async sendAll(batches: readonly PendingBatch[]): Promise<void> {
    if (batches.length === 0) return;
    const patience = new AbortController();
    const sent = Promise.all(batches.map((batch) => this.send(batch)));
    await Promise.race([
      sent,
      delay(ROUND_MS, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
  }

  private async send(batch: PendingBatch): Promise<void> {
    const { queue } = batch;
    const startedAt = performance.now();
    this.inFlight.set(nameOf(queue), queue);
    let published: readonly PublishedEvent[] = [];
    try {
      published = await this.publish(batch);
    } catch (error) {
      this.log.warn({ ...queue, error }, 'could not publish; everything stays pending and is tried again');
      this.health.failed(queue, 'unreachable');
    }
    this.ended.push({ queue, published });
    if (performance.now() - startedAt >= ROUND_MS) this.stages.relay.call();
  }

  /** Sends a batch, and lets the queues rest that cannot be published. Returns what was published of it. */
  private async publish(batch: PendingBatch): Promise<PublishedEvent[]> {
    const producer = isParked(batch.queue) ? this.aside : this.producer;
    const results = await producer.send(batch.events.map(toRecord));
    const { published, refused, sick } = judgeResults(batch, results, this.partitionOf);
    for (const one of sick) this.letRest(one);
    const ownName = nameOf(batch.queue);
    if (sick.every(({ queue }) => nameOf(queue) !== ownName) && this.health.succeeded(batch.queue))
      this.log.info(batch.queue, 'Kafka takes these events again');
    const all = [...published];
    try {
      for (const { queue, events } of sick) {
        const moving = events.filter(({ parkedPartition }) => parkedPartition !== queue.partition);
        if (moving.length > 0) await this.store.park(moving, queue.partition);
      }
      for (const { event, failure } of refused) all.push(...(await this.publishRefused(event, failure)));
    } catch (error) {
      this.log.warn({ error }, 'could not set events apart; they stay pending and are tried again');
    }
    return all;
  }

  private letRest({ queue, events, kind, failure }: SickQueue): void {
    const failures = this.health.failed(queue, kind);
    if (failures > 1) return;
    const { topic, partition } = queue;
    const where = partition < 0 ? { topic } : { topic, partition };
    this.log.error(
      { ...where, events: events.length, code: failure.code, error: failure.error },
      kind === 'unreachable' ? UNREACHABLE : partition < 0 ? REFUSED_TOPIC : REFUSED_PARTITION,
    );
  }

  /** Publishes a dead letter in a smaller form. Any other event stays pending and is tried again after ten minutes. */
  private async publishRefused(event: PendingEvent, failure: SendFailure): Promise<PublishedEvent[]> {
    const forms = event.topic === this.config.kafka.topics.deadLetter ? reducedLetters(toRecord(event)) : [];
    const { eventId, topic } = event;
    for (const form of forms) {
      const [result] = await this.producer.send([form]);
      if (result?.ok === true) {
        this.log.warn({ eventId, topic, code: failure.code }, REDUCED_LETTER);
        return [{ eventId, ...result.position }];
      }
      if (result?.kind !== 'record') {
        await this.store.postpone(event.id, LETTER_RETRY_SECONDS);
        return [];
      }
    }
    this.log.error({ eventId, topic, code: failure.code, error: failure.error }, REFUSED_EVENT);
    await this.store.postpone(event.id, REFUSED_RETRY_SECONDS);
    return [];
  }
}

const UNREACHABLE =
  'Kafka does not answer, so these events stay pending and are tried again; see whether the brokers run and can be reached';
const REFUSED_TOPIC =
  'Kafka refuses this topic, so its events stay pending and one of them is tried from time to time; create the topic, or let the user of KAFKA_SASL_USERNAME write to it';
const REFUSED_PARTITION =
  'this partition cannot be written, so its events stay pending and one of them is tried from time to time; see whether its leader and enough in-sync replicas are up';
const REFUSED_EVENT =
  "Kafka refuses this event, so it stays pending and is tried again in ten minutes; raise the topic's max.message.bytes to let it through";
const REDUCED_LETTER =
  "Kafka refuses this dead letter for its size, so it was published without its value; the table dead_letters has what was kept of it. Raise the topic's max.message.bytes to publish whole letters";

function toRecord(event: PendingEvent): RecordToSend {
  const bytes = (base64: string | null) => (base64 === null ? null : Buffer.from(base64, 'base64'));
  return {
    topic: event.topic,
    key: bytes(event.key),
    value: bytes(event.value),
    headers: event.headers.map(([name, value]) => [name, Buffer.from(value, 'base64')] as const),
  };
}
