import { type Answer, refuse, success } from './answers.js';
import type { Lookup } from './catalogue.js';
import type { BookedEvent, Ledger } from './ledger.js';

type Fields = Readonly<Record<string, unknown>>;

const DEFAULTS = {
  AppointmentId: 0,
  CustomerId: 0,
  IsPaymentRequired: false,
  IsPaymentRequiredProcessing: false,
  Status: 'Confirmed',
};

/** What time it is, and how long reads lag behind a booking, both in milliseconds. */
export interface Moment {
  readonly now: number;
  readonly readLagMs: number;
}

/**
 * `EmsLike/CreateBooking`: checks the wishes as Reservanto does, then books. The same wish twice is two bookings where
 * the capacity allows it: Reservanto knows no idempotency key.
 */
export function createBooking(
  fields: Fields,
  lookup: Lookup,
  ledger: Ledger,
  { now, readLagMs }: Moment,
): Answer {
  const customerId = Number(fields.CustomerId);
  const start = Number(fields.BookingStart);
  const count = fields.Count === undefined ? 1 : Number(fields.Count);
  const resource = lookup.resource(Number(fields.BookingResourceId));
  const service = lookup.service(Number(fields.BookingServiceId));
  if (!lookup.hasCustomer(customerId)) return refuse('customer', DEFAULTS);
  if (resource === undefined) return refuse('resource', DEFAULTS);
  if (service === undefined) return refuse('service', DEFAULTS);
  if (!resource.BookingServiceIds.includes(service.Id)) return refuse('offer', DEFAULTS);
  if (!Number.isInteger(count) || count < 1) return refuse('count', DEFAULTS);
  if (!Number.isFinite(start) || start * 1000 <= now) return refuse('past', DEFAULTS);
  const end = start + service.Duration * 60;
  if (ledger.occupied(resource.Id, start, end) + count > resource.Capacity) return refuse('taken', DEFAULTS);
  const event = ledger.book({
    CustomerId: customerId,
    SourceId: resource.Id,
    BookingServiceId: service.Id,
    StartDate: start,
    EndDate: end,
    Count: count,
    CustomerNote: typeof fields.CustomerNote === 'string' ? fields.CustomerNote : null,
    Status: resource.answers ?? 'Confirmed',
    bookedAt: now,
    visibleAt: now + readLagMs,
  });
  const enforced = fields.PaymentRequiredProcess === 'System' || fields.PaymentRequiredProcess === 1;
  return success({
    AppointmentId: event.AppointmentId,
    CustomerId: event.CustomerId,
    IsPaymentRequired: resource.payment === true,
    IsPaymentRequiredProcessing: resource.payment === true && enforced,
    Status: event.Status,
  });
}

/** A booking as `Event/*` shows it. */
export function eventModel(event: BookedEvent, lookup: Lookup): Record<string, unknown> {
  const { bookedAt: _bookedAt, visibleAt: _visibleAt, ...fields } = event;
  return {
    ...fields,
    CalendarId: 1,
    CalendarName: 'Kalendář',
    CourseId: null,
    LocationId: 1,
    LocationName: 'Pobočka',
    SegmentName: 'EMS',
    ServiceName: lookup.service(event.BookingServiceId)?.Name ?? null,
    SourceName: lookup.resource(event.SourceId)?.Name ?? null,
    CustomerFullName: `Zákazník ${event.CustomerId}`,
    CustomValues: [],
    IsPaid: false,
    MerchantNote: null,
    NoShowStatus: 0,
    PaidPartOfPrice: 0,
    PaymentMethodFormatted: null,
    Price: 0,
  };
}
