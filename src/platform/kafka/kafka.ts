import type { RecordConsumer, RecordProducer, RecordSlice } from './port.js';

/** Injection token of the {@link Kafka}. */
export const KAFKA = Symbol('kafka');

/** A member of a consumer group that reads one topic. */
export interface ConsumerOptions {
  readonly topic: string;
  readonly groupId: string;
  /** How long the group waits for a member that says nothing before it gives its partitions away; 30 s by default. */
  readonly sessionTimeoutMs?: number;
}

/** A topic that is read once, outside the group of the bridge. */
export interface ReadOptions {
  readonly topic: string;
  /** Names of groups that may be made for it begin so. */
  readonly groupPrefix: string;
}

/** Topics that are followed, outside the group of the bridge. */
export interface FollowOptions {
  readonly topics: readonly string[];
  readonly groupPrefix: string;
}

/** Takes what is read, in offset order within a partition; the next slice comes when it resolves. */
export type TakeSlice = (slice: RecordSlice) => Promise<void>;
/** As {@link TakeSlice}; `enough` ends the reading. */
export type TakeSliceUntil = (slice: RecordSlice) => Promise<'more' | 'enough'>;

/** All that this service wants of Kafka: of brokers, or of topics in the memory of this process. */
export interface Kafka {
  /** A member of the group, not started yet. */
  consumer(options: ConsumerOptions): RecordConsumer;
  /** Connects with its first send. */
  producer(): RecordProducer;
  /**
   * Names of the topics that the brokers do not have. With `create`, they are created first (12 partitions, the brokers'
   * default replication), so the answer is empty. Throws when no broker answers.
   */
  missingTopics(topics: readonly string[], create: boolean): Promise<readonly string[]>;
  /**
   * Reads a topic from its beginning to where it ends now, and commits nothing. Throws what `take` throws, and when the
   * topic does not exist or cannot be read to its end.
   */
  readToEnd(options: ReadOptions, take: TakeSliceUntil): Promise<void>;
  /** Reads topics from their beginning until the function that it resolves to is called; then what `take` threw is thrown. */
  follow(options: FollowOptions, take: TakeSlice): Promise<() => Promise<void>>;
}
