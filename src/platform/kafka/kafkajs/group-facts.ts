import type { Admin, Kafka as KafkaJs } from 'kafkajs';
import type { PartitionFacts, TopicOrigin } from '../port.js';
import { topicOrigin, ZERO_TOPIC_ID } from '../protocol/topic-ids.js';
import { inTime, within } from './within.js';

/** Longer than the client itself repeats a request. */
const READ_WITHIN_MS = 15_000;
const CLOSE_WITHIN_MS = 2_000;

/** What the brokers say of a topic and of what a group has committed there. */
export class GroupFacts {
  private clusterId: string | null = null;
  private connected: Promise<Admin> | null = null;

  constructor(
    private readonly client: Pick<KafkaJs, 'admin'>,
    private readonly topic: string,
    private readonly groupId: string,
    private readonly withinMs = READ_WITHIN_MS,
  ) {}

  /**
   * Of all partitions. Throws when they cannot be had in time. After a failure the next read has connections of its own,
   * because kafkajs may wait without end for an answer on those that were lost.
   */
  async read(): Promise<PartitionFacts[]> {
    const late = `no broker has said in ${this.withinMs / 1000} s where partitions start and end`;
    try {
      return await inTime(this.withinMs, this.readOnce(), late);
    } catch (error) {
      const left = this.connected;
      this.connected = null;
      void left?.then((admin) => admin.disconnect()).catch(() => undefined);
      throw error;
    }
  }

  private async readOnce(): Promise<PartitionFacts[]> {
    const admin = await this.connect();
    this.clusterId ??= (await admin.describeCluster()).clusterId;
    const ends = await admin.fetchTopicOffsets(this.topic);
    const [group] = await admin.fetchOffsets({ groupId: this.groupId, topics: [this.topic] });
    const committed = new Map(group?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
    const origin = this.origin() ?? { clusterId: this.clusterId, topicId: ZERO_TOPIC_ID };
    return ends.map(({ partition, low, high }) => {
      const offset = committed.get(partition) ?? -1n;
      return {
        ...{ topic: this.topic, partition, origin },
        ...{ logStart: BigInt(low), logEnd: BigInt(high), committed: offset < 0n ? null : offset },
      };
    });
  }

  /** The log behind the topic's name as the newest metadata has it; null when that is not known. */
  origin(): TopicOrigin | null {
    if (this.clusterId === null) return null;
    const topicId = topicOrigin(this.clusterId, this.topic);
    return topicId === null ? null : { clusterId: this.clusterId, topicId };
  }

  async close(): Promise<void> {
    const connected = this.connected;
    this.connected = null;
    if (connected !== null)
      await within(
        CLOSE_WITHIN_MS,
        connected.then((admin) => admin.disconnect()),
      );
  }

  private connect(): Promise<Admin> {
    this.connected ??= this.open();
    return this.connected;
  }

  private async open(): Promise<Admin> {
    const admin = this.client.admin();
    await admin.connect();
    return admin;
  }
}
