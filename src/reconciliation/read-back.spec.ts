import { beforeEach, describe, expect, it } from '@jest/globals';
import type { HeldBooking, Reading } from '../reservanto/read-bookings.js';
import { ReadBack } from './read-back.js';
import type { UnknownRequest } from './unknowns.store.js';

const START = 1_900_000_000;
const DAY = 86_400;
const QUARANTINE_MS = 180_000;
const REFERENCE = '7F3K9Q2M00';

const unknown = (ageMs: number) =>
  ({
    id: 1n,
    reference: REFERENCE,
    ageMs,
    wish: { CustomerId: 1, BookingResourceId: 2, BookingServiceId: 3, BookingStart: START, Count: 1 },
  }) as UnknownRequest;

const held = (StartDate: number, CustomerNote: string | null): HeldBooking => ({
  AppointmentId: 5,
  CustomerId: 1,
  SourceId: 2,
  BookingServiceId: 3,
  StartDate,
  Count: 1,
  CustomerNote,
  Status: 'Confirmed',
});

describe('reading back', () => {
  let bookings: HeldBooking[];
  let refuseWide: boolean;
  let windows: number[][];

  const readBack = (markNotes: boolean) =>
    new ReadBack(
      {
        bookingsOfCustomer: async (
          _customer: number,
          from: number,
          to: number,
        ): Promise<Reading<unknown>> => {
          windows.push([from - START, to - START]);
          if (refuseWide && to - from > 1)
            return { ok: false, because: 'unreadable-answer', retryAfterMs: null };
          return { ok: true, value: bookings.filter((b) => b.StartDate >= from && b.StartDate < to) };
        },
      } as never,
      { attributed: async () => new Set() } as never,
      { reservanto: { markNotes }, reconciliation: { quarantineMs: QUARANTINE_MS } } as never,
      Date.now,
    );

  beforeEach(() => {
    bookings = [];
    refuseWide = false;
    windows = [];
  });

  it('looks only where the booking should be before absence can count', async () => {
    expect(await readBack(true).look(unknown(QUARANTINE_MS - 1))).toEqual({
      ok: true,
      value: { match: 'absent' },
    });
    expect(windows).toEqual([[0, 1]]);
  });

  it('finds a booking that was moved, before its absence counts as proof', async () => {
    for (const days of [-31, -1, 1, 31]) {
      bookings = [held(START + days * DAY, `[ref ${REFERENCE}]`)];
      expect(await readBack(true).look(unknown(QUARANTINE_MS))).toMatchObject({ value: { match: 'found' } });
    }
  });

  it('takes no booking at another start that does not carry the reference', async () => {
    bookings = [held(START + DAY, null), held(START + DAY, '[ref 0000000000]')];
    expect(await readBack(true).look(unknown(QUARANTINE_MS))).toEqual({
      ok: true,
      value: { match: 'absent' },
    });
  });

  it('is no reading, and no proof, when Reservanto does not tell about other starts', async () => {
    refuseWide = true;
    const back = readBack(true);
    expect(await back.look(unknown(QUARANTINE_MS))).toMatchObject({
      ok: false,
      because: 'unreadable-answer',
    });
    expect(back.trouble).toMatchObject({ because: 'unreadable-answer' });
  });

  it('looks nowhere else without references, because nothing could tell a moved booking from another', async () => {
    expect(await readBack(false).look(unknown(QUARANTINE_MS))).toEqual({
      ok: true,
      value: { match: 'absent' },
    });
    expect(windows).toEqual([[0, 1]]);
  });
});
