import type { PartitionMetadata } from 'kafkajs';
import { KafkaJSNonRetriableError, KafkaJSProtocolError } from '../kafka/kafka-errors.js';

/** A record without its place. Headers keep their order of values; bytes are never shared with the sender. */
export interface InProcessRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | Buffer[]>>;
  /** Milliseconds since 1970, in decimal. */
  readonly timestamp: string;
}

/** The limit of Kafka's default `message.max.bytes`, for one partition's part of a send. */
const MAX_BATCH_BYTES = 1_048_588;

/**
 * Topics and committed offsets in the memory of this process: partitioned, ordered, gone when the process ends.
 * Nothing is ever removed, so it is for trying out.
 */
export class InProcessTopics {
  private readonly records = new Map<string, InProcessRecord[][]>();
  private readonly committed = new Map<string, Map<string, Map<number, string>>>();
  private readonly groupMembers = new Map<string, object>();
  private readonly listeners = new Set<() => void>();

  /** False when there is a topic of that name already. */
  create(topic: string, partitions: number): boolean {
    if (this.records.has(topic)) return false;
    this.records.set(
      topic,
      Array.from({ length: partitions }, () => []),
    );
    return true;
  }

  names(): string[] {
    return [...this.records.keys()];
  }

  /** Throws what kafkajs throws for a topic that does not exist. */
  partitions(topic: string): PartitionMetadata[] {
    return this.logsOf(topic).map((_, partitionId) => ({
      ...{ partitionErrorCode: 0, partitionId, leader: 1 },
      ...{ replicas: [1], isr: [1], offlineReplicas: [] },
    }));
  }

  /** Throws when those records could not be appended together. */
  check(topic: string, partition: number, records: readonly InProcessRecord[]): void {
    this.logOf(topic, partition);
    const bytes = records.reduce((sum, { key, value }) => sum + (key?.length ?? 0) + (value?.length ?? 0), 0);
    if (bytes > MAX_BATCH_BYTES)
      throw protocolError('MESSAGE_TOO_LARGE', 10, false, 'The records are larger than a broker accepts.');
  }

  /** The offset of the first of the records. */
  append(topic: string, partition: number, records: readonly InProcessRecord[]): number {
    const log = this.logOf(topic, partition);
    const baseOffset = log.length;
    log.push(...records);
    for (const listener of this.listeners) listener();
    return baseOffset;
  }

  /** At most `limit` records, beginning with the one at `offset`. */
  read(topic: string, partition: number, offset: number, limit: number): InProcessRecord[] {
    return this.logOf(topic, partition).slice(offset, offset + limit);
  }

  /** The offset that the next record will have. */
  end(topic: string, partition: number): number {
    return this.logOf(topic, partition).length;
  }

  /** Calls back after every append, until the returned function is called. */
  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  commit(groupId: string, topic: string, partition: number, offset: string): void {
    this.logOf(topic, partition);
    const group = getOrMake(this.committed, groupId, () => new Map<string, Map<number, string>>());
    getOrMake(group, topic, () => new Map<number, string>()).set(partition, offset);
  }

  /** `null` when the group has committed nothing there. */
  committedOffset(groupId: string, topic: string, partition: number): string | null {
    return this.committed.get(groupId)?.get(topic)?.get(partition) ?? null;
  }

  committedTopics(groupId: string): string[] {
    return [...(this.committed.get(groupId)?.keys() ?? [])];
  }

  /** Throws when somebody else is in the group: here one member takes all partitions. */
  join(groupId: string, member: object): void {
    if (this.groupMembers.has(groupId)) {
      throw new KafkaJSNonRetriableError(
        `The consumer group ${groupId} has a member, and in-process topics serve one per group. ` +
          'Stop that one first, or use a broker (KAFKA_BROKERS) for several.',
      );
    }
    this.groupMembers.set(groupId, member);
  }

  leave(groupId: string, member: object): void {
    if (this.groupMembers.get(groupId) === member) this.groupMembers.delete(groupId);
  }

  private logsOf(topic: string): InProcessRecord[][] {
    const logs = this.records.get(topic);
    if (logs === undefined) throw unknownTopic();
    return logs;
  }

  private logOf(topic: string, partition: number): InProcessRecord[] {
    const log = this.logsOf(topic)[partition];
    if (log === undefined) throw unknownTopic();
    return log;
  }
}

function unknownTopic(): InstanceType<typeof KafkaJSProtocolError> {
  return protocolError(
    'UNKNOWN_TOPIC_OR_PARTITION',
    3,
    true,
    'This server does not host this topic-partition',
  );
}

function protocolError(
  type: string,
  code: number,
  retriable: boolean,
  message: string,
): InstanceType<typeof KafkaJSProtocolError> {
  return new KafkaJSProtocolError(Object.assign(new Error(message), { type, code, retriable }));
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
