import type { EventContext, OutgoingEvent } from '../outbox/outgoing-event.js';
import type { Booking, Confirmation } from './confirmation.js';
import type { Failure } from './failure.js';
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

/** What of a request its outcome event repeats: everything but the note, which is the customer's own text. */
export function publicRequestOf(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { CustomerNote: _note, ...rest } = data;
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

/** The event that tells about a record which never became a request. `origin` names it, and nothing of it is repeated. */
export function rejectionEventOf(
  origin: { readonly identity: RequestIdentity; readonly position: string; readonly context: EventContext },
  failure: Failure,
  at: Date,
): OutgoingEvent {
  const { kind: _kind, ...answer } = failed(failure);
  const time = at.toISOString();
  return {
    id: outcomeEventIdOf(origin.identity),
    type: 'booking.failed',
    time,
    subject: origin.position,
    causationId: origin.position,
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
