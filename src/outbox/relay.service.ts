import { Inject, Injectable } from '@nestjs/common';
import { type RecordPosition, RecordProducer, type RecordToSend } from '../platform/kafka/record-producer.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { StageWakeUps } from '../platform/work/stage-wake-ups.js';
import { isRefusedForItself, isRefusedForItsTopic } from './kafka-refusal.js';
import { OutboxStore, type OwedRecord } from './outbox.store.js';
import { RelayLock } from './relay-lock.js';

const BATCH_RECORDS = 500;
/** Well below a broker's usual limit of 1 MiB for one batch of one partition. */
const BATCH_BYTES = 512 * 1024;
/** For outcomes of other instances; those of this one wake the relay. */
const POLL_MS = 100;
const PAUSE_AFTER_FAILURE_MS = 1_000;
const SET_ASIDE_SECONDS = 600;
/** A topic may be made at any time. */
const TOPIC_ASIDE_SECONDS = 30;

/**
 * Pays the outbox: publishes what is owed, oldest first, at least once, and removes it when Kafka has it on all
 * replicas. One instance at a time does so. A failed send leaves everything owed.
 */
@Injectable()
export class Relay {
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();
  private readonly log: Logger;

  constructor(
    private readonly store: OutboxStore,
    private readonly lock: RelayLock,
    private readonly producer: RecordProducer,
    private readonly stages: StageWakeUps,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'relay' });
  }

  /** Begins to pay. */
  start(): void {
    this.loop = this.run();
  }

  /** Pays what is owed at this moment once more, then stops. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.stages.relay.call();
    await this.loop;
  }

  private async run(): Promise<void> {
    let again = true;
    while (again) {
      const lastRound = this.stopping;
      const pause = await this.payOnce();
      again = !lastRound;
      if (again && pause > 0) await this.stages.relay.sleep(pause);
    }
  }

  /** Milliseconds to wait before the next round. */
  private async payOnce(): Promise<number> {
    try {
      const owed = await this.owedToUs();
      if (owed === null) return POLL_MS;
      if (owed.length === 0) return POLL_MS;
      await this.publish(owed);
      return 0;
    } catch (error) {
      this.log.warn({ error }, 'could not publish; everything stays owed and is tried again');
      return PAUSE_AFTER_FAILURE_MS;
    }
  }

  /** What is owed, when it is ours to pay. The right is asked for anew each time, at the same time while we have it. */
  private async owedToUs(): Promise<OwedRecord[] | null> {
    const read = () => this.store.owed(BATCH_RECORDS, BATCH_BYTES);
    if (!this.lock.isHeld) return (await this.lock.hold()) ? read() : null;
    const [isOurs, owed] = await Promise.all([this.lock.hold(), read()]);
    return isOurs ? owed : null;
  }

  /** Publishes a batch. What Kafka refuses for what it is (too large) or for its topic is set aside, the others go on. */
  private async publish(batch: readonly OwedRecord[]): Promise<void> {
    let positions: RecordPosition[];
    try {
      const results = await this.producer.send(batch.map(toRecord));
      positions = results.map((result) => {
        if (!result.ok) throw result.error;
        return result.position;
      });
    } catch (error) {
      if (isRefusedForItself(error)) return this.publishOneByOne(batch, error);
      if (isRefusedForItsTopic(error)) return this.publishByTopic(batch, error);
      throw error;
    }
    await this.store.markPaid(
      batch.map(({ id, requestId }, i) => ({ id, requestId, ...(positions[i] as RecordPosition) })),
    );
  }

  private async publishOneByOne(batch: readonly OwedRecord[], error: unknown): Promise<void> {
    if (batch.length > 1) {
      for (const record of batch) await this.publish([record]);
      return;
    }
    const [{ id, eventId, topic }] = batch as [OwedRecord];
    this.log.error(
      { eventId, topic, error },
      "Kafka refuses this record, so it stays in outbox_events; raise the topic's max.message.bytes to let it through",
    );
    await this.store.setAside([id], SET_ASIDE_SECONDS);
  }

  private async publishByTopic(batch: readonly OwedRecord[], error: unknown): Promise<void> {
    const topics = new Set(batch.map(({ topic }) => topic));
    if (topics.size > 1) {
      for (const topic of topics) await this.publish(batch.filter((record) => record.topic === topic));
      return;
    }
    this.log.error(
      { topic: [...topics][0], events: batch.length, error },
      'Kafka refuses this topic, so its events stay in outbox_events; create it, or let the user of KAFKA_SASL_USERNAME write to it',
    );
    await this.store.setAside(
      batch.map(({ id }) => id),
      TOPIC_ASIDE_SECONDS,
    );
  }
}

function toRecord(owed: OwedRecord): RecordToSend {
  const bytes = (base64: string | null) => (base64 === null ? null : Buffer.from(base64, 'base64'));
  return {
    topic: owed.topic,
    key: bytes(owed.key),
    value: bytes(owed.value),
    headers: owed.headers.map(([name, value]) => [name, Buffer.from(value, 'base64')] as const),
  };
}
