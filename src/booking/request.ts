import type { EventContext } from '../outbox/outgoing-event.js';

/** Reservanto logins are accounts; this release has one. */
export const ACCOUNT = 'default';

/** What identifies a request for ever: the CloudEvents `source` and `id` of its event, within an account. */
export interface RequestIdentity {
  readonly account: string;
  readonly source: string;
  readonly eventId: string;
}

/** A stored request, as far as deciding about it needs it. `data` is the event's data as it was received. */
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
