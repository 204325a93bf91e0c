import { type Answer, refuse, success } from './answers.js';
import type { Fields, World } from './world.js';

/** What a refused create answers besides the reason. */
export const NOT_CREATED = {
  AppointmentId: 0,
  CustomerId: 0,
  IsPaymentRequired: false,
  IsPaymentRequiredProcessing: false,
  Status: 'Confirmed',
};

/** Reservanto's ways to demand payment, each with its number. */
const PAYMENT_PROCESSES = ['Never', 'System'] as const;

/**
 * `EmsLike/CreateBooking`: checks the wishes as Reservanto does, then books. The same wish twice is two bookings where
 * the capacity allows it: Reservanto knows no idempotency key.
 */
export function createBooking(fields: Fields, world: World): Answer {
  const { lookup, ledger, now, readLagMs, fault } = world;
  const customerId = Number(fields.CustomerId);
  const start = Math.trunc(Number(fields.BookingStart));
  const count = fields.Count === undefined ? 1 : Number(fields.Count);
  const resource = lookup.resource(Number(fields.BookingResourceId));
  const service = lookup.service(Number(fields.BookingServiceId));
  const payment = paymentProcess(fields.PaymentRequiredProcess);
  if (!lookup.hasCustomer(customerId)) return refuse('customer', NOT_CREATED);
  if (resource === undefined) return refuse('resource', NOT_CREATED);
  if (service === undefined) return refuse('service', NOT_CREATED);
  if (!resource.BookingServiceIds.includes(service.Id)) return refuse('offer', NOT_CREATED);
  if (!Number.isInteger(count) || count < 1) return refuse('count', NOT_CREATED);
  if (payment === undefined) return refuse('payment', NOT_CREATED);
  if (!Number.isFinite(start) || start * 1000 <= now) return refuse('past', NOT_CREATED);
  const end = start + service.Duration * 60;
  if (ledger.occupied(resource.Id, start, end) + count > resource.Capacity)
    return refuse('taken', NOT_CREATED);
  const booking = {
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
  };
  const event = ledger.book(booking, fault);
  return success({
    AppointmentId: event.AppointmentId,
    CustomerId: event.CustomerId,
    IsPaymentRequired: resource.payment === true,
    IsPaymentRequiredProcessing: resource.payment === true && payment === 'System',
    Status: event.Status,
  });
}

/** By name or by number; undefined for anything else. */
function paymentProcess(value: unknown): (typeof PAYMENT_PROCESSES)[number] | undefined {
  if (value === undefined) return 'Never';
  return PAYMENT_PROCESSES.find((name, number) => value === name || value === number);
}
