import type { Lookup, Resource, Service } from './catalogue.js';
import type { BookedEvent } from './ledger.js';

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

/** A resource as `BookingResource/GetList` shows it. */
export function resourceModel(resource: Resource): Record<string, unknown> {
  const { answers: _answers, payment: _payment, ...fields } = resource;
  return {
    ...fields,
    LocationId: 1,
    SegmentIds: [1],
    TagIds: [],
    AvailableFrom: null,
    AvailableTo: null,
    Description: null,
    Email: null,
    HasCustomImage: false,
    ImageUrl: null,
    MinTimeUnit: 30,
    Phone: null,
    State: 'Public',
  };
}

/** A service as `BookingService/GetList` shows it. */
export function serviceModel(service: Service, { catalogue }: Lookup): Record<string, unknown> {
  return {
    ...service,
    SegmentId: 1,
    SegmentName: 'EMS',
    BookingResourceIds: catalogue.resources
      .filter((r) => r.BookingServiceIds.includes(service.Id))
      .map((r) => r.Id),
    CategoryId: null,
    CategoryName: null,
    AvailablePriceLevels: [],
    Description: null,
    Price: null,
    State: 'Public',
    VatRateNullable: null,
  };
}

/** A customer as `Customer/Get` shows it. */
export function customerModel(id: number): Record<string, unknown> {
  return {
    Id: id,
    Name: `Zákazník ${id}`,
    Email: null,
    Phone: null,
    CreatedAt: 0,
    Deleted: false,
    PriceLevelId: null,
    TagIds: [],
    VisibleByResourceIds: [],
    CustomValues: [],
    Tags: [],
  };
}
