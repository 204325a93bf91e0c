import { setTimeout as delay } from 'node:timers/promises';
import { CompressionTypes, type Message } from 'kafkajs';
import { plainKafka } from '../../servers/plain-kafka.js';
import type { PlannedRecord } from './planned-record.js';

const EVERY_MS = 100;
const AFTER_TROUBLE_MS = 500;
const ALL_REPLICAS = -1;

/**
 * Sends the records in their order, spread over `milliseconds`, until Kafka has acknowledged every one. What fails is
 * sent again, so records may stand in the topic twice: one more kind of redelivery.
 */
export async function publishTraffic(
  brokers: readonly string[],
  topic: string,
  records: readonly PlannedRecord[],
  milliseconds: number,
): Promise<void> {
  const producer = plainKafka(brokers).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const begin = Date.now();
  let next = 0;
  while (next < records.length) {
    const share = (Date.now() - begin) / milliseconds;
    let end = next;
    while (end < records.length && (records[end]?.moment ?? 1) <= share) end++;
    if (end === next) {
      await delay(EVERY_MS);
      continue;
    }
    try {
      const messages = records.slice(next, end).map(toMessage);
      await producer.send({ topic, messages, acks: ALL_REPLICAS, compression: CompressionTypes.None });
      next = end;
    } catch {
      await delay(AFTER_TROUBLE_MS);
      await producer.connect().catch(() => undefined);
    }
  }
  await producer.disconnect();
}

/** For records whose header names are texts that do not repeat. */
export function toMessage({ key, value, headers }: PlannedRecord): Message {
  const named = headers.map(([name, text]) => [String(name), text ?? undefined] as const);
  return { key, value, headers: Object.fromEntries(named) };
}
