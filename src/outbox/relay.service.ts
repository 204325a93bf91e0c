import { Inject, Injectable } from '@nestjs/common';
import { type RecordPosition, RecordProducer, type RecordToSend } from '../platform/kafka/record-producer.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { StageWakeUps } from '../platform/work/stage-wake-ups.js';
import { isRefusedForItself } from './kafka-refusal.js';
import { OutboxStore, type OwedRecord } from './outbox.store.js';
import { RelayLock } from './relay-lock.js';

const BATCH_RECORDS = 500;
/** Well below a broker's usual limit of 1 MiB for one batch of one partition. */
const BATCH_BYTES = 512 * 1024;
const POLL_MS = 500;
const PAUSE_AFTER_FAILURE_MS = 1_000;
const SET_ASIDE_SECONDS = 600;

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
      if (!(await this.lock.hold())) return POLL_MS;
      const owed = await this.store.owed(BATCH_RECORDS);
      for (const batch of splitByBytes(owed, BATCH_BYTES)) await this.publish(batch);
      return owed.length === BATCH_RECORDS ? 0 : POLL_MS;
    } catch (error) {
      this.log.warn({ error }, 'could not publish; everything stays owed and is tried again');
      return PAUSE_AFTER_FAILURE_MS;
    }
  }

  /** Publishes a batch. One record that Kafka refuses for what it is (too large) is set aside, the others go on. */
  private async publish(batch: readonly OwedRecord[]): Promise<void> {
    let positions: RecordPosition[];
    try {
      positions = await this.producer.send(batch.map(toRecord));
    } catch (error) {
      if (!isRefusedForItself(error)) throw error;
      if (batch.length > 1) {
        for (const record of batch) await this.publish([record]);
        return;
      }
      const [record] = batch as [OwedRecord];
      this.log.error(
        { eventId: record.eventId, topic: record.topic, error },
        "Kafka refuses this record, so it stays in outbox_events; raise the topic's max.message.bytes to let it through",
      );
      await this.store.setAside(record.id, SET_ASIDE_SECONDS);
      return;
    }
    await this.store.markPaid(
      batch.map(({ id, requestId }, i) => ({ id, requestId, ...(positions[i] as RecordPosition) })),
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

function splitByBytes(records: readonly OwedRecord[], limit: number): OwedRecord[][] {
  const batches: OwedRecord[][] = [];
  let room = 0;
  for (const record of records) {
    const size = record.value?.length ?? 0;
    if (size > room || batches.length === 0) {
      batches.push([]);
      room = limit;
    }
    batches.at(-1)?.push(record);
    room -= size;
  }
  return batches;
}
