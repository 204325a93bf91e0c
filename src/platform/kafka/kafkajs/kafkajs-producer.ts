import type { RecordProducer, RecordToSend, SendResult } from '../port.js';
import type { KafkajsClients } from './kafkajs-clients.js';
import { TopicSender } from './topic-sender.js';

/** A send has ended after this time, whatever the brokers do. */
const SEND_WITHIN_MS = 12_000;

/** Sends through kafkajs, to each topic by itself. */
export class KafkajsProducer implements RecordProducer {
  private readonly senders = new Map<string, TopicSender>();

  constructor(private readonly clients: KafkajsClients) {}

  async send(records: readonly RecordToSend[]): Promise<readonly SendResult[]> {
    const deadline = Date.now() + SEND_WITHIN_MS;
    const results = new Array<SendResult>(records.length);
    const topics = [...new Set(records.map(({ topic }) => topic))];
    await Promise.all(
      topics.map(async (topic) => {
        const indexes = records.flatMap((record, index) => (record.topic === topic ? [index] : []));
        const sent = await this.senderTo(topic).send(
          indexes.map((index) => records[index] as RecordToSend),
          deadline,
        );
        indexes.forEach((index, i) => (results[index] = sent[i] as SendResult));
      }),
    );
    return results;
  }

  partitionOf(topic: string, key: Buffer): number | null {
    return this.senders.get(topic)?.partitionOf(key) ?? null;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.senders.values()].map((sender) => sender.stop()));
    this.senders.clear();
  }

  private senderTo(topic: string): TopicSender {
    const sender = this.senders.get(topic) ?? new TopicSender(this.clients, topic);
    this.senders.set(topic, sender);
    return sender;
  }
}
