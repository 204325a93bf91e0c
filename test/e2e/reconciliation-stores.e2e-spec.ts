import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReadingRecord, UnknownRequest } from '../../src/reconciliation/unknowns.store.js';
import { openStores, type Stores } from '../support/stores.js';
import { waitUntil } from '../support/wait-until.js';

const READING_MS = 60_000;
const absent: ReadingRecord = {
  result: 'absent',
  because: null,
  appointments: [],
  countsAsAbsence: true,
  dueInMs: 0,
};

let t: Stores;

beforeAll(async () => {
  t = await openStores();
}, 60_000);

afterAll(() => t.close());

beforeEach(() => t.clear());

/** An unknown request as a reader takes it. */
async function anUnknown(): Promise<UnknownRequest> {
  const [id] = await t.store({ lane: 'a', booking: 1 });
  await t.claim();
  await t.makeUnknown(id as bigint);
  const [unknown] = await t.unknowns.takeDue(1, READING_MS);
  return unknown as UnknownRequest;
}

const record = (unknown: UnknownRequest, reading: ReadingRecord) =>
  t.database.transaction((tx) => t.unknowns.record(tx, unknown, reading));

describe('unknown requests', () => {
  it('are each taken by one reader only, however many readers take at the same time', async () => {
    const ids = await t.store(
      ...Array.from({ length: 40 }, (_, i) => ({ lane: `lane-${i}`, booking: i + 1 })),
    );
    expect((await t.claim('one', 40)).ids).toHaveLength(40);
    for (const id of ids) await t.makeUnknown(id);
    const taken = await Promise.all(Array.from({ length: 12 }, () => t.unknowns.takeDue(7, READING_MS)));
    const all = taken.flat().map((unknown) => unknown.id);
    expect(new Set(all).size).toBe(all.length);
    const rest = await t.unknowns.takeDue(40, READING_MS);
    expect([...all, ...rest.map((unknown) => unknown.id)].sort()).toEqual([...ids].sort());
  });

  it('are taken again only when the time of whoever took them is over', async () => {
    const unknown = await anUnknown();
    expect(await t.unknowns.takeDue(1, READING_MS)).toEqual([]);
    await t.sql(`UPDATE booking_requests SET due_at = due_at - interval '60 seconds' WHERE id = $1`, [
      unknown.id,
    ]);
    expect(await t.unknowns.takeDue(1, READING_MS)).toMatchObject([{ id: unknown.id, readings: 0 }]);
  });

  it('count one absence for any number of readings that were under way at the same time', async () => {
    const unknown = await anUnknown();
    const found = await t.unknowns.find(unknown.reference);
    const recorded = await Promise.all(
      [unknown, found, unknown, unknown].map((seen) => record(seen as UnknownRequest, absent)),
    );
    expect(recorded.filter((isRecorded) => isRecorded)).toHaveLength(1);
    expect(await t.stateOf(unknown.id)).toMatchObject({ absences: 1, readings: 1 });
    expect(await t.sql('SELECT * FROM booking_readings')).toHaveLength(1);
  });

  it('count a second absence only for a reading that began after the first was recorded', async () => {
    const unknown = await anUnknown();
    expect(await record(unknown, absent)).toBe(true);
    const [again] = await t.unknowns.takeDue(1, READING_MS);
    expect(await record(unknown, absent)).toBe(false);
    expect(await record(again as UnknownRequest, absent)).toBe(true);
    expect(await t.stateOf(unknown.id)).toMatchObject({ absences: 2, readings: 2 });
  });

  it('take no reading of an earlier attempt, and count absences of each attempt from the beginning', async () => {
    const unknown = await anUnknown();
    await record(unknown, absent);
    await t.move(unknown.id, { to: 'waiting', dueInMs: 0, isResubmission: true });
    expect(await record({ ...unknown, readings: 1 }, absent)).toBe(false);
    expect((await t.claim()).ids).toEqual([unknown.id]);
    await t.makeUnknown(unknown.id);
    expect(await record(unknown, absent)).toBe(false);
    const [again] = await t.unknowns.takeDue(1, READING_MS);
    expect(again).toMatchObject({ attempts: 2, readings: 0, absences: 0, resubmissions: 1 });
    expect(again?.ageMs).toBeLessThan(READING_MS);
  });

  it('that are in review are not taken, can be found and read, and keep the end of their review', async () => {
    const unknown = await anUnknown();
    await t.move(unknown.id, { to: 'review', reason: 'ambiguous', dueInMs: READING_MS });
    expect(await t.unknowns.takeDue(1, READING_MS)).toEqual([]);
    const [{ due_at: end } = { due_at: null }] = await t.sql<{ due_at: Date }>(
      'SELECT due_at FROM booking_requests',
    );
    const found = await t.unknowns.find(unknown.reference);
    expect(await record(found as UnknownRequest, { ...absent, dueInMs: 1 })).toBe(true);
    expect(await t.sql('SELECT state, due_at FROM booking_requests')).toEqual([
      { state: 'REVIEW', due_at: end },
    ]);
    expect(await t.unknowns.overdueReviews(10)).toEqual([]);
    await t.sql(`UPDATE booking_requests SET due_at = now()`);
    expect(await t.unknowns.overdueReviews(10)).toMatchObject([{ id: unknown.id }]);
  });

  it('know which of the bookings seen belong to other requests of the customer', async () => {
    const unknown = await anUnknown();
    const [other, twin] = await t.store({ lane: 'b', booking: 2 }, { lane: 'c', booking: 1 });
    await t.makeCreated(other as bigint, 100);
    await t.makeCreated(twin as bigint, 101);
    await t.makeCreated(unknown.id, 102);
    // 100 belongs to another customer, so the number stands for another booking.
    expect(await t.unknowns.attributed(unknown, [100, 101, 102, 103])).toEqual(new Set([101]));
    expect(await t.unknowns.attributed(unknown, [])).toEqual(new Set());
  });
});

describe('the patrol', () => {
  it('gives each settled request to one patrol only, those that were unknown first', async () => {
    const ids = await t.store(
      ...Array.from({ length: 6 }, (_, i) => ({ lane: `lane-${i}`, booking: i + 1 })),
    );
    for (const [i, id] of ids.entries()) await t.makeCreated(id, i + 1);
    const doubtful = ids.slice(0, 3);
    await t.sql('UPDATE booking_requests SET unknown_since = now() WHERE id = ANY($1)', [doubtful]);
    expect(await t.findings.takeForPatrol(READING_MS)).toMatchObject({ id: ids[5] });
    const first = await Promise.all(Array.from({ length: 3 }, () => t.findings.takeForPatrol(0)));
    const taken = first.flatMap((request) => (request === null ? [] : [request.id]));
    expect(new Set(taken).size).toBe(taken.length);
    for (
      let request = await t.findings.takeForPatrol(0);
      request !== null;
      request = await t.findings.takeForPatrol(0)
    )
      taken.push(request.id);
    expect([...taken].sort()).toEqual(ids.slice(0, 5).sort());
    expect(doubtful).toContain(taken[0]);
  });

  it('goes past requests that could not be looked at', async () => {
    const ids = await t.store(
      ...Array.from({ length: 3 }, (_, i) => ({ lane: `lane-${i}`, booking: i + 1 })),
    );
    for (const [i, id] of ids.entries()) await t.makeCreated(id, i + 1);
    await t.sql('UPDATE booking_requests SET unknown_since = now() WHERE id = ANY($1)', [ids.slice(0, 2)]);
    const oldest = await t.findings.takeForPatrol(0);
    await t.findings.putBack(oldest?.id as bigint);
    const second = await t.findings.takeForPatrol(0, [oldest?.id as bigint]);
    expect([oldest?.id, second?.id].sort()).toEqual(ids.slice(0, 2).sort());
    expect(await t.findings.takeForPatrol(0, ids)).toBeNull();
    expect(await t.findings.takeForPatrol(0)).toMatchObject({ id: oldest?.id });
  });

  it('leaves a request alone that another patrol takes at the same moment', async () => {
    const [id] = await t.store({ lane: 'a', booking: 1 });
    await t.makeCreated(id as bigint, 1);
    const taking = await t.database.transaction(async (other) => {
      await other.$executeRaw`UPDATE booking_requests SET patrolled_at = now() WHERE id = ${id}`;
      let isOver = false;
      const request = t.findings.takeForPatrol(0).finally(() => (isOver = true));
      await waitUntil(async () => isOver || (await t.waitingForLocks()) > 0, 'the patrols to meet');
      return { request };
    });
    expect(await taking.request).toBeNull();
  });

  it('reports bookings that are too many once, again when they change, and not after they are resolved', async () => {
    const [id] = await t.store({ lane: 'a', booking: 1 });
    await t.makeCreated(id as bigint, 5);
    const report = (appointments: number[]) =>
      t.database.transaction((tx) => t.findings.report(tx, id as bigint, appointments));
    expect([await report([5, 6]), await report([5, 6]), await report([5, 6, 7])]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await t.findings.open(10)).toMatchObject([{ appointmentId: 5, appointments: [5, 6, 7] }]);
    await t.database.transaction((tx) => t.findings.resolve(tx, id as bigint));
    expect(await t.findings.open(10)).toEqual([]);
    expect(await report([5, 6, 7])).toBe(true);
  });
});
