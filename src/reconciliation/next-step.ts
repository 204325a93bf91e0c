import type { ReviewReason } from '../booking/transition.js';
import type { HeldBooking, Reading } from '../reservanto/read-bookings.js';
import type { Match } from './match-bookings.js';

/** Where an unknown attempt stands when a reading of it begins. */
export interface UnknownFacts {
  /** Time since its call was given up. */
  readonly ageMs: number;
  /** Earlier readings, begun after the quarantine, that did not find it. */
  readonly absences: number;
  /** How often its request was called anew already. */
  readonly resubmissions: number;
}

/** How patient reconciliation is. */
export interface Patience {
  readonly quarantineMs: number;
  readonly giveUpMs: number;
}

/** What follows from a reading. */
export type Step =
  | { readonly step: 'settle'; readonly booking: HeldBooking; readonly tooMany: readonly number[] }
  | { readonly step: 'settle-void'; readonly booking: HeldBooking }
  | { readonly step: 'resubmit' }
  | { readonly step: 'review'; readonly reason: ReviewReason }
  | { readonly step: 'read-again'; readonly inMs: number };

/** Readings without the booking, begun after the quarantine, that prove it absent. */
export const PROOF_OF_ABSENCE = 2;
const MAX_RESUBMISSIONS = 3;
/** Ages at which a booking is looked for before the quarantine has ended; a late reading is not made up for. */
const EARLY_READINGS_MS = [1_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000];
const BETWEEN_ABSENCES_MS = 3_000;
const SHORTEST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Decides what follows from a reading that began at `facts.ageMs`. Found is proof at any time. Not found is proof only
 * in {@link PROOF_OF_ABSENCE} separate readings that began after the quarantine, because Reservanto may book late.
 */
export function nextStep(reading: Reading<Match>, facts: UnknownFacts, patience: Patience): Step {
  if (!reading.ok) return afterFailedReading(reading, facts, patience);
  const { value } = reading;
  switch (value.match) {
    case 'found':
      return { step: 'settle', booking: value.booking, tooMany: value.tooMany };
    case 'found-void':
      return { step: 'settle-void', booking: value.booking };
    case 'ambiguous':
      return facts.ageMs < patience.quarantineMs
        ? { step: 'read-again', inMs: untilNextReading(facts.ageMs, patience) }
        : { step: 'review', reason: 'ambiguous' };
    case 'absent':
      return afterAbsence(facts, patience);
  }
}

/** Whether a reading with this result counts as proof of absence. */
export function countsAsAbsence(
  reading: Reading<Match>,
  { ageMs }: UnknownFacts,
  { quarantineMs }: Patience,
): boolean {
  return reading.ok && reading.value.match === 'absent' && ageMs >= quarantineMs;
}

function afterAbsence(facts: UnknownFacts, patience: Patience): Step {
  if (facts.ageMs < patience.quarantineMs)
    return { step: 'read-again', inMs: untilNextReading(facts.ageMs, patience) };
  if (facts.absences + 1 < PROOF_OF_ABSENCE) return { step: 'read-again', inMs: BETWEEN_ABSENCES_MS };
  return facts.resubmissions < MAX_RESUBMISSIONS
    ? { step: 'resubmit' }
    : { step: 'review', reason: 'resubmitted-too-often' };
}

function afterFailedReading(
  { because, retryAfterMs }: Extract<Reading<Match>, { ok: false }>,
  { ageMs }: UnknownFacts,
  { quarantineMs, giveUpMs }: Patience,
): Step {
  if (because === 'forbidden' && ageMs >= quarantineMs)
    return { step: 'review', reason: 'reading-not-permitted' };
  if (ageMs >= giveUpMs) return { step: 'review', reason: 'reading-impossible' };
  const backOff = Math.min(LONGEST_RETRY_MS, Math.max(SHORTEST_RETRY_MS, ageMs / 2));
  return { step: 'read-again', inMs: Math.max(backOff, retryAfterMs ?? 0) };
}

/** Until the next early reading, and never past the end of the quarantine. */
function untilNextReading(ageMs: number, { quarantineMs }: Patience): number {
  const next = EARLY_READINGS_MS.find((age) => age > ageMs + SHORTEST_RETRY_MS / 2) ?? quarantineMs;
  return Math.max(0, Math.min(next, quarantineMs) - ageMs);
}
