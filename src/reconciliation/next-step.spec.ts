import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HeldBooking, ReadFailure, Reading } from '../reservanto/read-bookings.js';
import type { Match } from './match-bookings.js';
import {
  countsAsAbsence,
  nextStep,
  type Patience,
  PROOF_OF_ABSENCE,
  type Step,
  type UnknownFacts,
} from './next-step.js';

const MINUTE = 60_000;
const patience: Patience = { quarantineMs: 10 * MINUTE, giveUpMs: 60 * MINUTE };
const booking: HeldBooking = {
  AppointmentId: 5,
  CustomerId: 1,
  SourceId: 2,
  BookingServiceId: 3,
  StartDate: 1_000,
  Count: 1,
  CustomerNote: null,
  Status: 'Confirmed',
};
const saw = (value: Match): Reading<Match> => ({ ok: true, value });
const absent = saw({ match: 'absent' });
const ambiguous = saw({ match: 'ambiguous', appointments: [5] });
const failed = (because: ReadFailure, retryAfterMs: number | null = null): Reading<Match> => ({
  ok: false,
  because,
  retryAfterMs,
});
const FAILURES: ReadFailure[] = [
  'unreachable',
  'throttled',
  'unauthorized',
  'forbidden',
  'misconfigured',
  'server-error',
  'timeout',
  'connection-lost',
  'unreadable-answer',
];

const anyReading: fc.Arbitrary<Reading<Match>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(absent) },
  { weight: 1, arbitrary: fc.constant(ambiguous) },
  { weight: 1, arbitrary: fc.constant(saw({ match: 'found', booking, tooMany: [] })) },
  { weight: 1, arbitrary: fc.constant(saw({ match: 'found-void', booking })) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...FAILURES), fc.option(fc.nat(1e7))).map((f) => failed(...f)),
  },
);
const anyPatience = fc
  .tuple(fc.integer({ min: 1_000, max: 30 * MINUTE }), fc.nat(120 * MINUTE))
  .map(([quarantineMs, more]): Patience => ({ quarantineMs, giveUpMs: quarantineMs + more }));
const anyFacts: fc.Arbitrary<UnknownFacts> = fc.record({
  ageMs: fc.oneof(fc.nat(MINUTE), fc.double({ min: 0, max: 200 * MINUTE, noNaN: true })),
  absences: fc.nat(4),
  resubmissions: fc.nat(5),
});

/** What one unknown attempt goes through: readings at any times, however early or late they come. */
function live(
  readings: readonly (readonly [Reading<Match>, number])[],
  limits: Patience,
  resubmissions: number,
) {
  let facts: UnknownFacts = { ageMs: 0, absences: 0, resubmissions };
  const seen: { readonly reading: Reading<Match>; readonly ageMs: number }[] = [];
  for (const [reading, afterMs] of readings) {
    facts = { ...facts, ageMs: facts.ageMs + afterMs };
    seen.push({ reading, ageMs: facts.ageMs });
    const step = nextStep(reading, facts, limits);
    if (step.step !== 'read-again') return { step, seen };
    if (countsAsAbsence(reading, facts, limits)) facts = { ...facts, absences: facts.absences + 1 };
  }
  return { step: null, seen };
}

describe('what follows from a reading', () => {
  it('no sequence of readings leads to a resubmission unless two that began after the quarantine found nothing', () => {
    const anyLife = fc.array(fc.tuple(anyReading, fc.oneof(fc.nat(10_000), fc.nat(15 * MINUTE))), {
      maxLength: 40,
    });
    let resubmitted = 0;
    fc.assert(
      fc.property(anyLife, anyPatience, fc.nat(4), (readings, limits, resubmissions) => {
        const { step, seen } = live(readings, limits, resubmissions);
        if (step?.step !== 'resubmit') return;
        resubmitted += 1;
        const proofs = seen.filter(
          ({ reading, ageMs }) => reading === absent && ageMs >= limits.quarantineMs,
        );
        expect(proofs.length).toBeGreaterThanOrEqual(2);
        expect(
          seen.every(
            ({ reading }) => !reading.ok || reading.value.match === 'absent' || reading === ambiguous,
          ),
        ).toBe(true);
        expect(resubmissions).toBeLessThan(3);
      }),
      { numRuns: 2_000 },
    );
    expect(resubmitted).toBeGreaterThan(100);
    expect(PROOF_OF_ABSENCE).toBe(2);
  });

  it('found settles at any age, whatever was read before', () => {
    fc.assert(
      fc.property(anyFacts, anyPatience, fc.array(fc.nat()), (facts, limits, tooMany) => {
        expect(nextStep(saw({ match: 'found', booking, tooMany }), facts, limits)).toEqual({
          step: 'settle',
          booking,
          tooMany,
        });
        expect(nextStep(saw({ match: 'found-void', booking }), facts, limits)).toEqual({
          step: 'settle-void',
          booking,
        });
      }),
    );
  });

  it('a reading that failed is never absence, and never leads to a resubmission', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FAILURES),
        fc.option(fc.nat()),
        anyFacts,
        anyPatience,
        (because, after, facts, limits) => {
          const reading = failed(because, after);
          expect(countsAsAbsence(reading, facts, limits)).toBe(false);
          expect(['read-again', 'review']).toContain(nextStep(reading, facts, limits).step);
        },
      ),
    );
  });

  it('nothing but not having found it after the quarantine counts as absence', () => {
    fc.assert(
      fc.property(anyReading, anyFacts, anyPatience, (reading, facts, limits) => {
        const counts = reading === absent && facts.ageMs >= limits.quarantineMs;
        expect(countsAsAbsence(reading, facts, limits)).toBe(counts);
      }),
    );
  });

  it.each<[string, Reading<Match>, Partial<UnknownFacts>, Step]>([
    [
      'absent the moment before the quarantine ends',
      absent,
      { ageMs: 10 * MINUTE - 1, absences: 9 },
      { step: 'read-again', inMs: 1 },
    ],
    [
      'absent when it ends, for the first time',
      absent,
      { ageMs: 10 * MINUTE },
      { step: 'read-again', inMs: 3_000 },
    ],
    ['absent for the second time', absent, { ageMs: 11 * MINUTE, absences: 1 }, { step: 'resubmit' }],
    [
      'absent, after its last resubmission',
      absent,
      { ageMs: 11 * MINUTE, absences: 1, resubmissions: 3 },
      { step: 'review', reason: 'resubmitted-too-often' },
    ],
    ['ambiguous early', ambiguous, { ageMs: 1_000 }, { step: 'read-again', inMs: 4_000 }],
    [
      'ambiguous after the quarantine',
      ambiguous,
      { ageMs: 10 * MINUTE, absences: 1 },
      { step: 'review', reason: 'ambiguous' },
    ],
    ['forbidden early', failed('forbidden'), { ageMs: 1_000 }, { step: 'read-again', inMs: 1_000 }],
    [
      'forbidden after the quarantine',
      failed('forbidden'),
      { ageMs: 10 * MINUTE },
      { step: 'review', reason: 'reading-not-permitted' },
    ],
    [
      'unreadable for long',
      failed('unreadable-answer'),
      { ageMs: 59 * MINUTE },
      { step: 'read-again', inMs: MINUTE },
    ],
    [
      'unreadable for too long',
      failed('unreadable-answer'),
      { ageMs: 60 * MINUTE },
      { step: 'review', reason: 'reading-impossible' },
    ],
    [
      'throttled with a wish',
      failed('throttled', 90_000),
      { ageMs: 4_000 },
      { step: 'read-again', inMs: 90_000 },
    ],
  ])('%s', (_, reading, facts, expected) => {
    expect(nextStep(reading, { ageMs: 0, absences: 0, resubmissions: 0, ...facts }, patience)).toEqual(
      expected,
    );
  });

  it('a reading before the end of the quarantine is followed by one at its end at the latest, and never at once for ever', () => {
    fc.assert(
      fc.property(fc.constantFrom(absent, ambiguous), anyFacts, anyPatience, (reading, facts, limits) => {
        const step = nextStep(reading, facts, limits);
        if (step.step !== 'read-again' || facts.ageMs >= limits.quarantineMs) return;
        expect(step.inMs).toBeGreaterThan(0);
        expect(facts.ageMs + step.inMs).toBeLessThanOrEqual(limits.quarantineMs + 0.001);
      }),
    );
  });

  it('an unknown attempt that is read as told looks early, often and not too often, and ends', () => {
    const ages: number[] = [];
    let facts: UnknownFacts = { ageMs: 1_000, absences: 0, resubmissions: 0 };
    let step = nextStep(absent, facts, patience);
    while (step.step === 'read-again' && ages.length < 100) {
      ages.push(facts.ageMs);
      const absences = facts.absences + (countsAsAbsence(absent, facts, patience) ? 1 : 0);
      facts = { ...facts, absences, ageMs: facts.ageMs + step.inMs };
      step = nextStep(absent, facts, patience);
    }
    expect(ages).toEqual([1_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000]);
    expect(step).toEqual({ step: 'resubmit' });
  });

  it('a reading that fails for ever is repeated at most once a minute, and ends with a person', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FAILURES), anyPatience, (because, limits) => {
        let facts: UnknownFacts = { ageMs: 0, absences: 0, resubmissions: 0 };
        let step = nextStep(failed(because), facts, limits);
        for (let i = 0; i < 1_000 && step.step === 'read-again'; i += 1) {
          expect(step.inMs).toBeGreaterThanOrEqual(1_000);
          expect(step.inMs).toBeLessThanOrEqual(MINUTE);
          facts = { ...facts, ageMs: facts.ageMs + step.inMs };
          step = nextStep(failed(because), facts, limits);
        }
        expect(step.step).toBe('review');
      }),
    );
  });
});
