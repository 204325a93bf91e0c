import { type Admin, Kafka, logLevel } from 'kafkajs';
import type { BridgeUnderTest } from './bridge-under-test.js';
import { query } from './query.js';
import { waitUntil } from './wait-until.js';

/** The offsets of one topic, by partition. */
export type Offsets = ReadonlyMap<number, number>;

/** Watches that no offset is committed before every record below it is durable (I4). */
export class CommitWatch {
  /** Every breach that was seen. */
  readonly breaches: string[] = [];
  /** How often it has looked. */
  looks = 0;
  private watching: Promise<void> = Promise.resolve();
  private ended = false;

  private constructor(
    private readonly t: BridgeUnderTest,
    private readonly admin: Admin,
  ) {}

  static async start(t: BridgeUnderTest): Promise<CommitWatch> {
    const admin = new Kafka({ brokers: [...t.config.kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const watch = new CommitWatch(t, admin);
    watch.watching = watch.run();
    return watch;
  }

  /** Up to where the bridge's group has committed; 0 where it has not. */
  async committed(): Promise<Offsets> {
    const { groupId, topics } = this.t.config.kafka;
    const [offsets] = await this.admin.fetchOffsets({ groupId, topics: [topics.requested] });
    return new Map(offsets?.partitions.map((p) => [p.partition, Math.max(0, Number(p.offset))]));
  }

  /** What was written to the topic. */
  async written(): Promise<Offsets> {
    const offsets = await this.admin.fetchTopicOffsets(this.t.config.kafka.topics.requested);
    return new Map(offsets.map((p) => [p.partition, Number(p.high)]));
  }

  /** Resolves when all that was written is committed. */
  async everythingCommitted(timeoutMs = 60_000): Promise<void> {
    const all = async () => {
      const [written, committed] = [await this.written(), await this.committed()];
      return [...written].every(([partition, offset]) => committed.get(partition) === offset);
    };
    await waitUntil(all, 'all offsets to be committed', timeoutMs);
  }

  /** How many bridges are in the consumer group. */
  async members(): Promise<number> {
    const { groups } = await this.admin.describeGroups([this.t.config.kafka.groupId]);
    return groups[0]?.members.length ?? 0;
  }

  /** Looks no more. */
  async end(): Promise<void> {
    this.ended = true;
    await this.watching;
    await this.admin.disconnect();
  }

  private async run(): Promise<void> {
    while (!this.ended) {
      const committed = await this.committed();
      const durable = await this.durable();
      for (const [partition, offset] of committed) {
        const lost = Array.from({ length: offset }, (_, o) => o).filter(
          (o) => !durable.has(`${partition}/${o}`),
        );
        if (lost.length > 0)
          this.breaches.push(`${partition} is committed to ${offset} without ${lost.join()}`);
      }
      this.looks += 1;
    }
  }

  /** Where the records stood that are kept as requests or dead letters. */
  private async durable(): Promise<Set<string>> {
    const rows = await query<{ at: string }>(
      this.t.database.url,
      `SELECT from_partition || '/' || from_offset AS at FROM booking_requests
       UNION SELECT partition || '/' || record_offset FROM dead_letters`,
    );
    return new Set(rows.map((row) => row.at));
  }
}
