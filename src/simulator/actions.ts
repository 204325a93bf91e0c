import { type Answer, refuse, success } from './answers.js';
import type { Lookup } from './catalogue.js';
import { createBooking, eventModel, type Moment } from './create-booking.js';
import type { Ledger } from './ledger.js';

type Fields = Readonly<Record<string, unknown>>;

/** What an action works on. */
export interface World {
  readonly lookup: Lookup;
  readonly ledger: Ledger;
  readonly moment: Moment;
}

/** One operation of the API: the right it needs (null for none), and what it does. */
export interface Action {
  readonly right: string | null;
  readonly run: (fields: Fields, world: World) => Answer;
}

const within = (start: number, fields: Fields) =>
  start >= Number(fields.StartDate) && start < Number(fields.EndDate);

/** The operations by path below `/v1/`, all but the one that gives tokens. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  'Test/Echo': { right: null, run: ({ Text }) => success({ Ok: true, ReceivedText: Text ?? null }) },
  'EmsLike/CreateBooking': {
    right: 'Booking_w',
    run: (fields, { lookup, ledger, moment }) => createBooking(fields, lookup, ledger, moment),
  },
  'Booking/Cancel': {
    right: 'Booking_w',
    run: ({ AppointmentId, CustomerId }, { ledger, moment }) => {
      const event = ledger.cancel(Number(AppointmentId), Number(CustomerId), moment.now);
      const defaults = { AppointmentId: 0, CustomerId: 0, Status: 'Canceled' };
      if (event === undefined) return refuse('appointment', defaults);
      return success({
        AppointmentId: event.AppointmentId,
        CustomerId: event.CustomerId,
        Status: event.Status,
      });
    },
  },
  'Booking/GetActivities': {
    right: 'Booking_w',
    run: ({ ModifiedAfter }, { ledger }) =>
      success({
        Activities: ledger.lines
          .filter((line) => line.what === 'canceled' && line.at / 1000 >= Number(ModifiedAfter ?? 0))
          .map(({ at, event }) => ({
            AppointmentId: event.AppointmentId,
            CustomerId: event.CustomerId,
            Change: 'Canceled',
            OccuredAt: Math.floor(at / 1000),
          })),
      }),
  },
  'Event/GetListByCustomer': {
    right: 'Event_r',
    run: (fields, { lookup, ledger, moment }) =>
      success({
        Events: ledger
          .ofCustomer(Number(fields.CustomerId))
          .filter((e) => within(e.StartDate, fields) && e.visibleAt <= moment.now)
          .map((e) => eventModel(e, lookup)),
      }),
  },
  'Event/GetList': {
    right: 'Event_r',
    run: (fields, { lookup, ledger, moment }) =>
      success({
        Events: ledger
          .all()
          .filter((e) => within(e.StartDate, fields) && e.visibleAt <= moment.now)
          .map((e) => eventModel(e, lookup)),
      }),
  },
  'Event/Get': {
    right: 'Event_r',
    run: ({ AppointmentId, CustomerId }, { lookup, ledger, moment }) => {
      const event = ledger.find(Number(AppointmentId), Number(CustomerId));
      const isSeen = event !== undefined && event.visibleAt <= moment.now;
      return isSeen
        ? success({ Result: eventModel(event, lookup) })
        : refuse('appointment', { Result: null });
    },
  },
  'BookingResource/GetAvailability': {
    right: 'FreeSpace_r',
    run: ({ BookingResourceIds, From, To }, { lookup, ledger }) => {
      const known = (Array.isArray(BookingResourceIds) ? BookingResourceIds : []).flatMap(
        (id) => lookup.resource(Number(id)) ?? [],
      );
      return success({
        Values: Object.fromEntries(
          known.map((r) => [String(r.Id), ledger.occupied(r.Id, Number(From), Number(To)) < r.Capacity]),
        ),
      });
    },
  },
  'BookingResource/GetList': {
    right: 'BookingResource_r',
    run: (_fields, { lookup }) =>
      success({
        Items: lookup.catalogue.resources.map(({ answers: _answers, payment: _payment, ...resource }) => ({
          ...resource,
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
        })),
      }),
  },
  'BookingService/GetList': {
    right: 'BookingService_r',
    run: (_fields, { lookup }) =>
      success({
        BookingServices: lookup.catalogue.services.map((service) => ({
          ...service,
          SegmentId: 1,
          SegmentName: 'EMS',
          BookingResourceIds: lookup.catalogue.resources
            .filter((r) => r.BookingServiceIds.includes(service.Id))
            .map((r) => r.Id),
          CategoryId: null,
          CategoryName: null,
          AvailablePriceLevels: [],
          Description: null,
          Price: null,
          State: 'Public',
          VatRateNullable: null,
        })),
      }),
  },
  'Customer/Get': {
    right: 'Customer_r',
    run: ({ CustomerId }, { lookup }) => {
      const id = Number(CustomerId);
      if (!lookup.hasCustomer(id)) return refuse('customer', { Customer: null });
      return success({
        Customer: {
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
        },
      });
    },
  },
};
