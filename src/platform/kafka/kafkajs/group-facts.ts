import type { Admin, Kafka as KafkaJs } from 'kafkajs';
import type { PartitionFacts, TopicOrigin } from '../port.js';
import { topicOrigin, ZERO_TOPIC_ID } from '../protocol/topic-ids.js';

/** What the brokers say of a topic and of what a group has committed there. */
export class GroupFacts {
  private readonly admin: Admin;
  private clusterId: string | null = null;
  private connected: Promise<void> | null = null;

  constructor(
    client: KafkaJs,
    private readonly topic: string,
    private readonly groupId: string,
  ) {
    this.admin = client.admin();
  }

  /** Of all partitions. Throws when they cannot be had. */
  async read(): Promise<PartitionFacts[]> {
    await this.connect();
    this.clusterId ??= (await this.admin.describeCluster()).clusterId;
    const ends = await this.admin.fetchTopicOffsets(this.topic);
    const [group] = await this.admin.fetchOffsets({ groupId: this.groupId, topics: [this.topic] });
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
    await this.admin.disconnect();
  }

  private connect(): Promise<void> {
    this.connected ??= this.admin.connect().catch((error: unknown) => {
      this.connected = null;
      throw error;
    });
    return this.connected;
  }
}
