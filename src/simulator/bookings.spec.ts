import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ReservantoCaller } from '../../test/support/reservanto-caller.js';
import type { BookedEvent } from './ledger.js';
import { Occupancy } from './occupancy.js';
import { Simulator, type SimulatorOptions } from './simulator.js';

const HALF_HOUR = 1_800;
const NOW = 1_769_000_000;
const START = NOW + 86_400;
const SINGLE = 19565;
const wish = { BookingResourceId: 19564, BookingServiceId: 112325, CustomerId: 965123, BookingStart: START };

let now: number;
let simulator: Simulator;
let reservanto: ReservantoCaller;

const start = async (options: SimulatorOptions = {}) => {
  now = NOW * 1_000;
  simulator = await Simulator.start({ ...options, clock: () => now });
  reservanto = new ReservantoCaller(simulator);
};
beforeEach(() => start());
afterEach(() => simulator.stop());

const restart = async (options: SimulatorOptions) => {
  await simulator.stop();
  await start(options);
};
const create = async (fields: object = {}) =>
  (await reservanto.call('EmsLike/CreateBooking', { ...wish, ...fields })).json;
const cancel = async (fields: object) => (await reservanto.call('Booking/Cancel', { ...fields })).json;
const refusal = async (fields: object) => (await create(fields)).ErrorParameter;
const events = async (action: string, fields: object = {}) => {
  const period = { CustomerId: 965123, StartDate: START, EndDate: START + 1 };
  const { json } = await reservanto.call(action, { ...period, ...fields });
  return (json.Events as BookedEvent[]).map(({ AppointmentId }) => AppointmentId);
};

describe('a create', () => {
  it('books what was asked, and the ledger says what, when and for which note', async () => {
    const { AppointmentId } = await create({ Count: 2, CustomerNote: 'Poznámka' });
    const booked = { SourceId: 19564, StartDate: START, EndDate: START + HALF_HOUR, Count: 2 };
    expect(simulator.ledger.lines).toMatchObject([
      {
        sequence: 1,
        what: 'booked',
        at: now,
        note: 'Poznámka',
        fault: null,
        event: { AppointmentId, ...booked },
      },
    ]);
  });

  it.each<[string, unknown, object]>([
    ['an unknown customer', 'CustomerId', { CustomerId: 1 }],
    ['an unknown resource', 'BookingResourceId', { BookingResourceId: 1 }],
    ['an unknown service', 'BookingServiceId', { BookingServiceId: 1 }],
    ['a service that the resource does not offer', 'BookingServiceId', { BookingServiceId: 112326 }],
    ['no persons', 'Count', { Count: 0 }],
    ['half a person', 'Count', { Count: 1.5 }],
    ['a start that has come', 'BookingStart', { BookingStart: NOW }],
    ['a start that is no number', 'BookingStart', { BookingStart: 'tomorrow' }],
    ['no start', 'BookingStart', { BookingStart: undefined }],
    ['more persons than there are places', 'BookingStart', { Count: 5 }],
    ['a payment process by an unknown name', 'PaymentRequiredProcess', { PaymentRequiredProcess: 'never' }],
    ['a payment process by an unknown number', 'PaymentRequiredProcess', { PaymentRequiredProcess: 2 }],
  ])('with %s is refused, naming %s, and books nothing', async (_what, parameter, fields) => {
    expect(await create(fields)).toMatchObject({
      IsError: true,
      ErrorParameter: parameter,
      AppointmentId: 0,
    });
    expect(simulator.ledger.lines).toEqual([]);
  });

  it.each([
    ['Never', false],
    [0, false],
    [undefined, false],
    ['System', true],
    [1, true],
  ])('with payment process %s at a paid resource enforces payment: %s', async (process, isEnforced) => {
    const answer = await create({ BookingResourceId: 19567, PaymentRequiredProcess: process });
    expect(answer).toMatchObject({ IsPaymentRequired: true, IsPaymentRequiredProcessing: isEnforced });
  });

  it('takes a time with a fraction, and one person where no count is given', async () => {
    await create({ BookingStart: START + 0.5 });
    expect(simulator.ledger.lines[0]?.event).toMatchObject({ StartDate: START, Count: 1 });
  });

  it.each([
    [19566, 'ConfirmationRequested'],
    [19568, 'AlternateSubscribed'],
    [19569, 'Rejected'],
  ])('at resource %i answers %s', async (BookingResourceId, Status) => {
    expect(await create({ BookingResourceId })).toMatchObject({ IsError: false, Status });
  });

  it('twice with the same wish is two bookings', async () => {
    const [first, second] = [await create(), await create()];
    expect(second.AppointmentId).not.toBe(first.AppointmentId);
    expect(simulator.ledger.lines).toHaveLength(2);
  });
});

describe('capacity', () => {
  it('is shared by bookings that overlap, each with its count', async () => {
    await create({ Count: 3 });
    expect(await refusal({ Count: 2, BookingStart: START + HALF_HOUR - 1 })).toBe('BookingStart');
    expect(await refusal({ Count: 1, BookingStart: START + HALF_HOUR - 1 })).toBeNull();
  });

  it('is free again for what only touches', async () => {
    await create({ BookingResourceId: SINGLE });
    expect(await refusal({ BookingResourceId: SINGLE, BookingStart: START + HALF_HOUR })).toBeNull();
    expect(await refusal({ BookingResourceId: SINGLE, BookingStart: START - HALF_HOUR })).toBeNull();
  });

  it('is free again after a cancel, and not taken by what was rejected', async () => {
    const { AppointmentId } = await create({ BookingResourceId: SINGLE });
    expect(await refusal({ BookingResourceId: SINGLE })).toBe('BookingStart');
    await cancel({ AppointmentId, CustomerId: 965123 });
    expect(await refusal({ BookingResourceId: SINGLE })).toBeNull();
    for (let n = 0; n < 5; n += 1) expect(await refusal({ BookingResourceId: 19569 })).toBeNull();
  });

  it('of one resource is not that of another', () => {
    const time = fc.integer({ min: 0, max: 20 });
    const slot = fc.record({
      resource: fc.constantFrom(1, 2),
      start: time,
      length: fc.integer({ min: 1, max: 9 }),
    });
    const booking = fc.record({ slot, places: fc.integer({ min: 1, max: 5 }), isCanceled: fc.boolean() });
    fc.assert(
      fc.property(fc.array(booking), slot, (bookings, asked) => {
        const occupancy = new Occupancy();
        for (const { slot: s, places } of bookings)
          occupancy.take(s.resource, s.start, s.start + s.length, places);
        const gone = bookings.filter(({ isCanceled }) => isCanceled);
        for (const { slot: s, places } of gone)
          occupancy.take(s.resource, s.start, s.start + s.length, -places);
        const end = asked.start + asked.length;
        const overlapping = bookings.filter(
          ({ slot: s, isCanceled }) =>
            !isCanceled && s.resource === asked.resource && s.start < end && s.start + s.length > asked.start,
        );
        const expected = overlapping.reduce((sum, { places }) => sum + places, 0);
        expect(occupancy.taken(asked.resource, asked.start, end)).toBe(expected);
      }),
    );
  });
});

describe('Booking/Cancel', () => {
  it('cancels once, for the customer of the booking only', async () => {
    const { AppointmentId } = await create();
    const pair = { AppointmentId, CustomerId: 965123 };
    expect(await cancel({ ...pair, CustomerId: 965124 })).toMatchObject({ IsError: true });
    expect(await cancel(pair)).toMatchObject({ ...pair, IsError: false, Status: 'Canceled' });
    expect(await cancel(pair)).toMatchObject({ IsError: true, ErrorParameter: 'AppointmentId' });
    expect(simulator.ledger.lines.map(({ what, event }) => [what, event.Status])).toEqual([
      ['booked', 'Confirmed'],
      ['canceled', 'Canceled'],
    ]);
  });
});

describe('EmsLike/UpdateBooking', () => {
  it('moves a booking: its old place is free, its new one taken, and what is not named stays', async () => {
    const { AppointmentId } = await create({ BookingResourceId: SINGLE, CustomerNote: 'Poznámka' });
    const pair = { AppointmentId, CustomerId: 965123 };
    const moved = START + 86_400;
    const { json } = await reservanto.call('EmsLike/UpdateBooking', { ...pair, BookingStart: moved });
    expect(json).toMatchObject({ ...pair, IsError: false, Status: 'Confirmed' });
    expect(simulator.ledger.find(Number(AppointmentId), 965123)).toMatchObject({
      SourceId: SINGLE,
      StartDate: moved,
      CustomerNote: 'Poznámka',
    });
    expect(await refusal({ BookingResourceId: SINGLE, BookingStart: moved })).toBe('BookingStart');
    expect(await refusal({ BookingResourceId: SINGLE })).toBeNull();
  });

  it('refuses what is not there, not offered, past or cancelled, and changes nothing', async () => {
    const { AppointmentId } = await create();
    const pair = { AppointmentId, CustomerId: 965123 };
    const refused = async (fields: object) =>
      (await reservanto.call('EmsLike/UpdateBooking', { ...pair, ...fields })).json.ErrorParameter;
    expect(await refused({ CustomerId: 965124 })).toBe('AppointmentId');
    expect(await refused({ BookingResourceId: 1 })).toBe('BookingResourceId');
    expect(await refused({ ServiceId: 112326 })).toBe('BookingServiceId');
    expect(await refused({ BookingStart: NOW })).toBe('BookingStart');
    await cancel(pair);
    expect(await refused({ BookingStart: START + 60 })).toBe('AppointmentId');
    expect(simulator.ledger.lines.map(({ what }) => what)).toEqual(['booked', 'canceled']);
  });
});

describe('Booking/GetActivities', () => {
  it('tells what was cancelled since, and nothing of creates', async () => {
    const made = [await create(), await create()].map(({ AppointmentId }) => AppointmentId);
    await cancel({ AppointmentId: made[0], CustomerId: 965123 });
    now += 10_000;
    await cancel({ AppointmentId: made[1], CustomerId: 965123 });
    const activities = async (ModifiedAfter: number | null) =>
      (await reservanto.call('Booking/GetActivities', { ModifiedAfter })).json.Activities;
    const entry = (index: number, OccuredAt: number) => ({
      AppointmentId: made[index],
      CustomerId: 965123,
      Change: 'Canceled',
      OccuredAt,
    });
    expect(await activities(null)).toEqual([entry(0, NOW), entry(1, NOW + 10)]);
    expect(await activities(NOW + 10)).toEqual([entry(1, NOW + 10)]);
    expect(await activities(NOW + 11)).toEqual([]);
  });
});

describe('BookingResource/GetAvailability', () => {
  it('tells of each known resource whether a place is free in the time', async () => {
    await create({ BookingResourceId: SINGLE });
    await create();
    const values = async (From: number, To: number) =>
      (
        await reservanto.call('BookingResource/GetAvailability', {
          BookingResourceIds: [19564, SINGLE, 1],
          From,
          To,
        })
      ).json.Values;
    expect(await values(START, START + 1)).toEqual({ '19564': true, [SINGLE]: false });
    expect(await values(START + HALF_HOUR, START + HALF_HOUR + 1)).toEqual({ '19564': true, [SINGLE]: true });
  });
});

describe('reads', () => {
  it('list by start: the first moment is in, the last is out', async () => {
    const { AppointmentId } = await create();
    expect(await events('Event/GetList')).toEqual([AppointmentId]);
    expect(await events('Event/GetListByCustomer')).toEqual([AppointmentId]);
    expect(await events('Event/GetListByCustomer', { StartDate: START - 1, EndDate: START })).toEqual([]);
    expect(await events('Event/GetListByCustomer', { StartDate: START + 1, EndDate: START + 9 })).toEqual([]);
    expect(await events('Event/GetListByCustomer', { CustomerId: 965124 })).toEqual([]);
  });

  it('show a booking only after the read lag', async () => {
    await restart({ readLagMs: 5_000 });
    const { AppointmentId } = await create();
    const one = async () =>
      (await reservanto.call('Event/Get', { AppointmentId, CustomerId: 965123 })).json.IsError;
    now += 4_999;
    expect([await events('Event/GetListByCustomer'), await events('Event/GetList'), await one()]).toEqual([
      [],
      [],
      true,
    ]);
    now += 1;
    const seen = [AppointmentId];
    expect([await events('Event/GetListByCustomer'), await events('Event/GetList'), await one()]).toEqual([
      seen,
      seen,
      false,
    ]);
  });

  it.each([
    [false, ['canceled', 'rejected', 'active']],
    [true, ['active']],
  ])('with hidesCancelled %s list what is %s', async (hidesCancelled, listed) => {
    await restart({ hidesCancelled });
    const named: Record<string, unknown> = {
      canceled: (await create()).AppointmentId,
      rejected: (await create({ BookingResourceId: 19569 })).AppointmentId,
      active: (await create()).AppointmentId,
    };
    await cancel({ AppointmentId: named.canceled, CustomerId: 965123 });
    const expected = listed.map((name) => named[name]);
    expect(await events('Event/GetListByCustomer')).toEqual(expected);
    expect(await events('Event/GetList')).toEqual(expected);
  });
});
