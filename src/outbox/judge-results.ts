import type { SendResult } from '../platform/kafka/port.js';
import {
  nameOf,
  type OutboxQueue,
  type PartitionOf,
  partitionOfEvent,
  type PendingBatch,
  type PendingEvent,
  type PublishedEvent,
  WITHOUT_KEY,
} from './pending-event.js';

/** Why an event was not acknowledged. */
export type SendFailure = Extract<SendResult, { readonly ok: false }>;

/** A queue that cannot be published now, and its events of the batch. */
export interface SickQueue {
  readonly queue: OutboxQueue;
  readonly events: readonly PendingEvent[];
  readonly kind: 'destination' | 'unreachable';
  readonly failure: SendFailure;
}

/** What sending a batch proved, event by event. */
export interface Judgment {
  readonly published: readonly PublishedEvent[];
  /** Events that Kafka refuses for what they are. */
  readonly refused: readonly { readonly event: PendingEvent; readonly failure: SendFailure }[];
  readonly sick: readonly SickQueue[];
}

/**
 * Judges each event by its own result: what was acknowledged is published, whatever became of the others. A failure is
 * its partition's where Kafka names one, or where other events of the batch were acknowledged; else its queue's.
 */
export function judgeResults(
  { queue, events }: PendingBatch,
  results: readonly SendResult[],
  partitionOf: PartitionOf,
): Judgment {
  const published: PublishedEvent[] = [];
  const refused: { event: PendingEvent; failure: SendFailure }[] = [];
  const sick = new Map<string, SickQueue & { events: PendingEvent[] }>();
  const someAcknowledged = results.some(({ ok }) => ok);

  const queueOfFailure = (event: PendingEvent, failure: SendFailure): OutboxQueue => {
    if (failure.partition === null && !someAcknowledged) return queue;
    const partition =
      event.key === null ? WITHOUT_KEY : (failure.partition ?? partitionOfEvent(event, partitionOf));
    return partition === null ? queue : { topic: event.topic, partition };
  };

  events.forEach((event, i) => {
    const result = results[i];
    if (result === undefined) throw new Error(`The producer gave no result for event ${event.eventId}.`);
    if (result.ok) {
      const { topic, partition, offset } = result.position;
      published.push({ eventId: event.eventId, topic, partition, offset });
    } else if (result.kind === 'record') {
      refused.push({ event, failure: result });
    } else {
      const of = queueOfFailure(event, result);
      const entry = sick.get(nameOf(of)) ?? { queue: of, events: [], kind: result.kind, failure: result };
      entry.events.push(event);
      sick.set(nameOf(of), entry);
    }
  });
  return { published, refused, sick: [...sick.values()] };
}
