import { type Admin, type ITopicConfig, type PartitionOffset } from 'kafkajs';
import { ADMIN_EVENTS, InProcessEvents } from './in-process-events.js';
import type { InProcessTopics } from './in-process-topics.js';

type AdminPart = Pick<
  Admin,
  | 'connect'
  | 'disconnect'
  | 'createTopics'
  | 'listTopics'
  | 'fetchTopicMetadata'
  | 'fetchTopicOffsets'
  | 'fetchOffsets'
  | 'describeCluster'
  | 'on'
  | 'events'
>;

const NOTHING_COMMITTED = '-1';

/** Creates in-process topics and tells about them and about what groups have committed. */
export class InProcessAdmin implements AdminPart {
  readonly events = ADMIN_EVENTS;
  private readonly emitter = new InProcessEvents();

  constructor(private readonly topics: InProcessTopics) {}

  async connect(): Promise<void> {
    this.emitter.emit(this.events.CONNECT);
  }

  async disconnect(): Promise<void> {
    this.emitter.emit(this.events.DISCONNECT);
  }

  on: Admin['on'] = (type, listener: (event: never) => unknown) => this.emitter.on(type, listener);

  /** False when one of them exists already; the others are created all the same. One partition unless more are asked for. */
  async createTopics({ topics }: { topics: ITopicConfig[] }): Promise<boolean> {
    const made = topics.map(({ topic, numPartitions = 1 }) =>
      this.topics.create(topic, Math.max(1, numPartitions)),
    );
    return made.every(Boolean);
  }

  async listTopics(): Promise<string[]> {
    return this.topics.names();
  }

  async fetchTopicMetadata(options?: { topics: string[] }): ReturnType<Admin['fetchTopicMetadata']> {
    const names = options?.topics ?? this.topics.names();
    return { topics: names.map((name) => ({ name, partitions: this.topics.partitions(name) })) };
  }

  async fetchTopicOffsets(topic: string): Promise<(PartitionOffset & { high: string; low: string })[]> {
    return this.topics.partitions(topic).map(({ partitionId }) => {
      const high = String(this.topics.end(topic, partitionId));
      return { partition: partitionId, offset: high, high, low: '0' };
    });
  }

  async fetchOffsets({
    groupId,
    topics,
  }: {
    groupId: string;
    topics?: string[];
  }): ReturnType<Admin['fetchOffsets']> {
    return (topics ?? this.topics.committedTopics(groupId)).map((topic) => ({
      topic,
      partitions: this.topics.partitions(topic).map(({ partitionId: partition }) => {
        const offset = this.topics.committedOffset(groupId, topic, partition) ?? NOTHING_COMMITTED;
        return { partition, offset, metadata: null };
      }),
    }));
  }

  async describeCluster(): ReturnType<Admin['describeCluster']> {
    return { brokers: [{ nodeId: 1, host: 'in-process', port: 0 }], controller: 1, clusterId: 'in-process' };
  }
}
