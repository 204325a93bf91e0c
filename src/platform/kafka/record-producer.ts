import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  type ICustomPartitioner,
  type IHeaders,
  type Message,
  type PartitionMetadata,
  Partitioners,
  type Producer,
} from 'kafkajs';
import { KAFKA_CLIENT, type KafkaClient } from './kafka-client.js';
import { isRefusedForItself, isRefusedForItsTopic, nameOfError } from './kafka-refusal.js';
import type { RecordProducer as Port, RecordToSend, SendResult } from './port.js';

export type { RecordPosition, RecordToSend } from './port.js';

const ALL_REPLICAS = -1;

/**
 * Sends records with acks=all and Kafka's own partitioner (murmur2, as Java clients do), each topic by itself. After a
 * failure the connection is renewed, because a kafkajs producer whose broker died can hang on its dead socket.
 */
@Injectable()
export class RecordProducer implements Port, OnApplicationShutdown {
  private connected: Promise<Producer> | null = null;
  private readonly chosen = new WeakMap<Message, number>();
  private readonly partitions = new Map<string, PartitionMetadata[]>();
  private readonly choose = Partitioners.DefaultPartitioner();

  constructor(@Inject(KAFKA_CLIENT) private readonly kafka: KafkaClient) {}

  async send(records: readonly RecordToSend[]): Promise<SendResult[]> {
    const results: SendResult[] = [];
    const topics = [...new Set(records.map((r) => r.topic))];
    await Promise.all(
      topics.map(async (topic) => {
        const places = records.flatMap((r, i) => (r.topic === topic ? [i] : []));
        const of = await this.sendToTopic(
          topic,
          places.map((i) => records[i] as RecordToSend),
        );
        places.forEach((place, i) => (results[place] = of[i] as SendResult));
      }),
    );
    return results;
  }

  partitionOf(topic: string, key: Buffer): number | null {
    const partitionMetadata = this.partitions.get(topic);
    if (partitionMetadata === undefined) return null;
    return this.choose({ topic, partitionMetadata, message: { key, value: null } });
  }

  async stop(): Promise<void> {
    await this.disconnect();
  }

  private async sendToTopic(topic: string, records: readonly RecordToSend[]): Promise<SendResult[]> {
    const messages = records.map(toMessage);
    try {
      const producer = await this.connect();
      const acknowledged = await producer.sendBatch({
        acks: ALL_REPLICAS,
        topicMessages: [{ topic, messages }],
      });
      const next = new Map(acknowledged.map((a) => [a.partition, BigInt(a.baseOffset ?? '-1')]));
      return messages.map((message) => {
        const partition = this.chosen.get(message) ?? 0;
        const offset = next.get(partition) ?? -1n;
        next.set(partition, offset + 1n);
        return { ok: true, position: { topic, partition, offset } };
      });
    } catch (thrown) {
      await this.disconnect();
      if (isRefusedForItself(thrown) && records.length > 1) {
        const results: SendResult[] = [];
        for (const record of records) results.push(...(await this.sendToTopic(topic, [record])));
        return results;
      }
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const kind = isRefusedForItself(thrown)
        ? 'record'
        : isRefusedForItsTopic(thrown)
          ? 'destination'
          : 'unreachable';
      return records.map(() => ({ ok: false, kind, partition: null, code: nameOfError(thrown), error }));
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
        this.partitions.set(args.topic, args.partitionMetadata);
        this.chosen.set(args.message, partition);
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
