import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kafka, KafkaMessage } from 'kafkajs';
import { groupBy } from '../group-by.js';

/** A record as it stands in a topic. */
export interface TopicRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** Header names and texts; of a name that repeats, the last. */
  readonly headers: Readonly<Record<string, string>>;
}

const LOOK_EVERY_MS = 50;
const TIMEOUT_MS = 120_000;

/** Everything that stands in these topics now, read by a plain consumer from their beginning, in order of partitions and offsets. */
export async function readTopics(kafka: Kafka, topics: readonly string[]): Promise<TopicRecord[]> {
  const ends = await endsOf(kafka, topics);
  const groupId = `chaos-reader-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  const records: TopicRecord[] = [];
  const reached = new Map<string, number>();
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch: { topic, partition, messages } }) => {
        for (const message of messages) {
          const record = toRecord(topic, partition, message);
          if (record.offset < (reached.get(`${topic}/${partition}`) ?? 0)) continue;
          reached.set(`${topic}/${partition}`, record.offset + 1);
          records.push(record);
        }
      },
    });
    const deadline = Date.now() + TIMEOUT_MS;
    while ([...ends].some(([key, end]) => (reached.get(key) ?? 0) < end)) {
      if (Date.now() > deadline) throw new Error(`Reading ${topics.join(', ')} to their ends took too long.`);
      await delay(LOOK_EVERY_MS);
    }
  } finally {
    await consumer.disconnect();
  }
  const ordered = [...groupBy(records, (r) => `${r.topic}/${r.partition}`).values()];
  return ordered.flatMap((partition) => partition.toSorted((a, b) => a.offset - b.offset));
}

async function endsOf(kafka: Kafka, topics: readonly string[]): Promise<Map<string, number>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ends = new Map<string, number>();
    for (const topic of topics) {
      for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
        ends.set(`${topic}/${partition}`, Number(high));
      }
    }
    return ends;
  } finally {
    await admin.disconnect();
  }
}

function toRecord(topic: string, partition: number, message: KafkaMessage): TopicRecord {
  const headers = Object.entries(message.headers ?? {}).map(([name, values]) => {
    const last = Array.isArray(values) ? values.at(-1) : values;
    return [name, last === undefined ? '' : Buffer.from(last as Buffer).toString('utf8')] as const;
  });
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key,
    value: message.value,
    headers: Object.fromEntries(headers),
  };
}
