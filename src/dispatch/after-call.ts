import { confirmationOf } from '../booking/confirmation.js';
import { failureOf } from '../booking/failure.js';
import { created, failed, type Outcome } from '../booking/outcome.js';
import { failureOfRefusal } from '../booking/refusal.js';
import type { Verdict } from '../reservanto/verdict.js';
import { backOffMs } from './back-off.js';

/** What follows from a verdict. */
export type Next =
  | { readonly next: 'settle'; readonly outcome: Outcome }
  | { readonly next: 'wait'; readonly dueInMs: number }
  | { readonly next: 'unknown' };

/** Attempts before an answer that says "misconfigured" is believed. */
const MISCONFIGURED_ATTEMPTS = 4;

/** Decides what follows from the verdict of attempt number `attempt`. `random` lies between 0 and 1. */
export function afterCall(
  verdict: Verdict,
  attempt: number,
  reservantoNotifies: boolean,
  random: number,
): Next {
  switch (verdict.verdict) {
    case 'created': {
      const confirmation = confirmationOf(verdict.booking.Status);
      return confirmation === null
        ? { next: 'unknown' }
        : { next: 'settle', outcome: created(verdict.booking, confirmation, reservantoNotifies) };
    }
    case 'refused':
      return { next: 'settle', outcome: refusal(verdict) };
    case 'not-executed':
      return afterNotExecuted(verdict, attempt, random);
    case 'unknown':
      return { next: 'unknown' };
  }
}

function refusal(verdict: Extract<Verdict, { verdict: 'refused' }>): Outcome {
  if (verdict.because === 'error-answer' || verdict.because === 'http-status')
    return failed(failureOfRefusal(verdict.provider));
  const detail = 'Reservanto answered with a booking that is rejected or cancelled already.';
  return failed(failureOf('BOOKING_REJECTED', detail, { provider: verdict.provider }));
}

function afterNotExecuted(
  verdict: Extract<Verdict, { verdict: 'not-executed' }>,
  attempt: number,
  random: number,
): Next {
  const dueInMs = backOffMs(attempt, random);
  switch (verdict.because) {
    case 'unreachable':
      return { next: 'wait', dueInMs };
    case 'throttled':
      return { next: 'wait', dueInMs: verdict.retryAfterMs ?? 0 };
    // The account's gate holds these back; they go on as soon as it opens.
    case 'unauthorized':
    case 'forbidden':
    case 'withheld':
      return { next: 'wait', dueInMs: 0 };
    case 'misconfigured': {
      if (attempt < MISCONFIGURED_ATTEMPTS) return { next: 'wait', dueInMs };
      const detail =
        'Reservanto does not know the address, the content type or the protocol; check RESERVANTO_BASE_URL.';
      return {
        next: 'settle',
        outcome: failed(failureOf('RESERVANTO_MISCONFIGURED', detail, { provider: verdict.provider })),
      };
    }
  }
}
