import { type Answer, refuse, success } from './answers.js';
import type { Fields, World } from './world.js';

/** What a refused change or cancellation answers besides the reason. */
export const NO_STATUS = { AppointmentId: 0, CustomerId: 0, Status: 'Canceled' };

/**
 * `EmsLike/UpdateBooking`: moves a booking to another start, resource or service, or rewrites its note. What is absent
 * or null stays as it is. Reservanto spells the service `ServiceId` here.
 */
export function updateBooking(fields: Fields, { lookup, ledger, now, fault }: World): Answer {
  const { AppointmentId, CustomerId, BookingResourceId, ServiceId, BookingStart, CustomerNote } = fields;
  const held = ledger.find(Number(AppointmentId), Number(CustomerId));
  if (held === undefined) return refuse('appointment', NO_STATUS);
  const resource = lookup.resource(Number(BookingResourceId ?? held.SourceId));
  if (resource === undefined) return refuse('resource', NO_STATUS);
  const service = lookup.service(Number(ServiceId ?? held.BookingServiceId));
  if (service === undefined) return refuse('service', NO_STATUS);
  if (!resource.BookingServiceIds.includes(service.Id)) return refuse('offer', NO_STATUS);
  const StartDate = Math.trunc(Number(BookingStart ?? held.StartDate));
  if (!Number.isFinite(StartDate) || StartDate * 1000 <= now) return refuse('past', NO_STATUS);
  const change = {
    SourceId: resource.Id,
    BookingServiceId: service.Id,
    StartDate,
    EndDate: StartDate + service.Duration * 60,
    CustomerNote: typeof CustomerNote === 'string' ? CustomerNote : held.CustomerNote,
  };
  const event = ledger.change(held.AppointmentId, held.CustomerId, change, now, fault);
  if (event === undefined) return refuse('appointment', NO_STATUS);
  return success({ AppointmentId: event.AppointmentId, CustomerId: event.CustomerId, Status: event.Status });
}
