import { beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../platform/logging/logger.js';
import { CallsInFlight } from './calls-in-flight.js';
import type { ClaimedRequest, ClaimsStore } from './claims.store.js';
import { type Lease, leaseTime } from './lease.js';

const LEASE_MS = 60_000;
const logger = createLogger({ level: 'silent' });

/** The answers of the database to renewals; the real ones are proved in test/e2e/claims-store.e2e-spec.ts. */
let renewals: { readonly ids: readonly bigint[]; answer: (ours: bigint[] | Error) => void }[];
let calls: CallsInFlight;

beforeEach(() => {
  renewals = [];
  const store = {
    renew: (ids: readonly bigint[]) =>
      new Promise<ReadonlySet<bigint>>((resolve, reject) =>
        renewals.push({
          ids,
          answer: (ours) => (ours instanceof Error ? reject(ours) : resolve(new Set(ours))),
        }),
      ),
  } as unknown as ClaimsStore;
  calls = new CallsInFlight(store, { dispatch: { lane: 'resource', leaseMs: LEASE_MS } }, logger);
});

/** A claim that was written `ageMs` ago, its lease, and how to end its work. */
function add(id: bigint, ageMs = 0) {
  const now = leaseTime();
  const from = { wall: now.wall - ageMs, steady: now.steady - ageMs };
  let lease: Lease | undefined;
  let hasEnded = false;
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  calls.add(
    { id } as ClaimedRequest,
    from,
    (given) => {
      lease = given;
      return promise;
    },
    () => (hasEnded = true),
  );
  const end = async () => {
    resolve();
    while (!hasEnded) await Promise.resolve();
  };
  return { lease: lease as unknown as Lease, end };
}

/** Renews; the database answers that these are ours. */
async function renew(ours: bigint[] | Error): Promise<readonly bigint[]> {
  const renewing = calls.renew('me');
  renewals[0]?.answer(ours);
  await renewing;
  return renewals.shift()?.ids ?? [];
}

describe('calls in flight', () => {
  it('count until their work has ended, and are waited for', async () => {
    const [a, b] = [add(1n), add(2n)];
    expect(calls.size).toBe(2);
    let isOver = false;
    const ended = calls.ended().then(() => (isOver = true));
    await a.end();
    expect([calls.size, isOver]).toEqual([1, false]);
    await b.end();
    await ended;
    expect(calls.size).toBe(0);
  });

  it('have a lease that counts from before their claim was written', () => {
    expect(add(1n, 50_000).lease.leftMs()).toBeLessThanOrEqual(10_000);
    expect(add(2n, 70_000).lease.leftMs()).toBe(0);
  });

  it('are renewed when a third of their lease is used up, and not before', async () => {
    const [young, old] = [add(1n, 10_000), add(2n, 30_000)];
    expect(await renew([2n])).toEqual([2n]);
    expect(old.lease.leftMs()).toBeGreaterThan(55_000);
    expect(young.lease.leftMs()).toBeLessThanOrEqual(50_000);
    expect(await renew([])).toEqual([]);
  });

  it('have no time left once the database says that their claim is not ours', async () => {
    const [lost, kept] = [add(1n, 30_000), add(2n, 30_000)];
    await renew([2n]);
    expect(lost.lease.leftMs()).toBe(0);
    expect(kept.lease.leftMs()).toBeGreaterThan(55_000);
    await renew([1n, 2n]);
    expect(lost.lease.leftMs()).toBe(0);
  });

  it('keep what is left of their lease, and no more, when the database cannot be asked', async () => {
    const { lease } = add(1n, 30_000);
    await expect(renew(new Error('the database is away'))).resolves.toEqual([1n]);
    expect(lease.leftMs()).toBeGreaterThan(25_000);
    expect(lease.leftMs()).toBeLessThanOrEqual(30_000);
    expect(await renew([1n])).toEqual([1n]);
  });

  it('are renewed by one statement at a time', async () => {
    add(1n, 30_000);
    const first = calls.renew('me');
    await calls.renew('me');
    expect(renewals).toHaveLength(1);
    renewals[0]?.answer([1n]);
    await first;
  });

  it('are not renewed any more after they have ended, unless their request was claimed anew', async () => {
    const first = add(1n, 30_000);
    const second = add(1n, 30_000);
    await first.end();
    expect(await renew([1n])).toEqual([1n]);
    expect(second.lease.leftMs()).toBeGreaterThan(55_000);
    await second.end();
    add(2n, 30_000);
    expect(await renew([2n])).toEqual([2n]);
  });
});
