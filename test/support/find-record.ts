import { randomUUID } from 'node:crypto';
import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { kafkaBrokers } from './stack.js';
import { waitUntil } from './wait-until.js';

/** The first record of a topic, read from its beginning, whose header has this text; it is waited for. */
export async function findRecord(topic: string, header: string, text: string): Promise<KafkaMessage> {
  const kafka = new Kafka({ brokers: kafkaBrokers(), logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `find-${randomUUID()}`, maxWaitTimeInMs: 200 });
  let found: KafkaMessage | undefined;
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => {
        if (String(message.headers?.[header]) === text) found ??= message;
      },
    });
    await waitUntil(() => found !== undefined, `a record with ${header}: ${text}`);
  } finally {
    await consumer.disconnect();
  }
  return found as unknown as KafkaMessage;
}
