import type { AuthorisedCall } from './authorised-calls.js';
import { APPOINTMENT_STATUSES, type AppointmentStatus, fieldsOf } from './read-answer.js';

/** A booking as `Event/*` shows it. `StartDate` in Unix seconds. */
export interface HeldBooking {
  readonly AppointmentId: number;
  readonly CustomerId: number;
  /** The resource. */
  readonly SourceId: number;
  readonly BookingServiceId: number | null;
  readonly StartDate: number;
  readonly Count: number;
  readonly CustomerNote: string | null;
  readonly Status: AppointmentStatus;
}

/** Why something could not be read. */
export type ReadFailure =
  | 'unreachable'
  | 'throttled'
  | 'unauthorized'
  | 'forbidden'
  | 'misconfigured'
  | 'server-error'
  | 'timeout'
  | 'connection-lost'
  | 'unreadable-answer';

/** What was read, or why nothing was. Only an answer that was understood completely is a reading. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly because: ReadFailure; readonly retryAfterMs: number | null };

/** Reservanto's numbers of bookings are int32, and so are the columns that keep them. */
const INT32_MAX = 2_147_483_647;

/** Thrown inside {@link readingOf} by a reader that does not understand the answer. */
class NotUnderstood extends Error {}

/** Reads the answer of a call with `read`, which throws on what it does not understand. Total: never throws itself. */
export function readingOf<Value>(call: AuthorisedCall, read: (json: unknown) => Value): Reading<Value> {
  const failed = (because: ReadFailure, retryAfterMs: number | null = null): Reading<Value> => ({
    ok: false,
    because,
    retryAfterMs,
  });
  if (call.kind === 'withheld') return failed('unreachable');
  if (call.kind === 'no-token') return failed(call.because, call.retryAfterMs);
  const { exchange } = call;
  if (exchange.kind === 'not-sent') return failed('unreachable');
  if (exchange.kind === 'interrupted') return failed(exchange.reason);
  const { status, retryAfterMs, body } = exchange;
  if (status === 200 && 'json' in body) {
    try {
      return { ok: true, value: read(body.json) };
    } catch {
      return failed('unreadable-answer');
    }
  }
  if (status === 401) return failed('unauthorized');
  if (status === 403) return failed('forbidden');
  if (status === 429 || (status === 503 && retryAfterMs !== null)) return failed('throttled', retryAfterMs);
  if (status >= 500 || status === 408) return failed('server-error');
  return failed(status === 200 ? 'unreadable-answer' : 'misconfigured');
}

/** The bookings of a list answer. Throws unless every one of them is understood and the customer's own. */
export function bookingsIn(json: unknown, customerId: number): HeldBooking[] {
  const { IsError, Events } = fieldsOf(json);
  if (IsError !== false || !Array.isArray(Events)) throw new NotUnderstood();
  return Events.map((event) => heldBookingIn(event, customerId));
}

/** One booking. Throws unless all of it is understood and the customer's own. */
export function heldBookingIn(json: unknown, customerId: number): HeldBooking {
  const { AppointmentId, CustomerId, SourceId, BookingServiceId, StartDate, Count, CustomerNote, Status } =
    fieldsOf(json);
  const status = APPOINTMENT_STATUSES.find((s) => s === Status);
  if (status === undefined || CustomerId !== customerId) throw new NotUnderstood();
  if (CustomerNote !== null && CustomerNote !== undefined && typeof CustomerNote !== 'string')
    throw new NotUnderstood();
  return {
    AppointmentId: appointmentId(AppointmentId),
    CustomerId: customerId,
    SourceId: wholeNumber(SourceId),
    BookingServiceId:
      BookingServiceId === null || BookingServiceId === undefined ? null : wholeNumber(BookingServiceId),
    StartDate: wholeNumber(StartDate),
    Count: wholeNumber(Count),
    CustomerNote: CustomerNote ?? null,
    Status: status,
  };
}

function appointmentId(value: unknown): number {
  const id = wholeNumber(value);
  if (id < 1 || id > INT32_MAX) throw new NotUnderstood();
  return id;
}

function wholeNumber(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new NotUnderstood();
  return value;
}
