import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { lockLanesOf } from '../../src/booking/lock-lanes.store.js';
import { openStores, type Stores } from '../support/stores.js';
import { waitUntil } from '../support/wait-until.js';

const LEASE_MS = 60_000;

let t: Stores;

beforeAll(async () => {
  t = await openStores();
}, 60_000);

afterAll(() => t.close());

beforeEach(() => t.clear());

describe('a claim', () => {
  it('parks a head whose twin is unknown, and goes on with the lane', async () => {
    const [first] = await t.store({ lane: 'a', booking: 1 });
    await t.claim();
    await t.makeUnknown(first as bigint);
    const [twin, next] = await t.store({ lane: 'a', booking: 1 }, { lane: 'a', booking: 2 });
    expect(await t.claim()).toEqual({ ids: [], contended: true });
    expect(await t.stateOf(twin as bigint)).toMatchObject({ state: 'WAITING', waits_for: String(first) });
    expect(await t.claim()).toEqual({ ids: [next], contended: false });
    expect(await t.sql('SELECT request_id FROM booking_attempts WHERE request_id = $1', [twin])).toEqual([]);
  });

  it('calls one of several twins, though the heads of several lanes are claimed at once', async () => {
    const [first, ...twins] = await t.store(...['a', 'b', 'c', 'd'].map((lane) => ({ lane, booking: 1 })));
    expect(await t.claim()).toEqual({ ids: [first], contended: true });
    expect(await t.sql('SELECT id FROM booking_requests WHERE waits_for = $1 ORDER BY id', [first])).toEqual(
      twins.map((id) => ({ id: String(id) })),
    );
  });

  it('calls one of two twins, though another instance claims the other one at the same moment', async () => {
    const [mine, theirs] = await t.store({ lane: 'a', booking: 1 }, { lane: 'b', booking: 1 });
    const claiming = await t.database.transaction(async (other) => {
      await other.$executeRaw`
        UPDATE booking_requests SET state = 'CALLING', claimed_by = 'other', lease_until = now() + interval '1 minute',
          attempts = 1 WHERE id = ${theirs}`;
      let isOver = false;
      const outcome = t.claim().finally(() => (isOver = true));
      await waitUntil(
        async () => isOver || (await t.waitingForLocks()) > 0,
        'the claim to meet the other one',
      );
      return { outcome };
    });
    expect(await claiming.outcome).toEqual({ ids: [], contended: true });
    expect(await t.claim()).toEqual({ ids: [], contended: true });
    expect(await t.stateOf(mine as bigint)).toMatchObject({ state: 'WAITING', waits_for: String(theirs) });
  });

  it('takes about two mebibytes at a time, one request at least, and the others with the next claims', async () => {
    const stored = await t.store(
      ...Array.from({ length: 12 }, (_, i) => ({ lane: `lane-${i}`, booking: i + 1 })),
    );
    await t.sql(`UPDATE booking_requests SET data = json_build_object('x', repeat('x', 700000))`);
    await t.sql(
      `UPDATE booking_requests SET data = json_build_object('x', repeat('x', 5000000)) WHERE id = $1`,
      [stored[0]],
    );
    const claims: number[] = [];
    const ids: bigint[] = [];
    for (let found = await t.claim(); found.ids.length > 0; found = await t.claim()) {
      claims.push(found.ids.length);
      ids.push(...found.ids);
    }
    expect(claims).toEqual([1, 3, 3, 3, 2]);
    expect(ids).toEqual(stored);
  });

  it('takes no lane twice and no request twice, however many instances claim at the same time', async () => {
    await t.store(...Array.from({ length: 60 }, (_, i) => ({ lane: `lane-${i % 20}`, booking: i + 1 })));
    const claims = await Promise.all(Array.from({ length: 10 }, (_, i) => t.claim(`instance-${i}`, 5)));
    const ids = claims.flatMap((c) => c.ids);
    expect(new Set(ids).size).toBe(ids.length);
    const calling = await t.sql<{ lane: string }>(
      `SELECT lane FROM booking_requests WHERE state = 'CALLING'`,
    );
    expect(new Set(calling.map((row) => row.lane)).size).toBe(calling.length);
    expect(calling).toHaveLength(ids.length);
    const attempts = await t.sql('SELECT request_id, number FROM booking_attempts ORDER BY request_id');
    expect(attempts).toEqual(
      [...ids].sort((a, b) => Number(a - b)).map((id) => ({ request_id: String(id), number: 1 })),
    );
  });

  it('passes over a lane that somebody else is writing in, and does not wait for it', async () => {
    const [busy, free] = await t.store({ lane: 'a', booking: 1 }, { lane: 'b', booking: 2 });
    await t.database.transaction(async (other) => {
      await lockLanesOf(other, [busy as bigint]);
      expect(await t.claim()).toEqual({ ids: [free], contended: false });
    });
    expect(await t.claim()).toEqual({ ids: [busy], contended: false });
  });

  it('takes nothing that is past its deadline', async () => {
    const [id] = await t.store({ lane: 'a', booking: 1 });
    await t.sql('UPDATE booking_requests SET deadline_at = now()');
    expect(await t.claim()).toEqual({ ids: [], contended: false });
    expect(await t.sweeper.expire()).toBe(true);
    expect(await t.stateOf(id as bigint)).toMatchObject({ state: 'FAILED' });
  });

  it("that is lost is not renewed, and does not become its former owner's again", async () => {
    const [lost, kept] = await t.store({ lane: 'a', booking: 1 }, { lane: 'b', booking: 2 });
    const both = [lost, kept] as bigint[];
    await t.claim('one');
    expect(await t.claims.renew(both, 'other', LEASE_MS)).toEqual(new Set());
    await t.sql(`UPDATE booking_requests SET lease_until = now() - interval '1 second' WHERE id = $1`, [
      lost,
    ]);
    expect(await t.sweeper.markAbandoned()).toBe(true);
    expect(await t.claims.renew(both, 'one', LEASE_MS)).toEqual(new Set([kept]));
    await t.move(lost as bigint, { to: 'waiting', dueInMs: 0, isResubmission: true });
    expect((await t.claim('other')).ids).toEqual([lost]);
    expect(await t.claims.renew(both, 'one', LEASE_MS)).toEqual(new Set([kept]));
  });
});

describe('a request that waits for its twin', () => {
  async function parked(): Promise<[blocker: bigint, twin: bigint]> {
    const ids = await t.store({ lane: 'a', booking: 1 });
    await t.claim();
    await t.makeUnknown(ids[0] as bigint);
    const twins = await t.store({ lane: 'b', booking: 1 });
    await t.claim();
    return [ids[0] as bigint, twins[0] as bigint];
  }

  it.each(['unknown', 'review', 'calling'])('is not released while that one is %s', async (state) => {
    const [blocker, twin] = await parked();
    if (state === 'review') await t.move(blocker, { to: 'review', reason: 'ambiguous', dueInMs: 1 });
    if (state === 'calling') {
      await t.move(blocker, { to: 'waiting', dueInMs: 0, isResubmission: true });
      expect((await t.claim()).ids).toEqual([blocker]);
    }
    await t.sweeper.release();
    expect(await t.stateOf(twin)).toMatchObject({ waits_for: String(blocker) });
    expect(await t.claim()).toEqual({ ids: [], contended: false });
  });

  it('is released and claimed when that one is settled', async () => {
    const [blocker, twin] = await parked();
    await t.makeCreated(blocker, 7);
    await t.sweeper.release();
    expect(await t.claim()).toEqual({ ids: [twin], contended: false });
  });

  it('ends at its deadline, though it still waits', async () => {
    const [, twin] = await parked();
    await t.sql('UPDATE booking_requests SET deadline_at = now() WHERE id = $1', [twin]);
    expect(await t.sweeper.expire()).toBe(true);
    expect(await t.stateOf(twin)).toMatchObject({ state: 'FAILED', waits_for: null });
  });
});

describe('the lanes', () => {
  it('have their turns one after the other, however many requests wait in one of them', async () => {
    await t.store(...Array.from({ length: 30 }, (_, i) => ({ lane: 'hot', booking: i + 1 })));
    const others = await t.store(
      ...Array.from({ length: 3 }, (_, i) => ({ lane: `cold-${i}`, booking: 100 + i })),
    );
    const turns: bigint[] = [];
    for (let i = 0; i < 4; i += 1) {
      const { ids } = await t.claim('one', 1);
      turns.push(...ids);
      await t.makeCreated(ids[0] as bigint, i + 1);
    }
    expect(turns.slice(1).sort()).toEqual([...others].sort());
  });

  it('stay for what comes next when they are empty, and are removed in the end', async () => {
    const [id] = await t.store({ lane: 'a', booking: 1 });
    await t.claim();
    expect(await t.claims.removeEmptyLanes(10)).toBe(0);
    await t.makeCreated(id as bigint, 1);
    const [next] = await t.store({ lane: 'a', booking: 2 });
    expect((await t.claim()).ids).toEqual([next]);
    await t.makeCreated(next as bigint, 2);
    expect(await t.claims.removeEmptyLanes(10)).toBe(1);
    expect(await t.sql('SELECT FROM lanes')).toHaveLength(0);
  });
});

describe('the pace of an account', () => {
  it('gives every instance turns of its own, one after the other without a gap or an overlap', async () => {
    const reserved = await Promise.all(Array.from({ length: 20 }, () => t.pace.reserve(5, 1_000)));
    const firsts = reserved.map((inMs) => Math.round(inMs / 5_000)).sort((a, b) => a - b);
    expect(firsts).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(await t.pace.reserve(1, 1_000)).toBeGreaterThan(90_000);
  });

  it('begins anew when nothing was called for a while: turns that passed are not made up for', async () => {
    await t.sql(`INSERT INTO account_pace VALUES ('default', now() - interval '1 hour')`);
    expect(await t.pace.reserve(3, 1_000)).toBe(0);
    expect(await t.pace.reserve(1, 1_000)).toBeGreaterThan(2_000);
  });
});
