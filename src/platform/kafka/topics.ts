import { setTimeout as delay } from 'node:timers/promises';
import type { Kafka as KafkaJs } from 'kafkajs';

/** How a topic is created where that is asked for. */
export const PARTITIONS = 12;
const CREATED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;

/**
 * Names of the topics that the brokers do not have. With `create`, they are created first (12 partitions, the
 * brokers' default replication), so the answer is empty.
 */
export async function missingTopics(
  kafka: KafkaJs,
  topics: readonly string[],
  create: boolean,
): Promise<string[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const missing = async () => {
      const existing = new Set(await admin.listTopics());
      return topics.filter((topic) => !existing.has(topic));
    };
    const absent = await missing();
    if (!create || absent.length === 0) return absent;
    await admin.createTopics({
      // kafkajs would fail where a broker has not heard of the topic yet.
      waitForLeaders: false,
      topics: absent.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: -1 })),
    });
    const deadline = Date.now() + CREATED_WITHIN_MS;
    while ((await missing()).length > 0 && Date.now() < deadline) await delay(LOOK_EVERY_MS);
    return await missing();
  } finally {
    await admin.disconnect();
  }
}
