import type { Offsets, TopicPartitions } from 'kafkajs';
import type { InProcessTopics } from './in-process-topics.js';

const EARLIEST = -2;
const LATEST = -1;

/** Where one consumer stands in each partition: resolved, sought, paused. It starts at what its group has committed. */
export class InProcessPositions {
  private readonly resolved = new Map<string, number>();
  private readonly start = new Map<string, number>();
  private readonly sought = new Map<string, number>();
  private readonly pausedPartitions = new Set<string>();
  readonly partitions: readonly { readonly topic: string; readonly partition: number }[];

  /** `fromBeginning` per topic counts for partitions in which the group has committed nothing. */
  constructor(
    private readonly topics: InProcessTopics,
    private readonly groupId: string,
    subscriptions: ReadonlyMap<string, boolean>,
  ) {
    this.partitions = [...subscriptions.keys()].flatMap((topic) =>
      topics.partitions(topic).map(({ partitionId: partition }) => ({ topic, partition })),
    );
    for (const { topic, partition } of this.partitions) {
      const committed = topics.committedOffset(groupId, topic, partition);
      const initial = subscriptions.get(topic) === true ? 0 : topics.end(topic, partition);
      this.start.set(nameOf(topic, partition), committed === null ? initial : Number(committed));
    }
  }

  /** The offset to read next; a seek that waits for its turn happens here. */
  next(topic: string, partition: number): number {
    const name = nameOf(topic, partition);
    const sought = this.sought.get(name);
    if (sought !== undefined) {
      this.sought.delete(name);
      if (sought === EARLIEST) this.resolved.set(name, 0);
      else this.resolved.set(name, sought === LATEST ? this.topics.end(topic, partition) : sought);
    }
    return this.peek(topic, partition);
  }

  /** True when there is something to read that is not paused. */
  isReady(topic: string, partition: number): boolean {
    const name = nameOf(topic, partition);
    if (this.pausedPartitions.has(name)) return false;
    return this.sought.has(name) || this.peek(topic, partition) < this.topics.end(topic, partition);
  }

  /** Everything up to and including `offset` is done with. */
  resolve(topic: string, partition: number, offset: string): void {
    this.resolved.set(nameOf(topic, partition), Number(offset) + 1);
  }

  /** Reads on at `offset` (-2: the beginning, -1: the end) with the next batch. */
  seek(topic: string, partition: number, offset: string): void {
    this.sought.set(nameOf(topic, partition), Number(offset));
  }

  /** True when a seek waits for its turn, so that the batch in work is out of date. */
  isSought(topic: string, partition: number): boolean {
    return this.sought.has(nameOf(topic, partition));
  }

  /** Without `partitions`, all of the topic. */
  pause(topic: string, partitions?: readonly number[]): void {
    for (const partition of partitions ?? this.partitionsOf(topic))
      this.pausedPartitions.add(nameOf(topic, partition));
  }

  /** Without `partitions`, all of the topic. */
  resume(topic: string, partitions?: readonly number[]): void {
    for (const partition of partitions ?? this.partitionsOf(topic))
      this.pausedPartitions.delete(nameOf(topic, partition));
  }

  paused(): TopicPartitions[] {
    return this.byTopic(
      (topic, partition) => this.pausedPartitions.has(nameOf(topic, partition)),
      (_, partition) => partition,
    );
  }

  /** What is resolved and not committed. */
  uncommitted(): Offsets {
    return {
      topics: this.byTopic(
        (topic, partition) => {
          const resolved = this.resolved.get(nameOf(topic, partition));
          return (
            resolved !== undefined &&
            String(resolved) !== this.topics.committedOffset(this.groupId, topic, partition)
          );
        },
        (topic, partition) => ({ partition, offset: String(this.peek(topic, partition)) }),
      ),
    };
  }

  private peek(topic: string, partition: number): number {
    const name = nameOf(topic, partition);
    return this.resolved.get(name) ?? this.start.get(name) ?? 0;
  }

  private partitionsOf(topic: string): number[] {
    return this.partitions.filter((place) => place.topic === topic).map(({ partition }) => partition);
  }

  private byTopic<Entry>(
    wanted: (topic: string, partition: number) => boolean,
    entry: (topic: string, partition: number) => Entry,
  ): { topic: string; partitions: Entry[] }[] {
    return [...new Set(this.partitions.map(({ topic }) => topic))]
      .map((topic) => ({
        topic,
        partitions: this.partitionsOf(topic)
          .filter((partition) => wanted(topic, partition))
          .map((partition) => entry(topic, partition)),
      }))
      .filter(({ partitions }) => partitions.length > 0);
  }
}

function nameOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
