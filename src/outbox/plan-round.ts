import type { PendingRead } from './outbox.store.js';
import {
  isParked,
  nameOf,
  type OutboxQueue,
  type PartitionOf,
  partitionOfEvent,
  type PendingBatch,
  type PendingEvent,
} from './pending-event.js';
import type { QueueHealth } from './queue-health.js';

/** Events to park for one partition of their topic. */
export interface Parking {
  readonly partition: number;
  readonly events: readonly PendingEvent[];
}

/** What to do with the events that were read. */
export interface RoundPlan {
  readonly batches: readonly PendingBatch[];
  readonly parkings: readonly Parking[];
  /** Queues whose partitions can be written again, and of which so little is left that it goes back to its topic's. */
  readonly released: readonly OutboxQueue[];
}

/**
 * Decides what is sent. An event whose partition has a queue of its own goes to the end of that queue, so that a key
 * keeps its order and a partition that cannot be written delays only its own events.
 */
export function planRound(
  { queues, batches }: PendingRead,
  health: Pick<QueueHealth, 'isSick' | 'allowance'>,
  partitionOf: PartitionOf,
): RoundPlan {
  const parked = new Set(queues.filter(isParked).map(nameOf));
  const parkings = new Map<string, { partition: number; events: PendingEvent[] }>();
  const withParked = new Set(queues.filter(isParked).map(({ topic }) => topic));
  const takesItsTurn = (event: PendingEvent): boolean => {
    const partition = partitionOfEvent(event, partitionOf);
    // It may belong behind what is parked; probing that tells the partitions.
    if (partition === null) return !withParked.has(event.topic);
    const queue = { topic: event.topic, partition };
    const name = nameOf(queue);
    if (!parked.has(name) && !health.isSick(queue)) return true;
    const parking = parkings.get(name) ?? { partition, events: [] };
    parking.events.push(event);
    parkings.set(name, parking);
    return false;
  };

  const toSend: PendingBatch[] = [];
  const released: OutboxQueue[] = [];
  for (const { queue, events, isWhole } of batches) {
    if (!isParked(queue)) toSend.push({ queue, events: events.filter(takesItsTurn) });
    else if (isWhole && health.allowance(queue) === 'all') released.push(queue);
    else toSend.push({ queue, events });
  }
  return {
    batches: toSend.filter(({ events }) => events.length > 0),
    parkings: [...parkings.values()],
    released,
  };
}
