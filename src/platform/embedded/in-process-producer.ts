import {
  type IHeaders,
  type Message,
  Partitioners,
  type Producer,
  type ProducerBatch,
  type ProducerConfig,
  type ProducerRecord,
  type RecordMetadata,
} from 'kafkajs';
import { KafkaJSError, KafkaJSNonRetriableError } from '../kafka/kafka-errors.js';
import { InProcessEvents, PRODUCER_EVENTS } from './in-process-events.js';
import type { InProcessRecord, InProcessTopics } from './in-process-topics.js';

type ProducerPart = Pick<
  Producer,
  'connect' | 'disconnect' | 'send' | 'sendBatch' | 'on' | 'events' | 'isIdempotent'
>;

/** Appends to in-process topics with the partitioner of kafkajs; all records of a call or none. */
export class InProcessProducer implements ProducerPart {
  readonly events = PRODUCER_EVENTS;
  private readonly emitter = new InProcessEvents();
  private readonly partitionOf: ReturnType<typeof Partitioners.DefaultPartitioner>;
  private connected = false;

  constructor(
    private readonly topics: InProcessTopics,
    private readonly config: ProducerConfig = {},
  ) {
    this.partitionOf = (config.createPartitioner ?? Partitioners.DefaultPartitioner)();
  }

  async connect(): Promise<void> {
    this.connected = true;
    this.emitter.emit(this.events.CONNECT);
  }

  async disconnect(): Promise<void> {
    this.connected = false;
    this.emitter.emit(this.events.DISCONNECT);
  }

  isIdempotent(): boolean {
    return this.config.idempotent ?? false;
  }

  on: Producer['on'] = (type, listener: (event: never) => unknown) => this.emitter.on(type, listener);

  async send({ topic, messages, ...options }: ProducerRecord): Promise<RecordMetadata[]> {
    return this.sendBatch({ ...options, topicMessages: [{ topic, messages }] });
  }

  async sendBatch({ topicMessages = [] }: ProducerBatch): Promise<RecordMetadata[]> {
    if (!this.connected) throw new KafkaJSError('The producer is disconnected');
    const parts = new Map<string, { topicName: string; partition: number; records: InProcessRecord[] }>();
    for (const { topic, messages } of topicMessages) {
      const partitionMetadata = this.topics.partitions(topic);
      for (const message of messages) {
        const partition = this.partitionOf({ topic, partitionMetadata, message });
        const name = `${topic}/${partition}`;
        const part = parts.get(name) ?? { topicName: topic, partition, records: [] };
        part.records.push(toRecord(topic, message));
        parts.set(name, part);
      }
    }
    for (const { topicName, partition, records } of parts.values())
      this.topics.check(topicName, partition, records);
    return [...parts.values()].map(({ topicName, partition, records }) => ({
      topicName,
      partition,
      errorCode: 0,
      baseOffset: String(this.topics.append(topicName, partition, records)),
      logAppendTime: '-1',
      logStartOffset: '0',
    }));
  }
}

function toRecord(topic: string, message: Message): InProcessRecord {
  if (message.value === undefined)
    throw new KafkaJSNonRetriableError(`Invalid message without value for topic "${topic}"`);
  return {
    key: message.key == null ? null : bytes(message.key),
    value: message.value === null ? null : bytes(message.value),
    headers: toHeaders(message.headers ?? {}),
    timestamp: message.timestamp ?? String(Date.now()),
  };
}

function toHeaders(headers: IHeaders): Record<string, Buffer | Buffer[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const values = (Array.isArray(value) ? value : [value]).map(bytes);
      const [only] = values;
      return only === undefined ? [] : [[name, values.length === 1 ? only : values]];
    }),
  );
}

/** A copy, so that what the sender does to its buffer later changes no record. */
function bytes(content: Buffer | string): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
}
