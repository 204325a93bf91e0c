import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withMarker } from '../booking/marker.js';
import type { HeldBooking } from '../reservanto/read-bookings.js';
import { APPOINTMENT_STATUSES } from '../reservanto/read-answer.js';
import { matchBookings, type Sought } from './match-bookings.js';

const OURS = '7F3K9Q2M00';
const THEIRS = '7F3K9Q2M11';
const wish = { CustomerId: 1, BookingResourceId: 2, BookingServiceId: 3, BookingStart: 1_000, Count: 1 };
const marked: Sought = { wish, reference: OURS, isMarked: true, attributed: new Set() };
const unmarked: Sought = { ...marked, isMarked: false };

const held = (AppointmentId: number, more: Partial<HeldBooking> = {}): HeldBooking => ({
  AppointmentId,
  CustomerId: 1,
  SourceId: 2,
  BookingServiceId: 3,
  StartDate: 1_000,
  Count: 1,
  CustomerNote: null,
  Status: 'Confirmed',
  ...more,
});
const ours = { CustomerNote: `[ref ${OURS}]` };
const theirs = { CustomerNote: `[ref ${THEIRS}]` };

const anyHeld: fc.Arbitrary<HeldBooking> = fc.record({
  AppointmentId: fc.integer({ min: 1, max: 6 }),
  CustomerId: fc.constant(1),
  SourceId: fc.constantFrom(2, 20),
  BookingServiceId: fc.constantFrom(3, 30, null),
  StartDate: fc.constantFrom(1_000, 2_000),
  Count: fc.constantFrom(1, 2),
  CustomerNote: fc.constantFrom(null, 'text', withMarker('text', OURS), withMarker(null, THEIRS)),
  Status: fc.constantFrom(...APPOINTMENT_STATUSES),
});
const anyList = fc.uniqueArray(anyHeld, { maxLength: 6, selector: (b) => b.AppointmentId });
const anySought = fc.record({
  wish: fc.constant(wish),
  reference: fc.constant(OURS),
  isMarked: fc.boolean(),
  attributed: fc.array(fc.integer({ min: 1, max: 6 })).map((ids): ReadonlySet<number> => new Set(ids)),
});
const isActive = ({ Status }: HeldBooking) => Status !== 'Canceled' && Status !== 'Rejected';

describe('with references in notes', () => {
  it.each<[string, readonly HeldBooking[], unknown]>([
    ['nothing is held', [], { match: 'absent' }],
    ['ours is held', [held(9), held(5, ours)], { match: 'found', booking: held(5, ours), tooMany: [] }],
    [
      'ours is held twice: the first, and one too many',
      [held(8, ours), held(5, ours)],
      { match: 'found', booking: held(5, ours), tooMany: [8] },
    ],
    [
      'ours is named twice in one list: that is no second booking',
      [held(5, ours), held(5, ours)],
      { match: 'found', booking: held(5, ours), tooMany: [] },
    ],
    [
      'ours was moved or changed since',
      [held(5, { ...ours, SourceId: 20, Count: 4, BookingServiceId: null })],
      {
        match: 'found',
        booking: held(5, { ...ours, SourceId: 20, Count: 4, BookingServiceId: null }),
        tooMany: [],
      },
    ],
    [
      'ours is void by now',
      [held(5, { ...ours, Status: 'Canceled' })],
      { match: 'found-void', booking: held(5, { ...ours, Status: 'Canceled' }) },
    ],
    [
      'ours is void once and active once: active',
      [held(5, { ...ours, Status: 'Rejected' }), held(8, ours)],
      { match: 'found', booking: held(8, ours), tooMany: [] },
    ],
    ['another request of ours has the same booking', [held(5, theirs)], { match: 'absent' }],
    ['the same booking has no reference', [held(5), held(6)], { match: 'ambiguous', appointments: [5, 6] }],
    [
      'such a one does not show its service',
      [held(5, { BookingServiceId: null })],
      { match: 'ambiguous', appointments: [5] },
    ],
    ['such a one is void', [held(5, { Status: 'Canceled' })], { match: 'absent' }],
    ['another booking has no reference', [held(5, { Count: 2 })], { match: 'absent' }],
  ])('%s', (_, list, expected) => {
    expect(matchBookings(marked, list)).toEqual(expected);
  });

  it('a booking with our reference that another request was answered with is for a person, found or void', () => {
    for (const Status of APPOINTMENT_STATUSES) {
      const sought = { ...marked, attributed: new Set([5]) };
      expect(matchBookings(sought, [held(5, { ...ours, Status })])).toEqual({
        match: 'ambiguous',
        appointments: [5],
      });
    }
  });
});

describe('without references', () => {
  it.each<[string, readonly HeldBooking[], unknown]>([
    ['nothing is held', [], { match: 'absent' }],
    [
      'one such booking is held',
      [held(5), held(6, { Count: 2 })],
      { match: 'found', booking: held(5), tooMany: [] },
    ],
    ['two such bookings are held', [held(5), held(6)], { match: 'ambiguous', appointments: [5, 6] }],
    ['one is named twice in one list', [held(5), held(5)], { match: 'found', booking: held(5), tooMany: [] }],
    [
      'one does not show its service',
      [held(5, { BookingServiceId: null })],
      { match: 'ambiguous', appointments: [5] },
    ],
    [
      'only void ones are held',
      [held(5, { Status: 'Canceled' }), held(6, { Status: 'Rejected' })],
      { match: 'absent' },
    ],
  ])('%s', (_, list, expected) => {
    expect(matchBookings(unmarked, list)).toEqual(expected);
  });

  it.each(['SourceId', 'BookingServiceId', 'StartDate', 'Count'] as const)(
    'a booking with another %s is not ours',
    (field) => {
      expect(matchBookings(unmarked, [held(5, { [field]: 77 })])).toEqual({ match: 'absent' });
    },
  );
});

describe('whatever the customer holds', () => {
  it('a booking that belongs to another request is never taken, and none is taken that is not active', () => {
    fc.assert(
      fc.property(anySought, anyList, (sought, list) => {
        const match = matchBookings(sought, list);
        if (match.match === 'found' || match.match === 'found-void') {
          expect(sought.attributed.has(match.booking.AppointmentId)).toBe(false);
          expect(isActive(match.booking)).toBe(match.match === 'found');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('it is absent only when no booking is left that could be ours', () => {
    fc.assert(
      fc.property(anySought, anyList, (sought, list) => {
        if (matchBookings(sought, list).match !== 'absent') return;
        const couldBeOurs = list.filter(
          (b) =>
            (sought.isMarked && b.CustomerNote?.includes(OURS)) ||
            (isActive(b) &&
              !sought.attributed.has(b.AppointmentId) &&
              !(sought.isMarked && b.CustomerNote?.includes(THEIRS)) &&
              b.SourceId === 2 &&
              b.BookingServiceId !== 30 &&
              b.StartDate === 1_000 &&
              b.Count === 1),
        );
        expect(couldBeOurs).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('what is found without references is the only booking that could be meant', () => {
    fc.assert(
      fc.property(anySought, anyList, (sought, list) => {
        const match = matchBookings({ ...sought, isMarked: false }, list);
        if (match.match !== 'found') return;
        expect(match.booking).toMatchObject({ SourceId: 2, BookingServiceId: 3, StartDate: 1_000, Count: 1 });
        const others = list.filter((b) => b !== match.booking);
        expect(matchBookings({ ...sought, isMarked: false }, others)).toEqual({ match: 'absent' });
      }),
      { numRuns: 2_000 },
    );
  });

  it('the answer does not depend on the order of the list', () => {
    const sorted = (match: ReturnType<typeof matchBookings>) =>
      match.match === 'ambiguous'
        ? { ...match, appointments: match.appointments.toSorted((a, b) => a - b) }
        : match;
    fc.assert(
      fc.property(anySought, anyList, (sought, list) => {
        expect(sorted(matchBookings(sought, list.toReversed()))).toEqual(sorted(matchBookings(sought, list)));
      }),
    );
  });
});
