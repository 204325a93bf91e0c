import type { KafkaClient } from './kafka-client.js';

/** How a topic is created where that is asked for. */
const PARTITIONS = 12;

/**
 * Names of the topics that the brokers do not have. With `create`, they are created first (12 partitions, the
 * brokers' default replication), so the answer is empty.
 */
export async function missingTopics(
  kafka: KafkaClient,
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
      waitForLeaders: true,
      topics: absent.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: -1 })),
    });
    return await missing();
  } finally {
    await admin.disconnect();
  }
}
