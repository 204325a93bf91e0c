import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { failureOf } from '../../src/booking/failure.js';
import { failed } from '../../src/booking/outcome.js';
import type { Next } from '../../src/dispatch/after-call.js';
import type { ClaimedRequest } from '../../src/dispatch/claims.store.js';
import type { EndedCall, VerdictRecorder } from '../../src/dispatch/verdict-recorder.js';
import { lockLanesOf } from '../../src/booking/lock-lanes.store.js';
import type { UnknownRequest } from '../../src/reconciliation/unknowns.store.js';
import type { Match } from '../../src/reconciliation/match-bookings.js';
import type { Reading } from '../../src/reservanto/read-bookings.js';
import { openStores, type Stores } from '../support/stores.js';
import { waitUntil } from '../support/wait-until.js';

const LEASE_MS = 60_000;
const LANES = 4;
const BOOKINGS = 5;
const heldBooking = {
  AppointmentId: 7,
  CustomerId: 1,
  SourceId: 1,
  BookingServiceId: 2,
  StartDate: 0,
  Count: 1,
  CustomerNote: null,
  Status: 'Confirmed',
} as const;
const outcome = failed(failureOf('SLOT_UNAVAILABLE', 'taken'));

let t: Stores;

beforeAll(async () => {
  t = await openStores();
}, 60_000);

afterAll(() => t.close());

/**
 * Lanes that say something else than the requests in them do. An empty lane may stay for a while, and a lane may fall due
 * later than its head, because its turn is behind lanes that waited longer: but not later than now.
 */
const wrongLanes = () =>
  t.sql(`
    WITH facts AS (
      SELECT account, lane, bool_or(state = 'CALLING') AS in_flight,
        COALESCE((array_agg(due_at ORDER BY id) FILTER (WHERE state = 'WAITING'))[1], 'infinity') AS due_at
      FROM booking_requests WHERE state = 'CALLING' OR (state = 'WAITING' AND waits_for IS NULL) GROUP BY account, lane
    )
    SELECT lane, l.in_flight, l.due_at, f.in_flight AS should_be_in_flight, f.due_at AS should_be_due
    FROM lanes l FULL JOIN facts f USING (account, lane)
    WHERE CASE
      WHEN f.lane IS NULL THEN l.in_flight OR l.due_at < 'infinity'
      ELSE l.in_flight IS DISTINCT FROM f.in_flight OR (l.due_at IS DISTINCT FROM f.due_at AND NOT l.due_at BETWEEN f.due_at AND now())
    END`);

/** Where promises about calls are broken: two in a lane, or two of the same booking that are not settled. */
const brokenPromises = () =>
  t.sql(`
    SELECT lane AS what FROM booking_requests WHERE state = 'CALLING' GROUP BY lane HAVING count(*) > 1
    UNION ALL
    SELECT natural_key FROM booking_requests WHERE state IN ('CALLING', 'UNKNOWN', 'REVIEW') GROUP BY natural_key HAVING count(*) > 1`);

/** What Reservanto may say when it is asked about an unknown request. */
const READINGS: readonly Reading<Match>[] = [
  { ok: true, value: { match: 'absent' } },
  { ok: true, value: { match: 'ambiguous', appointments: [7] } },
  { ok: true, value: { match: 'found', booking: heldBooking, tooMany: [] } },
  { ok: false, because: 'timeout', retryAfterMs: null },
];

/** One instance of the bridge as the database sees it: does what it is told, one thing after the other. */
class Instance {
  private readonly recorder: VerdictRecorder = t.recorder();
  private readonly held: ClaimedRequest[] = [];

  constructor(private readonly name: string) {}

  async do([what, n, m]: Deed): Promise<void> {
    switch (what) {
      case 'intake':
        await t.store(
          ...Array.from({ length: 1 + (n % 5) }, (_, i) => ({
            lane: `lane-${(n + i * m) % LANES}`,
            booking: 1 + ((m + i) % BOOKINGS),
          })),
        );
        return;
      case 'claim':
        this.held.push(...(await t.claims.claim(1 + (n % 8), this.name, LEASE_MS)).claimed);
        return;
      case 'record':
        await Promise.all(this.held.splice(0, 1 + (n % 4)).map((claimed, i) => this.record(claimed, m + i)));
        return;
      case 'release':
        await t.sweeper.release();
        await t.claims.removeEmptyLanes(1 + (n % 3));
        return;
      case 'expire':
        await t.sweeper.expire();
        return;
      case 'abandon':
        await t.sweeper.markAbandoned();
        return;
      case 'renew':
        await t.claims.renew(
          this.held.map((c) => c.id),
          this.name,
          LEASE_MS,
        );
        return;
      case 'reconcile':
        for (const unknown of await t.unknowns.takeDue(1 + (n % 4), 0))
          await t.reconcilerThatSees(() => READINGS[m % 4] as Reading<Match>).reconcile(unknown);
        return;
      case 'time':
        return this.pass(n, m);
    }
  }

  private async record(claimed: ClaimedRequest, n: number): Promise<void> {
    const next = (
      [
        { next: 'settle', outcome },
        { next: 'wait', dueInMs: 0 },
        { next: 'wait', dueInMs: 60_000 },
        { next: 'unknown' },
      ] satisfies Next[]
    )[n % 4] as Next;
    const provider = { httpStatus: null, messages: [], parameters: [] };
    const verdict = { verdict: 'unknown', because: 'timeout', provider } as const;
    const ended: EndedCall = {
      claimed,
      instance: this.name,
      report: { verdict, posts: 1 },
      next,
      at: new Date(),
    };
    if ((await this.recorder.record(ended)) === 'lost') await this.recorder.recordLate(ended);
  }

  /** Time passes for some requests: leases run out, deadlines pass, readings fall due. */
  private async pass(n: number, m: number): Promise<void> {
    const [column, state] = [
      ['lease_until', 'CALLING'],
      ['deadline_at', 'WAITING'],
      ['due_at', 'UNKNOWN'],
    ][n % 3] as [string, string];
    await t.sql(
      `UPDATE booking_requests SET ${column} = now() - interval '1 second'
       WHERE id IN (SELECT id FROM booking_requests WHERE state = '${state}' AND id % 5 = $1 FOR UPDATE SKIP LOCKED) AND state = '${state}'`,
      [m % 5],
    );
  }
}

const DEEDS = [
  'intake',
  'claim',
  'claim',
  'record',
  'release',
  'expire',
  'abandon',
  'renew',
  'reconcile',
  'time',
] as const;
type Deed = readonly [what: (typeof DEEDS)[number], n: number, m: number];
const anyDeed = fc.tuple(fc.constantFrom(...DEEDS), fc.nat(1_000), fc.nat(1_000));

it('keeps lanes equal to the requests in them, one call in each and of each booking, and never deadlocks, whatever instances do at the same time', async () => {
  const instances = fc.array(fc.array(anyDeed, { minLength: 60, maxLength: 60 }), {
    minLength: 6,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(instances, async (plans) => {
      await t.clear();
      await Promise.all(
        plans.map(async (plan, i) => {
          const instance = new Instance(`instance-${i}`);
          for (const deed of plan) await instance.do(deed);
        }),
      );
      expect(await wrongLanes()).toEqual([]);
      expect(await brokenPromises()).toEqual([]);
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 240_000);

it('locks the lane of a parked request even while that lane has no row, so that nobody locks it out of turn', async () => {
  await t.clear();
  const [blocker] = await t.store({ lane: 'a', booking: 1 });
  await t.claim();
  await t.makeUnknown(blocker as bigint);
  const [parked] = await t.store({ lane: 'b', booking: 1 });
  await t.claim();
  expect(await t.claims.removeEmptyLanes(10)).toBe(2);
  expect(await t.sql('SELECT * FROM lanes')).toEqual([]);
  const stored = await t.database.transaction(async (tx) => {
    await lockLanesOf(tx, [parked as bigint]);
    let isOver = false;
    const outcome = t.store({ lane: 'b', booking: 2 }).finally(() => (isOver = true));
    await waitUntil(
      async () => isOver || (await t.waitingForLocks()) > 0,
      'the other writer to meet the lane',
    );
    expect(isOver).toBe(false);
    return { outcome };
  });
  await stored.outcome;
  expect(await wrongLanes()).toEqual([]);
});

it('resubmits an unknown request with its lane locked before the request, as everybody else does', async () => {
  await t.clear();
  const [id] = await t.store({ lane: 'a', booking: 1 });
  await t.claim();
  await t.makeUnknown(id as bigint);
  await t.sql('UPDATE booking_requests SET absences = 1');
  const [unknown] = await t.unknowns.takeDue(1, LEASE_MS);
  const reconciler = t.reconcilerThatSees(() => ({ ok: true, value: { match: 'absent' } }));
  const reconciled = await t.database.transaction(async (tx) => {
    await lockLanesOf(tx, [id as bigint]);
    const outcome = reconciler.reconcile(unknown as UnknownRequest);
    await waitUntil(async () => (await t.waitingForLocks()) > 0, 'the reconciler to meet the lane');
    await tx.$queryRaw`SELECT FROM booking_requests WHERE id = ${id} FOR UPDATE NOWAIT`;
    return { outcome };
  });
  expect(await reconciled.outcome).toEqual({ step: 'resubmit' });
});
