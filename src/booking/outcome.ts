import type { EventContext, OutgoingEvent } from '../outbox/outgoing-event.js';
import type { Booking, Confirmation } from './confirmation.js';
import type { Failure } from './failure.js';
import { documentedOf } from './request-properties.js';
import { type Notifications, notificationsOfCreated, notificationsOfFailed } from './notifications.js';
import { outcomeEventIdOf } from './reference.js';
import type { BookingRequest, RequestIdentity } from './request.js';

/** Who brought a request to its end. */
export type SettledBy = 'intake' | 'deadline' | 'response' | 'reconciliation' | 'operator';

/** The booking exists. */
export interface Created {
  readonly kind: 'created';
  readonly booking: Booking;
  readonly confirmation: Confirmation;
  readonly notifications: Notifications;
}

/** There is no booking, or (`failure.bookingMayExist`) nobody could find out. */
export interface Failed {
  readonly kind: 'failed';
  readonly failure: Failure;
  readonly notifications: Notifications;
}

/** The one final answer of a request. */
export type Outcome = Created | Failed;

/** The outcome of a booking that Reservanto holds. */
export function created(booking: Booking, confirmation: Confirmation, reservantoNotifies: boolean): Created {
  const notifications = notificationsOfCreated(booking, confirmation, reservantoNotifies);
  return { kind: 'created', booking, confirmation, notifications };
}

/** The outcome of a request that failed. */
export function failed(failure: Failure): Failed {
  return { kind: 'failed', failure, notifications: notificationsOfFailed(failure) };
}

/**
 * What of a request its outcome event repeats: the documented properties, but never the note, which is the customer's own
 * text, and nothing that the contract does not know, which may be anybody's.
 */
export function publicRequestOf(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { CustomerNote: _note, ...rest } = documentedOf(data);
  return rest;
}

/** The event that tells the world about an outcome. The same request and outcome always give the same event. */
export function outcomeEventOf(
  request: Omit<BookingRequest, 'id' | 'deadlineAt'>,
  outcome: Outcome,
  settled: { readonly by: SettledBy; readonly at: Date },
): OutgoingEvent {
  const { kind, ...answer } = outcome;
  const settledAt = settled.at.toISOString();
  return {
    id: outcomeEventIdOf(request),
    type: `booking.${kind}`,
    time: settledAt,
    subject: request.reference,
    causationId: request.eventId,
    causationSource: request.source,
    claimed: null,
    context: request.context,
    data: {
      reference: request.reference,
      request: publicRequestOf(request.data),
      ...answer,
      attempts: request.attempts,
      receivedAt: request.receivedAt.toISOString(),
      settledAt,
      settledBy: settled.by,
    },
  };
}

/** A record that never became a request. */
export interface RejectedRecord {
  /** Makes the id of the event: no other record has it. */
  readonly identity: RequestIdentity;
  readonly position: string;
  /** Whose record it is: the event that it was meant to be, or the position and topic where that cannot be told. */
  readonly cause: { readonly id: string; readonly source: string };
  /** The identity that the record claims and another request has. */
  readonly claimed: { readonly id: string; readonly source: string } | null;
  readonly context: EventContext;
}

/** The event that tells about a record which never became a request. `origin` names it, and nothing of it is repeated. */
export function rejectionEventOf(origin: RejectedRecord, failure: Failure, at: Date): OutgoingEvent {
  const { kind: _kind, ...answer } = failed(failure);
  const time = at.toISOString();
  return {
    id: outcomeEventIdOf(origin.identity),
    type: 'booking.failed',
    time,
    subject: origin.position,
    causationId: origin.cause.id,
    causationSource: origin.cause.source,
    claimed: origin.claimed,
    context: origin.context,
    data: {
      reference: null,
      request: null,
      ...answer,
      attempts: 0,
      receivedAt: time,
      settledAt: time,
      settledBy: 'intake',
    },
  };
}
