import type { OutboxRecord } from './outbox-record.js';

/** The queue of a topic's events that wait for nothing but their turn. */
export const ANY_PARTITION = -1;
/** The queue of a topic's events without a key, after a partition that was chosen for one could not be written. */
export const WITHOUT_KEY = -2;

/**
 * Pending events that are read and sent in order, independently of all others: those of a topic, or those parked for
 * one partition of it (its number, or {@link WITHOUT_KEY}).
 */
export interface OutboxQueue {
  readonly topic: string;
  readonly partition: number;
}

/** An event that is not known to be published, with the number that orders it. */
export interface PendingEvent extends OutboxRecord {
  readonly id: bigint;
  /** The queue it waits in: {@link ANY_PARTITION}, or where it is parked. */
  readonly parkedPartition: number;
}

/** Events of one queue, in order, that are sent together. */
export interface PendingBatch {
  readonly queue: OutboxQueue;
  readonly events: readonly PendingEvent[];
}

/** An event that Kafka has on all replicas, and where. */
export interface PublishedEvent {
  readonly eventId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** The partition that a key's records go to, as far as it is known. Null while it is not. */
export type PartitionOf = (topic: string, key: Buffer) => number | null;

/** A name that tells queues apart. */
export const nameOf = ({ topic, partition }: OutboxQueue): string => `${topic}/${partition}`;

/** Whether a queue holds events parked for one partition. */
export const isParked = ({ partition }: OutboxQueue): boolean => partition !== ANY_PARTITION;

/** The partition that an event waits for when it cannot be written. Null while that is not known. */
export function partitionOfEvent(event: PendingEvent, partitionOf: PartitionOf): number | null {
  return event.key === null ? WITHOUT_KEY : partitionOf(event.topic, Buffer.from(event.key, 'base64'));
}
