import { type Failure, failureOf } from '../booking/failure.js';
import { type FailureCode, FAILURES } from '../booking/failure-codes.js';

/** Why a request was still waiting, from the verdict of its last attempt. */
const CAUSES: ReadonlyMap<string, FailureCode> = new Map([
  ['unauthorized', 'AUTHENTICATION_FAILED'],
  ['forbidden', 'PERMISSION_DENIED'],
  ['misconfigured', 'RESERVANTO_MISCONFIGURED'],
  ['throttled', 'RESERVANTO_UNAVAILABLE'],
  ['unreachable', 'RESERVANTO_UNAVAILABLE'],
]);

/**
 * The failure of a request whose deadline passed while it waited, so nothing of it is booked. `lastBecause` is null when
 * it was never called; otherwise its last attempt was not executed, or was proved absent.
 */
export function expiryFailure(lastBecause: string | null): Failure {
  if (lastBecause === null)
    return failureOf(
      'REQUEST_EXPIRED',
      'It was still waiting for its turn at its deadline; nothing was sent to Reservanto.',
    );
  const cause = CAUSES.get(lastBecause);
  if (cause === undefined)
    return failureOf(
      'REQUEST_EXPIRED',
      'Reservanto holds nothing of its earlier attempts, and its deadline came before the next one.',
    );
  return failureOf(
    'REQUEST_EXPIRED',
    'Every attempt until its deadline was provably not executed; the last reason stands under errors.',
    { errors: [{ pointer: '', code: cause, message: FAILURES[cause].title }] },
  );
}
