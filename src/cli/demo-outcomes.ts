import { randomUUID } from 'node:crypto';
import type { Consumer, Producer } from 'kafkajs';
import { headerPairs, headerText } from '../platform/kafka/incoming-record.js';
import type { KafkaClient } from '../platform/kafka/kafka-client.js';
import { WakeUp } from '../platform/work/wake-up.js';

/** An outcome as it was read from Kafka. */
export interface SeenOutcome {
  readonly causationId: string;
  readonly type: string;
  /** The confirmation of a booking, or the code of a failure. */
  readonly result: string;
  /** Who is to be told, for a person to read. */
  readonly told: string;
}

interface OutcomeData {
  readonly confirmation?: string;
  readonly failure?: { readonly code: string };
  readonly notifications: { readonly notifyCustomer: boolean; readonly notifyMerchant: boolean };
}

/** A plain client of the topics: publishes requests and reads outcomes, as any other service would. */
export class OutcomeReader {
  private readonly producer: Producer;
  private readonly consumer: Consumer;
  private readonly unread: SeenOutcome[] = [];
  private readonly arrived = new WakeUp();

  constructor(
    kafka: KafkaClient,
    private readonly topics: { readonly created: string; readonly failed: string },
  ) {
    this.producer = kafka.producer({ allowAutoTopicCreation: false });
    this.consumer = kafka.consumer({ groupId: `demo-${randomUUID()}`, maxWaitTimeInMs: 200 });
  }

  async start(): Promise<void> {
    await this.producer.connect();
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [this.topics.created, this.topics.failed], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: true,
      eachBatch: ({ batch }) => {
        for (const message of batch.messages) this.read(headerPairs(message.headers), message.value);
        return Promise.resolve();
      },
    });
  }

  /** Publishes a request and returns the causation id that its outcome will carry. Requests of one key keep their order. */
  async publish(topic: string, key: string, id: string, value: string): Promise<string> {
    const attributes = {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: 'urn:demo',
      ce_type: 'booking.requested',
    };
    await this.producer.send({ topic, messages: [{ key, value, headers: attributes }] });
    return id;
  }

  /** The next outcome; null when none comes in time. */
  async next(withinMs: number): Promise<SeenOutcome | null> {
    const end = Date.now() + withinMs;
    while (this.unread.length === 0 && Date.now() < end) await this.arrived.sleep(end - Date.now());
    return this.unread.shift() ?? null;
  }

  async stop(): Promise<void> {
    await this.consumer.disconnect();
    await this.producer.disconnect();
  }

  private read(headers: [string, Buffer][], value: Buffer | null): void {
    const { confirmation, failure, notifications } = JSON.parse(String(value)) as OutcomeData;
    const told = [
      notifications.notifyCustomer ? 'customer' : [],
      notifications.notifyMerchant ? 'merchant' : [],
    ].flat();
    this.unread.push({
      causationId: headerText({ headers }, 'ce_causationid') ?? '',
      type: headerText({ headers }, 'ce_type') ?? '',
      result: confirmation ?? failure?.code ?? '',
      told: told.length === 0 ? 'tell nobody' : `tell the ${told.join(' and the ')}`,
    });
    this.arrived.call();
  }
}
