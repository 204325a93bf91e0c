import { Kafka, logLevel } from 'kafkajs';

// The least that a service on Kafka can do: every record that comes is written to another topic. What it needs for that,
// nobody who consumes and produces on this broker gets around.

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing. The bench sets it.`);
  return value;
}

const kafka = new Kafka({
  brokers: setting('KAFKA_BROKERS').split(','),
  clientId: 'echo',
  logLevel: logLevel.ERROR,
});
const [requested, created] = [setting('TOPIC_BOOKING_REQUESTED'), setting('TOPIC_BOOKING_CREATED')];
const producer = kafka.producer({ allowAutoTopicCreation: false });
const consumer = kafka.consumer({ groupId: setting('KAFKA_GROUP_ID') });

await producer.connect();
await consumer.connect();
await consumer.subscribe({ topics: [requested], fromBeginning: true });
await consumer.run({
  eachBatch: async ({ batch }) => {
    const messages = batch.messages.map(({ key, value, headers }) => ({
      key,
      value,
      headers: { ce_causationid: headers?.['ce_id'] },
    }));
    await producer.send({ topic: created, messages });
  },
});
process.once('SIGTERM', () => {
  void Promise.allSettled([consumer.disconnect(), producer.disconnect()]).then(() => process.exit(0));
});
