import { setTimeout as delay } from 'node:timers/promises';
import { plainKafka } from '../../servers/plain-kafka.js';
import type { Position } from '../facts.js';
import { encodeBatch } from './encode-batch.js';
import type { PlannedBatch } from './planned-record.js';
import { toMessage } from './publish-traffic.js';
import { BatchRefused, RawProducer } from './raw-producer.js';

/** Where Kafka said that it has record number `n`. */
export interface Acknowledged extends Position {
  readonly n: number;
}

const AFTER_TROUBLE_MS = 500;
/** Longer than Kafka is ever away in a run. */
const GIVE_UP_MS = 120_000;
/** How long a transaction may hold up its partition when its producer meets a broker that is killed. */
const TRANSACTION_MS = 10_000;

/**
 * Sends the batches of strangers, spread over `milliseconds`, until Kafka has acknowledged every one, or aborted it. What
 * fails is sent again, so records may be in the topic twice. Throws when Kafka refuses a batch for what it is, or for minutes.
 */
export async function publishStrangers(
  brokers: readonly string[],
  topic: string,
  batches: readonly PlannedBatch[],
  milliseconds: number,
): Promise<Acknowledged[]> {
  const begin = Date.now();
  const acknowledged: Acknowledged[] = [];
  let producer: RawProducer | null = null;
  for (const batch of batches) {
    await delay(Math.max(0, begin + batch.moment * milliseconds - Date.now()));
    const giveUpAt = Date.now() + GIVE_UP_MS;
    for (let first: number | null | undefined; first === undefined;) {
      try {
        if (batch.transaction === null) {
          producer ??= await RawProducer.connect(brokers[0] ?? '');
          first = await producer.produce(topic, batch.partition, encodeBatch(batch, Date.now()));
        } else {
          first = await sendInTransaction(brokers, topic, batch);
        }
        acknowledged.push(...positionsOf(batch, first));
      } catch (error) {
        if (error instanceof BatchRefused || Date.now() > giveUpAt) throw error;
        producer?.close();
        producer = null;
        await delay(AFTER_TROUBLE_MS);
      }
    }
  }
  producer?.close();
  return acknowledged;
}

function positionsOf({ records, partition }: PlannedBatch, first: number | null): Acknowledged[] {
  return first === null ? [] : records.map(({ n }, i) => ({ n, partition, offset: first + i }));
}

/** The offset of the first record, null for a transaction that was aborted. */
async function sendInTransaction(
  brokers: readonly string[],
  topic: string,
  { records, partition, transaction }: PlannedBatch,
): Promise<number | null> {
  const producer = plainKafka(brokers).producer({
    transactionalId: `${topic}.stranger`,
    transactionTimeout: TRANSACTION_MS,
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  try {
    const open = await producer.transaction();
    const messages = records.map((record) => ({ ...toMessage(record), partition }));
    const [sent] = await open.send({ topic, messages });
    if (transaction === 'aborted') {
      await open.abort();
      return null;
    }
    await open.commit();
    return Number(sent?.baseOffset);
  } finally {
    await producer.disconnect().catch(() => undefined);
  }
}
