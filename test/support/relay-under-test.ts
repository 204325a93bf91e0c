import { Partitioners } from 'kafkajs';
import type { OutboxRecord } from '../../src/outbox/outbox-record.js';
import { appendToOutbox, OutboxStore } from '../../src/outbox/outbox.store.js';
import { RelayLock } from '../../src/outbox/relay-lock.js';
import { Relay } from '../../src/outbox/relay.service.js';
import { applyMigrations } from '../../src/platform/database/apply-migrations.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import type { RecordProducer as Producer, RecordToSend, SendResult } from '../../src/platform/kafka/port.js';
import { connectKafka } from '../../src/platform/kafka/kafkajs/kafkajs-kafka.js';
import type { RecordProducer } from '../../src/platform/kafka/record-producer.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { StageWakeUps } from '../../src/platform/work/stage-wake-ups.js';
import { query } from './query.js';
import { createTestDatabase } from './stack.js';

/** Partitions of every topic in tests of the relay. */
export const PARTITIONS = 3;
const partitionMetadata = Array.from({ length: PARTITIONS }, (_, partitionId) => ({
  ...{ partitionErrorCode: 0, partitionId, leader: 1, replicas: [1], isr: [1] },
}));
const choose = Partitioners.DefaultPartitioner();

/** The partition that Kafka's own partitioner chooses for a key. */
export function partitionOfKey(key: Buffer | string): number {
  const message = { key: Buffer.from(key), value: null };
  return choose({ topic: '', partitionMetadata, message });
}

/** Keys that all go to this partition. */
export function keysOf(partition: number, count: number): string[] {
  const keys: string[] = [];
  for (let n = 0; keys.length < count; n += 1)
    if (partitionOfKey(`key-${n}`) === partition) keys.push(`key-${n}`);
  return keys;
}

/** An event of the outbox whose value is its id. */
export function outboxRecord(
  topic: string,
  eventId: string,
  key: string | null,
  more: Partial<OutboxRecord> = {},
): OutboxRecord {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return {
    eventId,
    requestId: null,
    topic,
    key: key === null ? null : base64(key),
    value: base64(eventId),
    headers: [],
    ...more,
  };
}

/** A failure as a producer reports it. */
export function failedSend(
  kind: 'record' | 'destination' | 'unreachable',
  partition: number | null,
  code: string,
): SendResult {
  return { ok: false, kind, partition, code, error: new Error(code) };
}

/** The producer of the bridge on a real Kafka. */
export function kafkaProducer(brokers: readonly string[]): Producer {
  const config = loadConfig({
    ...{ KAFKA_BROKERS: brokers.join(','), KAFKA_GROUP_ID: 'relay', DATABASE_URL: 'postgresql://unused' },
    ...{ RESERVANTO_BASE_URL: 'http://127.0.0.1:1/v1/', RESERVANTO_LONG_TIME_TOKEN: 'unused' },
  });
  return connectKafka(config, createLogger({ level: 'silent' })).producer();
}

/** What became of a record that is given to a {@link MemoryProducer}: null for written and acknowledged. */
export type Trouble = (
  record: RecordToSend,
  partition: number,
) => SendResult | null | Promise<SendResult | null>;

/** Keeps records in memory, in the order of each partition. `trouble` decides about each; it may answer late. */
export class MemoryProducer implements Producer {
  /** Values in the order in which they were written, copies included. */
  readonly written: { readonly topic: string; readonly partition: number; readonly value: string }[] = [];
  trouble: Trouble = () => null;

  send(records: readonly RecordToSend[]): Promise<SendResult[]> {
    return Promise.all(records.map((record) => this.sendOne(record)));
  }

  partitionOf(_topic: string, key: Buffer): number {
    return partitionOfKey(key);
  }

  async stop(): Promise<void> {}

  /** Writes a record. */
  write(record: RecordToSend): SendResult {
    const { topic, key } = record;
    const partition = key === null ? 0 : partitionOfKey(key);
    this.written.push({ topic, partition, value: String(record.value) });
    return { ok: true, position: { topic, partition, offset: BigInt(this.written.length) } };
  }

  private async sendOne(record: RecordToSend): Promise<SendResult> {
    const trouble = this.trouble(record, record.key === null ? 0 : partitionOfKey(record.key));
    return (trouble instanceof Promise ? await trouble : trouble) ?? this.write(record);
  }
}

/** The relay with its store on a database of its own, in front of the given producer. */
export async function relayUnderTest(producer: Producer) {
  const { url, drop } = await createTestDatabase(async (fresh) => void (await applyMigrations(fresh)));
  const database = new Database({ database: { url, poolSize: 4 } });
  const store = new OutboxStore(database);
  const stages = new StageWakeUps();
  const lines: string[] = [];
  const logger = createLogger({ level: 'error', destination: { write: (line) => void lines.push(line) } });
  const kafka = { producer: () => producer };
  const locks: RelayLock[] = [];
  const relays: Relay[] = [];
  const config = { kafka: { topics: { deadLetter: 'dlq' } } } as never;

  return {
    url,
    store,
    /** What was logged as an error. */
    lines,
    /** A relay as one more instance has it. Starts at once. */
    startRelay(): Relay {
      const lock = new RelayLock({ database: { url } } as never);
      const relay = new Relay(store, lock, producer as RecordProducer, stages, kafka, config, logger);
      locks.push(lock);
      relays.push(relay);
      relay.start();
      return relay;
    },
    /** Makes events pending and wakes the relay, as a stage of the same instance does. */
    async append(...records: OutboxRecord[]): Promise<void> {
      await database.transaction((tx) => appendToOutbox(tx, records));
      stages.relay.call();
    },
    /** Event ids in order. */
    pending: async () =>
      (await query<{ event_id: string }>(url, 'SELECT event_id FROM outbox_events ORDER BY id')).map(
        (row) => row.event_id,
      ),
    sql: <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
      query<Row>(url, text, values),
    async stop(): Promise<void> {
      await Promise.all(relays.map((relay) => relay.stop()));
      for (const lock of locks) await lock.onApplicationShutdown();
      await database.onApplicationShutdown();
      await drop();
    },
  };
}
