import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type ICustomPartitioner, type IHeaders, type Message, Partitioners, type Producer } from 'kafkajs';
import { KAFKA_CLIENT, type KafkaClient } from './kafka-client.js';

/** One record to send. Header values keep their bytes; a name that repeats is sent as often. */
export interface RecordToSend {
  readonly topic: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [name: string, value: Buffer])[];
}

/** Where Kafka put a record. */
export interface RecordPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

const ALL_REPLICAS = -1;

/**
 * Sends records with acks=all and Kafka's own partitioner (murmur2, as Java clients do).
 *
 * A send that resolves is durable in Kafka. A send that throws proves nothing: its records may or may not be there,
 * so the caller still owes them. After a failure the connection is made anew, because a kafkajs producer whose broker
 * died can hang on its dead socket.
 */
@Injectable()
export class RecordProducer implements OnApplicationShutdown {
  private connected: Promise<Producer> | null = null;
  private readonly partitionOf = new WeakMap<Message, number>();

  constructor(@Inject(KAFKA_CLIENT) private readonly kafka: KafkaClient) {}

  /** Positions in the order of `records`. */
  async send(records: readonly RecordToSend[]): Promise<RecordPosition[]> {
    const messages = records.map((record) => ({ topic: record.topic, message: toMessage(record) }));
    const topicMessages = [...new Set(records.map((r) => r.topic))].map((topic) => ({
      topic,
      messages: messages.filter((m) => m.topic === topic).map((m) => m.message),
    }));
    const producer = await this.connect();
    try {
      const acknowledged = await producer.sendBatch({ acks: ALL_REPLICAS, topicMessages });
      const next = new Map(
        acknowledged.map((a) => [`${a.topicName}/${a.partition}`, BigInt(a.baseOffset ?? '-1')]),
      );
      return messages.map(({ topic, message }) => {
        const partition = this.partitionOf.get(message) ?? 0;
        const offset = next.get(`${topic}/${partition}`) ?? -1n;
        next.set(`${topic}/${partition}`, offset + 1n);
        return { topic, partition, offset };
      });
    } catch (error) {
      await this.disconnect();
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.disconnect();
  }

  private connect(): Promise<Producer> {
    this.connected ??= this.open().catch((error: unknown) => {
      this.connected = null;
      throw error;
    });
    return this.connected;
  }

  private async open(): Promise<Producer> {
    const producer = this.kafka.producer({
      createPartitioner: this.rememberingPartitioner(),
      allowAutoTopicCreation: false,
    });
    await producer.connect();
    return producer;
  }

  private async disconnect(): Promise<void> {
    const producer = this.connected;
    this.connected = null;
    await producer?.then((p) => p.disconnect()).catch(() => undefined);
  }

  /** kafkajs tells only the first offset of each partition; remembering the partitions gives every record its own. */
  private rememberingPartitioner(): ICustomPartitioner {
    return () => {
      const choose = Partitioners.DefaultPartitioner();
      return (args) => {
        const partition = choose(args);
        this.partitionOf.set(args.message, partition);
        return partition;
      };
    };
  }
}

function toMessage(record: RecordToSend): Message {
  // Without inherited properties, of which kafkajs and we would take those for headers.
  const headers = Object.create(null) as IHeaders;
  for (const [name, value] of record.headers) {
    const earlier = headers[name];
    headers[name] =
      earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value];
  }
  return { key: record.key, value: record.value, headers };
}
