import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { created } from '../../src/booking/outcome.js';
import type { ClaimedRequest } from '../../src/dispatch/claims.store.js';
import type { EndedCall } from '../../src/dispatch/verdict-recorder.js';
import type { UnknownRequest } from '../../src/reconciliation/unknowns.store.js';
import { openStores, type Stores } from '../support/stores.js';

const MINUTE = 60_000;
const LEASE_MS = 60_000;
/** A check of the test's own refuses bookings with these numbers. */
const REFUSED_FROM = 1_000_000;

describe('outcome refused by the database', () => {
  let t: Stores;

  beforeAll(async () => {
    t = await openStores();
    await t.sql(
      `ALTER TABLE booking_requests ADD CONSTRAINT refused_by_the_test CHECK (appointment_id < ${REFUSED_FROM})`,
    );
  }, MINUTE);
  afterEach(() => t.clear());
  afterAll(() => t.close());

  const claim = async (count: number): Promise<ClaimedRequest[]> => {
    await t.store(...Array.from({ length: count }, (_, i) => ({ lane: `lane-${i}`, booking: i + 1 })));
    const { claimed } = await t.claims.claim(count, 'one', LEASE_MS);
    expect(claimed).toHaveLength(count);
    return claimed;
  };

  /** A call that Reservanto answered with this number. */
  const booked = (claimed: ClaimedRequest, AppointmentId: number): EndedCall => {
    const booking = {
      AppointmentId,
      CustomerId: claimed.call.CustomerId,
      Status: 'Confirmed',
      IsPaymentRequired: false,
      IsPaymentRequiredProcessing: false,
    } as const;
    const outcome = created(booking, 'confirmed', false);
    return {
      claimed,
      instance: 'one',
      report: { verdict: { verdict: 'created', booking }, posts: 1 },
      next: { next: 'settle', outcome },
      at: new Date(),
    };
  };

  const states = () =>
    t.sql<{ id: string; state: string; review_reason: string | null; evidence: { booking?: object } | null }>(
      `SELECT r.id, r.state, r.review_reason, a.evidence FROM booking_requests r
       LEFT JOIN booking_attempts a ON a.request_id = r.id ORDER BY r.id`,
    );

  it(
    'goes to review with the record of its call; all others of its batch are settled, and every lane is free',
    async () => {
      const places = fc.array(fc.nat(59), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(places, async (some) => {
          await t.clear();
          const bad = new Set(some);
          const recorder = t.recorder();
          const claims = await claim(60);
          const ended = claims.map((one, i) => booked(one, bad.has(i) ? REFUSED_FROM + i : i + 1));
          const recorded = await Promise.all(ended.map((one) => recorder.record(one)));
          expect(new Set(recorded)).toEqual(new Set(['recorded']));
          for (const [i, row] of (await states()).entries())
            expect(row).toMatchObject({
              state: bad.has(i) ? 'REVIEW' : 'CREATED',
              review_reason: bad.has(i) ? 'outcome-not-storable' : null,
              evidence: { booking: { AppointmentId: bad.has(i) ? REFUSED_FROM + i : i + 1 } },
            });
          expect(await t.sql('SELECT * FROM lanes WHERE in_flight')).toEqual([]);
        }),
        { numRuns: 4, endOnFailure: true },
      );
    },
    2 * MINUTE,
  );

  it('goes to review when it comes after the claim was lost', async () => {
    const [claimed] = await claim(1);
    await t.makeUnknown(claimed!.id);
    await t.recorder().recordLate(booked(claimed!, REFUSED_FROM));
    expect(await states()).toMatchObject([{ state: 'REVIEW', review_reason: 'outcome-not-storable' }]);
  });

  it('goes to review when a lookup found it, and the lookup says so', async () => {
    const [claimed] = await claim(1);
    await t.makeUnknown(claimed!.id);
    const [unknown] = await t.unknowns.takeDue(1, LEASE_MS);
    const held = {
      AppointmentId: REFUSED_FROM,
      CustomerId: 1,
      SourceId: 1,
      BookingServiceId: 2,
      StartDate: 0,
      Count: 1,
      CustomerNote: null,
      Status: 'Confirmed',
    } as const;
    const reconciler = t.reconcilerThatSees(() => ({
      ok: true,
      value: { match: 'found', booking: held, tooMany: [] },
    }));
    expect(await reconciler.reconcile(unknown as UnknownRequest)).toEqual({
      step: 'review',
      reason: 'outcome-not-storable',
    });
    expect(await states()).toMatchObject([{ state: 'REVIEW', review_reason: 'outcome-not-storable' }]);
    expect(await t.sql('SELECT result FROM booking_readings')).toEqual([{ result: 'found' }]);
  });
});
