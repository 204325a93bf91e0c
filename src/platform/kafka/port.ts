import type { IncomingRecord } from './incoming-record.js';

/** Which log a partition belongs to. A topic that is created again under the same name has another `topicId`. */
export interface TopicOrigin {
  /** The broker's own identifier of its cluster. */
  readonly clusterId: string;
  /** 32 hexadecimal digits. */
  readonly topicId: string;
}

/** One partition of a topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Where Kafka put a record. */
export interface RecordPosition extends TopicPartition {
  readonly offset: bigint;
}

/** Why a range of offsets could not be decoded into records. */
export type UndecodableReason =
  'unknown-codec' | 'checksum-mismatch' | 'undecodable' | 'record-too-large' | 'unsupported-format';

/** Consecutive offsets whose bytes cannot become records: a whole batch, or one record that is too large. */
export interface UndecodableRange extends TopicPartition {
  readonly firstOffset: bigint;
  /** Inclusive. */
  readonly lastOffset: bigint;
  /** Milliseconds since 1970 as the batch says, 0 where it cannot be read. */
  readonly timestampMs: bigint;
  readonly reason: UndecodableReason;
  /** `none`, `gzip`, `snappy`, `lz4`, `zstd`, or the number of a codec that is not known. */
  readonly codec: string;
  /** Size in bytes: of the batch as it was fetched, or of the record inflated. */
  readonly size: number;
  /** SHA-256 of those bytes, base64url. */
  readonly sha256: string;
  /** The first of those bytes, 1 KiB at most. */
  readonly firstBytes: Buffer;
}

/** Part of a partition, in offset order and bounded in records and bytes: what a handler persists at a time. */
export interface RecordSlice extends TopicPartition {
  /** Null where positions mean nothing after a restart (in-memory topics). */
  readonly origin: TopicOrigin | null;
  readonly records: readonly IncomingRecord[];
  readonly undecodable: readonly UndecodableRange[];
  /** Everything below this offset is in this slice, in an earlier one, or holds no record (a control batch). */
  readonly nextOffset: bigint;
}

/** What the broker says of a partition before the first record of an assignment is handed out. */
export interface PartitionFacts extends TopicPartition {
  readonly origin: TopicOrigin;
  /** The offset of the oldest record that the broker still has. */
  readonly logStart: bigint;
  /** The offset that the next record will have. */
  readonly logEnd: bigint;
  /** What the consumer group has committed; null for nothing. */
  readonly committed: bigint | null;
}

/** Where reading of a partition starts, or why it does not until an operator has acknowledged something. */
export type PartitionStart =
  (TopicPartition & { readonly from: bigint }) | (TopicPartition & { readonly held: string });

/** Receives what a consumer reads. */
export interface RecordHandler {
  /**
   * Asked after every assignment, when a topic's id changes, and when the broker skips offsets; always before the records
   * concerned are handed out. What is held is asked for again every few seconds. When it throws, it is asked again.
   */
  startOf(partitions: readonly PartitionFacts[]): Promise<readonly PartitionStart[]>;
  /**
   * Persists a slice. Resolves when everything in it is durable, and only then is `nextOffset` committed. When it throws,
   * the partition pauses and the same offsets are handed out again, in slices of any size.
   */
  handle(slice: RecordSlice): Promise<void>;
}

/** What a consumer is doing, for health checks. Sentences are for an operator. */
export type ConsumerStatus =
  | { readonly state: 'starting' | 'consuming'; readonly since: Date; readonly held: readonly string[] }
  | { readonly state: 'recovering'; readonly since: Date; readonly why: string };

/** Reads a topic as a member of a consumer group, and recovers by itself from every fault of the broker or the network. */
export interface RecordConsumer {
  /** Resolves when the consumer runs; what fails later is retried with back-off. Throws when Kafka cannot be used at all. */
  start(handler: RecordHandler): Promise<void>;
  /** Hands out nothing more, waits for slices in work, commits, leaves the group. Ends within a few seconds in any case. */
  stop(): Promise<void>;
  readonly status: ConsumerStatus;
}

/** One record to send. A header name may repeat; order and bytes are kept. */
export interface RecordToSend {
  readonly topic: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [name: string, value: Buffer])[];
}

/**
 * What became of one record. `record`: Kafka refuses these very bytes (too large), sending them again is pointless.
 * `destination`: its topic or partition does not take records now; `partition` is null when the topic is meant.
 * `unreachable`: no broker answered. Anything but `ok` proves nothing: the record may be there.
 */
export type SendResult =
  | { readonly ok: true; readonly position: RecordPosition }
  | {
      readonly ok: false;
      readonly kind: 'record' | 'destination' | 'unreachable';
      readonly partition: number | null;
      /** Kafka's name of the error, such as `MESSAGE_TOO_LARGE`. */
      readonly code: string;
      readonly error: Error;
    };

/** Sends records to all replicas (acks=all, idempotent), with the partitioner of Java clients (murmur2). */
export interface RecordProducer {
  /** Results in the order of `records`. Never throws; each partition is judged by itself. */
  send(records: readonly RecordToSend[]): Promise<readonly SendResult[]>;
  /** The partition that records with this key go to, as far as is known without asking Kafka. Null while it is not. */
  partitionOf(topic: string, key: Buffer): number | null;
  stop(): Promise<void>;
}
