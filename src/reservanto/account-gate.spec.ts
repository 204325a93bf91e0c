import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLogger } from '../platform/logging/logger.js';
import { AccountGate } from './account-gate.js';
import type { Verdict } from './verdict.js';

const logger = createLogger({ level: 'silent' });
const provider = { httpStatus: null, messages: [], parameters: [] };
const created: Verdict = {
  verdict: 'created',
  booking: {
    AppointmentId: 1,
    CustomerId: 1,
    Status: 'Confirmed',
    IsPaymentRequired: false,
    IsPaymentRequiredProcessing: false,
  },
};
const refused: Verdict = { verdict: 'refused', because: 'error-answer', provider };
type Because<V> = Extract<Verdict, { verdict: V }> extends { because: infer B } ? B : never;
const notExecuted = (because: Because<'not-executed'>, retryAfterMs: number | null = null): Verdict => ({
  verdict: 'not-executed',
  because,
  provider,
  retryAfterMs,
});
const unknown = (because: Because<'unknown'>): Verdict => ({ verdict: 'unknown', because, provider });

const FAILURES = [
  notExecuted('unreachable'),
  unknown('timeout'),
  unknown('connection-lost'),
  unknown('server-error'),
  unknown('unreadable-answer'),
  unknown('contradicting-answer'),
];
const anyVerdict: fc.Arbitrary<Verdict> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(created, refused) },
  { weight: 6, arbitrary: fc.constantFrom(...FAILURES) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...(['unauthorized', 'forbidden', 'misconfigured', 'withheld'] as const))
      .map((b) => notExecuted(b)),
  },
  { weight: 1, arbitrary: fc.option(fc.nat(60_000)).map((after) => notExecuted('throttled', after)) },
);

let now: number;
let gate: AccountGate;
const isProbing = () => gate.state.state !== 'open';

beforeEach(() => {
  now = 1_000_000;
  gate = new AccountGate(() => now, logger);
});

/** Fails until the gate closes, and waits until it may be tried again. */
function probing(): void {
  for (let i = 0; i < 5; i += 1) gate.learn(unknown('timeout'), 1);
  expect(gate.state.state).toBe('closed');
  now += 30_000;
}

describe('the gate of an account', () => {
  it('never lets more than one call through while it probes, whatever calls prove and however late', () => {
    const anyDeed = fc.oneof(
      { weight: 2, arbitrary: fc.record({ call: fc.nat(3) }) },
      {
        weight: 4,
        arbitrary: fc.record({ learn: anyVerdict, random: fc.double({ min: 0, max: 1, noNaN: true }) }),
      },
      { weight: 1, arbitrary: fc.record({ wait: fc.oneof(fc.nat(2_000), fc.nat(70_000)) }) },
    );
    let probes = 0;
    fc.assert(
      fc.property(fc.array(anyDeed, { minLength: 50, maxLength: 100 }), (deeds) => {
        gate = new AccountGate(() => now, logger);
        let inFlight = 0;
        for (const deed of deeds) {
          if ('wait' in deed) now += deed.wait;
          else if ('learn' in deed) {
            if (inFlight === 0) continue;
            inFlight -= 1;
            gate.learn(deed.learn, deed.random);
          } else {
            const permits = gate.permits(inFlight);
            const begun = Math.min(deed.call, permits);
            if (isProbing()) {
              probes += begun;
              expect(begun === 0 || inFlight + begun === 1).toBe(true);
            }
            inFlight += begun;
          }
        }
      }),
      { numRuns: 1_000 },
    );
    expect(probes).toBeGreaterThan(100);
  });

  it.each([created, refused])('opens after one success, and then in doubling steps: $verdict', (success) => {
    probing();
    expect([gate.permits(0), gate.permits(1), gate.state.state]).toEqual([1, 0, 'probing']);
    gate.learn(success, 0);
    expect(gate.state).toEqual({ state: 'open' });
    expect([gate.permits(0), gate.permits(2), gate.permits(7)]).toEqual([2, 0, 0]);
    gate.learn(success, 0);
    expect(gate.permits(0)).toBe(4);
    for (let i = 0; i < 9; i += 1) gate.learn(success, 0);
    expect(gate.permits(1_000_000)).toBe(Infinity);
  });

  it('closes after five failures running, whatever they are, and not after four', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FAILURES), { minLength: 5, maxLength: 5 }), (failures) => {
        gate = new AccountGate(() => now, logger);
        for (const failure of failures.slice(1)) gate.learn(failure, 1);
        expect(gate.permits(0)).toBe(Infinity);
        gate.learn(created, 1);
        for (const failure of failures.slice(1)) gate.learn(failure, 1);
        expect(gate.permits(0)).toBe(Infinity);
        gate.learn(failures[0] as Verdict, 1);
        expect(gate.state).toMatchObject({ state: 'closed', reason: 'failing' });
        expect(gate.permits(0)).toBe(0);
      }),
    );
  });

  it('pauses twice as long after each failed probe, half a minute at most, and a second again after a success', () => {
    const pauses: number[] = [];
    const pause = () => {
      const from = now;
      while (gate.permits(0) === 0) now += 50;
      pauses.push(now - from);
    };
    for (let i = 0; i < 5; i += 1) gate.learn(unknown('timeout'), 1);
    pause();
    for (let i = 0; i < 6; i += 1) {
      gate.learn(unknown('timeout'), 1);
      pause();
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    gate.learn(created, 1);
    for (let i = 0; i < 5; i += 1) gate.learn(unknown('timeout'), 1);
    pause();
    expect(pauses.at(-1)).toBe(1_000);
  });

  it.each<[string, Verdict, number]>([
    ['as long as Reservanto asks', notExecuted('throttled', 7_000), 7_000],
    ['a second when it names no time', notExecuted('throttled'), 1_000],
    ['a second when it names none to speak of', notExecuted('throttled', 0), 1_000],
    ['half a minute when our token is not accepted', notExecuted('unauthorized'), 30_000],
    ['half a minute when a right is missing', notExecuted('forbidden'), 30_000],
  ])('pauses %s, after one answer', (_, verdict, milliseconds) => {
    gate.learn(verdict, 0);
    now += milliseconds - 1;
    expect(gate.permits(0)).toBe(0);
    now += 1;
    expect(gate.permits(0)).toBe(1);
  });

  it('keeps the longest pause that was asked for, whatever calls that began before come to', () => {
    gate.learn(notExecuted('throttled', 60_000), 0);
    for (const late of [created, refused, notExecuted('throttled', 1), notExecuted('forbidden'), ...FAILURES])
      gate.learn(late, 0);
    now += 59_999;
    expect(gate.permits(0)).toBe(0);
    now += 1;
    expect(gate.permits(0)).toBe(1);
  });

  it('does not open by the success of a call that ends while it is closed, and probes as narrowly afterwards', () => {
    gate.learn(notExecuted('throttled', 60_000), 0);
    for (let i = 0; i < 3; i += 1) gate.learn(created, 0);
    expect(gate.state.state).toBe('closed');
    now += 60_000;
    expect([gate.permits(0), gate.state.state]).toEqual([1, 'probing']);
  });

  it.each([notExecuted('misconfigured'), notExecuted('withheld')])(
    'learns nothing from an answer that says nothing about the account: $because',
    (verdict) => {
      for (let i = 0; i < 10; i += 1) gate.learn(verdict, 1);
      expect(gate.permits(0)).toBe(Infinity);
      probing();
      expect(gate.permits(0)).toBe(1);
      gate.learn(verdict, 1);
      expect([gate.state.state, gate.permits(0)]).toEqual(['probing', 1]);
    },
  );

  it('holds readings back while Reservanto asked for a pause or does not accept our token, and only then', () => {
    gate.learn(notExecuted('forbidden'), 0);
    expect(gate.isPausedForReads).toBe(false);
    gate.learn(notExecuted('throttled', 60_000), 0);
    gate.learn(notExecuted('forbidden'), 0);
    now += 59_999;
    expect(gate.isPausedForReads).toBe(true);
    now += 1;
    expect(gate.isPausedForReads).toBe(false);
    gate.learn(notExecuted('unauthorized'), 0);
    expect(gate.isPausedForReads).toBe(true);
    now += 30_000;
    for (let i = 0; i < 5; i += 1) gate.learn(unknown('timeout'), 1);
    expect([gate.state.state, gate.isPausedForReads]).toEqual(['closed', false]);
  });
});
