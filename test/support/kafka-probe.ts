import { randomUUID } from 'node:crypto';
import { type Consumer, Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import { wrongInMessage } from './event-contract.js';
import { waitUntil } from './wait-until.js';

/** A record as a plain client sees it. */
export interface SeenRecord {
  readonly topic: string;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A plain Kafka client that knows nothing of the bridge but its published schemas: writes records, and reads the output
 * topics from their beginning. It fails the test that reads a record which is not as they say.
 */
export class KafkaProbe {
  readonly seen: SeenRecord[] = [];
  private readonly breaches: string[] = [];
  private readonly places = new Set<string>();

  private constructor(
    private readonly producer: Producer,
    private readonly consumer: Consumer,
  ) {}

  static async start(brokers: string[], topics: string[]): Promise<KafkaProbe> {
    const kafka = new Kafka({
      brokers,
      clientId: 'probe',
      logLevel: logLevel.NOTHING,
      // A broker that is busy leads the partitions of a new topic only after a while.
      retry: { retries: 12, initialRetryTime: 100, maxRetryTime: 3_000 },
    });
    const probe = new KafkaProbe(
      // A record that is sent again after an error is not written twice, or a test would see what no test wrote.
      kafka.producer({ idempotent: true, maxInFlightRequests: 1 }),
      kafka.consumer({ groupId: `probe-${randomUUID()}`, maxWaitTimeInMs: 200 }),
    );
    await probe.producer.connect();
    await probe.consumer.connect();
    await probe.consumer.subscribe({ topics, fromBeginning: true });
    await probe.consumer.run({
      eachMessage: async ({ topic, partition, message }) => {
        // A consumer that joins anew reads again what it has not committed. A copy that was written stands elsewhere.
        const place = `${topic}-${partition}-${message.offset}`;
        if (probe.places.has(place)) return;
        probe.places.add(place);
        const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
        probe.seen.push({
          topic,
          key: message.key?.toString() ?? null,
          value: message.value,
          headers: Object.fromEntries(headers) as Record<string, string>,
        });
        const wrong = wrongInMessage(message).map((line) => `${topic}, key ${String(message.key)}: ${line}`);
        probe.breaches.push(...wrong);
      },
    });
    return probe;
  }

  async publish(topic: string, messages: Message[]): Promise<void> {
    await this.producer.send({ topic, messages });
  }

  /** The records of a topic, once there are `count` of them. */
  async records(topic: string, count: number, timeoutMs = 30_000): Promise<SeenRecord[]> {
    const found = () => this.seen.filter((record) => record.topic === topic);
    await waitUntil(() => found().length >= count, `${count} records in ${topic}`, timeoutMs);
    this.failOnBreaches();
    return found();
  }

  /** Throws when any record that was read is not as the published schemas say. */
  async stop(): Promise<void> {
    await this.consumer.disconnect();
    await this.producer.disconnect();
    this.failOnBreaches();
  }

  private failOnBreaches(): void {
    if (this.breaches.length > 0)
      throw new Error(
        `Records that the bridge wrote are not as contracts/schemas says:\n${this.breaches.join('\n')}`,
      );
  }
}
