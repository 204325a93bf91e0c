import type { IncomingRecord } from '../incoming-record.js';
import type { RecordPosition, RecordToSend } from '../port.js';

type Stored = Pick<IncomingRecord, 'timestampMs' | 'key' | 'value' | 'headers'>;

/** What is read at a time. */
const SLICE_RECORDS = 500;
const SLICE_BYTES = 256 * 1024;

/**
 * Topics and committed offsets in the memory of this process: partitioned, ordered, gone when the process ends. Nothing is
 * ever removed, so it is for trying out.
 */
export class InMemoryTopics {
  private readonly topics = new Map<string, Stored[][]>();
  private readonly commits = new Map<string, number>();
  private readonly groups = new Set<string>();
  private readonly listeners = new Set<() => void>();

  /** Does nothing when there is a topic of that name already. */
  create(topic: string, partitions: number): void {
    if (!this.topics.has(topic))
      this.topics.set(
        topic,
        Array.from({ length: partitions }, () => []),
      );
  }

  /** How many partitions a topic has; 0 when there is none of that name. */
  partitions(topic: string): number {
    return this.topics.get(topic)?.length ?? 0;
  }

  append({ topic, key, value, headers }: RecordToSend, partition: number): RecordPosition {
    const log = this.log(topic, partition);
    log.push({
      timestampMs: BigInt(Date.now()),
      key: key === null ? null : Buffer.from(key),
      value: value === null ? null : Buffer.from(value),
      headers: headers.map(([name, bytes]) => [name, Buffer.from(bytes)] as const),
    });
    for (const listener of this.listeners) listener();
    return { topic, partition, offset: BigInt(log.length - 1) };
  }

  /** The next records from `offset` on, few enough to be handled together; none at the end. */
  read(topic: string, partition: number, offset: number): IncomingRecord[] {
    const records: IncomingRecord[] = [];
    let bytes = 0;
    for (const record of this.log(topic, partition).slice(offset, offset + SLICE_RECORDS)) {
      bytes += sizeOf(record);
      if (records.length > 0 && bytes > SLICE_BYTES) break;
      records.push({ ...record, topic, partition, offset: BigInt(offset + records.length) });
    }
    return records;
  }

  /** The offset that the next record will have. */
  end(topic: string, partition: number): number {
    return this.log(topic, partition).length;
  }

  /** Calls back after every append, until the returned function is called. */
  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  commit(groupId: string, topic: string, partition: number, offset: number): void {
    this.commits.set(JSON.stringify([groupId, topic, partition]), offset);
  }

  /** 0 when the group has committed nothing there. */
  committed(groupId: string, topic: string, partition: number): number {
    return this.commits.get(JSON.stringify([groupId, topic, partition])) ?? 0;
  }

  /** Throws when the group has a member: here one takes all partitions. */
  join(groupId: string): void {
    if (this.groups.has(groupId))
      throw new Error(
        `The consumer group ${groupId} has a member, and topics in memory serve one per group. ` +
          'Stop that one first, or use a broker (KAFKA_BROKERS) for several.',
      );
    this.groups.add(groupId);
  }

  leave(groupId: string): void {
    this.groups.delete(groupId);
  }

  private log(topic: string, partition: number): Stored[] {
    const log = this.topics.get(topic)?.[partition];
    if (log === undefined)
      throw new Error(`There is no topic ${topic} with a partition ${partition}. Create it first.`);
    return log;
  }
}

/** Bytes of a record that count towards limits. */
export function sizeOf({ key, value, headers }: Pick<RecordToSend, 'key' | 'value' | 'headers'>): number {
  const inHeaders = headers.reduce((sum, [name, bytes]) => sum + Buffer.byteLength(name) + bytes.length, 0);
  return (key?.length ?? 0) + (value?.length ?? 0) + inHeaders;
}
