import { describe, expect, it } from '@jest/globals';
import { attempt, booking, created, facts, stored } from './checks/test-facts.js';
import { readFaultMix } from './fault-mix.js';
import { printReport } from './print-report.js';
import { type Report, reportOf, type RunFacts } from './report.js';
import type { Facts } from './facts.js';

const crashes = {
  killed: 10,
  terminated: 0,
  frozen: 0,
  joinedOrLeft: 0,
  postgresCrashes: 1,
  kafkaCrashes: 1,
};

function report(changes: Partial<Facts> = {}, run: Partial<RunFacts> = {}): Report {
  const setup = {
    name: 'run',
    mutant: null,
    crashServers: true,
    restTimeoutMs: 1,
    requests: 2,
    seed: 1,
    minutes: 1,
    instances: 3,
    faults: readFaultMix('hang=0.1'),
  };
  const good = { setup, atRest: true, faults: { hang: 1 }, crashes, fallen: [], began: 0, folder: '.data' };
  return reportOf(facts(changes), { ...good, ...run });
}

describe('the report of a fault run', () => {
  it('passes when there was trouble and nothing came of it', () => {
    expect(report().passed).toBe(true);
    expect(printReport(report())).toMatch(/PASSED/);
  });

  it.each<[string, Partial<Facts>, Partial<RunFacts>]>([
    ['an invariant is broken', { bookings: [booking(1), booking(1), booking(2)] }, {}],
    ['the bridge did not come to rest', {}, { atRest: false }],
    ['an instance fell by itself', {}, { fallen: ['instance-1 ended with code 1'] }],
    ['nothing was killed', {}, { crashes: { ...crashes, killed: 0 } }],
    ['no fault struck although some were armed', {}, { faults: {} }],
  ])('fails when %s', (_, changes, run) => {
    expect(report(changes, run).passed).toBe(false);
    expect(printReport(report(changes, run))).toMatch(/FAILED; everything to look at is in \.data/);
  });

  it('counts what was lost, doubled and told in two ways', () => {
    const spoilt = report({
      bookings: [booking(1), booking(1, { appointmentId: 9 })],
      published: [created(1), { ...created(1), topic: 'failed' }],
    });
    expect(spoilt).toMatchObject({ doubleBookings: 1, lostOutcomes: 1, contradictingOutcomes: 1 });
  });

  it('measures how long the bridge did not know, from the first unknown attempt to the outcome', () => {
    const unknown = { verdict: 'unknown', finishedAt: 1_000 };
    const { unknown: times } = report({
      requests: [stored(1, { settledAt: 4_000 }), stored(2, { settledAt: 9_000 })],
      attempts: [attempt(1, unknown), attempt(1, { number: 2 }), attempt(2, unknown)],
    });
    expect(times).toEqual({ requests: 2, p50: 8_000, p99: 8_000, max: 8_000 });
  });

  it('shows the first ten of many violations, and how many there are', () => {
    const leaks = Array.from({ length: 25 }, (_, i) => ({ where: `line ${i}`, what: 'a secret' }) as const);
    const judged = report({ leaks }).judgements.find((j) => j.invariant === 'I10');
    expect(judged).toMatchObject({ passed: false, count: 25 });
    expect(judged?.violations).toHaveLength(10);
  });
});
