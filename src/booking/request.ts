import type { EventContext } from '../outbox/outgoing-event.js';

/** Reservanto logins are accounts; this release has one. */
export const ACCOUNT = 'default';

/** What identifies a request for ever: the CloudEvents `source` and `id` of its event, within an account. */
export interface RequestIdentity {
  readonly account: string;
  readonly source: string;
  readonly eventId: string;
}

/** Columns of `booking_requests` that make a {@link BookingRequest}. */
export interface RequestRow {
  readonly id: bigint;
  readonly source: string;
  readonly event_id: string;
  readonly reference: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly context: EventContext;
  readonly attempts: number;
  readonly received_at: Date;
  readonly deadline_at: Date;
}

/** The request of a row. */
export function requestOf(row: RequestRow): BookingRequest {
  const { id, source, event_id, reference, data, context, attempts, received_at, deadline_at } = row;
  return {
    id,
    account: ACCOUNT,
    source,
    eventId: event_id,
    reference,
    data,
    context,
    attempts,
    receivedAt: received_at,
    deadlineAt: deadline_at,
  };
}

/** A stored request, as far as deciding about it needs it. `data` has the documented properties of the event as they were given. */
export interface BookingRequest extends RequestIdentity {
  readonly id: bigint;
  readonly reference: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly context: EventContext;
  /** Attempts so far. */
  readonly attempts: number;
  readonly receivedAt: Date;
  readonly deadlineAt: Date;
}
