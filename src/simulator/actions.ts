import { type Answer, refuse, success } from './answers.js';
import { createBooking, NOT_CREATED } from './create-booking.js';
import type { BookedEvent } from './ledger.js';
import { NO_STATUS, updateBooking } from './update-booking.js';
import { customerModel, eventModel, resourceModel, serviceModel } from './models.js';
import type { Fields, World } from './world.js';

/** One operation of the API. */
export interface Action {
  /** Needs no short-time token. */
  readonly open?: true;
  /** The right it needs; null for none. */
  readonly right: string | null;
  /** What it answers besides the reason when it refuses. */
  readonly defaults: Fields;
  readonly run: (fields: Fields, world: World) => Answer;
}

const isSeen = (event: BookedEvent, world: World) => event.visibleAt <= world.readsAsOf;

/** Start inclusive, end exclusive, both held against the start of a booking. */
function listed(events: readonly BookedEvent[], fields: Fields, world: World): Answer {
  const [from, to] = [Number(fields.StartDate), Number(fields.EndDate)];
  const isActive = ({ Status }: BookedEvent) => Status !== 'Canceled' && Status !== 'Rejected';
  const found = events.filter(
    (e) =>
      e.StartDate >= from && e.StartDate < to && isSeen(e, world) && (!world.hidesCancelled || isActive(e)),
  );
  return success({ Events: found.map((e) => eventModel(e, world.lookup)) });
}

/** The operations by path below `/v1/`. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  'Authorize/GetShortTimeToken': {
    open: true,
    right: null,
    defaults: { ShortTimeToken: null },
    run: ({ LongTimeToken }, { issueToken }) => {
      const token = issueToken(LongTimeToken);
      return token === null
        ? refuse('longTimeToken', { ShortTimeToken: null })
        : success({ ShortTimeToken: token });
    },
  },
  'Test/Echo': {
    right: null,
    defaults: { Ok: false, ReceivedText: null },
    run: ({ Text }) => success({ Ok: true, ReceivedText: typeof Text === 'string' ? Text : null }),
  },
  'EmsLike/CreateBooking': { right: 'Booking_w', defaults: NOT_CREATED, run: createBooking },
  'EmsLike/UpdateBooking': { right: 'Booking_w', defaults: NO_STATUS, run: updateBooking },
  'Booking/Cancel': {
    right: 'Booking_w',
    defaults: NO_STATUS,
    run: ({ AppointmentId, CustomerId }, { ledger, now, fault }) => {
      const event = ledger.cancel(Number(AppointmentId), Number(CustomerId), now, fault);
      if (event === undefined) return refuse('appointment', NO_STATUS);
      const { Status } = event;
      return success({ AppointmentId: event.AppointmentId, CustomerId: event.CustomerId, Status });
    },
  },
  'Booking/GetActivities': {
    right: 'Booking_w',
    defaults: { Activities: null },
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
    defaults: { Events: null },
    run: (fields, world) => listed(world.ledger.ofCustomer(Number(fields.CustomerId)), fields, world),
  },
  'Event/GetList': {
    right: 'Event_r',
    defaults: { Events: null },
    run: (fields, world) => listed(world.ledger.all(), fields, world),
  },
  'Event/Get': {
    right: 'Event_r',
    defaults: { Result: null },
    run: ({ AppointmentId, CustomerId }, world) => {
      const event = world.ledger.find(Number(AppointmentId), Number(CustomerId));
      return event !== undefined && isSeen(event, world)
        ? success({ Result: eventModel(event, world.lookup) })
        : refuse('appointment', { Result: null });
    },
  },
  'BookingResource/GetAvailability': {
    right: 'FreeSpace_r',
    defaults: { Values: null },
    run: ({ BookingResourceIds, From, To }, { lookup, ledger }) => {
      const ids: unknown[] = Array.isArray(BookingResourceIds) ? BookingResourceIds : [];
      const known = ids.flatMap((id) => lookup.resource(Number(id)) ?? []);
      const isFree = ({ Id, Capacity }: (typeof known)[number]) =>
        ledger.occupied(Id, Number(From), Number(To)) < Capacity;
      return success({ Values: Object.fromEntries(known.map((r) => [String(r.Id), isFree(r)])) });
    },
  },
  'BookingResource/GetList': {
    right: 'BookingResource_r',
    defaults: { Items: null },
    run: (_fields, { lookup }) => success({ Items: lookup.catalogue.resources.map(resourceModel) }),
  },
  'BookingService/GetList': {
    right: 'BookingService_r',
    defaults: { BookingServices: null },
    run: (_fields, { lookup }) =>
      success({ BookingServices: lookup.catalogue.services.map((s) => serviceModel(s, lookup)) }),
  },
  'Customer/Get': {
    right: 'Customer_r',
    defaults: { Customer: null },
    run: ({ CustomerId }, { lookup }) => {
      const id = Number(CustomerId);
      return lookup.hasCustomer(id)
        ? success({ Customer: customerModel(id) })
        : refuse('customer', { Customer: null });
    },
  },
};
