import { type Failure, failureOf } from '../booking/failure.js';
import type { FailureCode } from '../booking/failure-codes.js';

/** Why a request was still waiting, from the verdict of its last attempt. */
const CAUSES: Readonly<Record<string, FailureCode>> = {
  unauthorized: 'AUTHENTICATION_FAILED',
  forbidden: 'PERMISSION_DENIED',
  misconfigured: 'RESERVANTO_MISCONFIGURED',
  throttled: 'RESERVANTO_UNAVAILABLE',
  unreachable: 'RESERVANTO_UNAVAILABLE',
};

/** The failure of a request whose deadline passed while it waited. `lastBecause` is null when it was never called. */
export function expiryFailure(lastBecause: string | null): Failure {
  const cause = lastBecause === null ? undefined : CAUSES[lastBecause];
  const errors =
    cause === undefined ? [] : [{ pointer: '', code: cause, message: failureOf(cause, '').title }];
  const detail =
    cause === undefined
      ? 'It was still waiting for its turn at its deadline; nothing was sent to Reservanto.'
      : 'Every attempt until its deadline was provably not executed; the last reason stands under errors.';
  return failureOf('REQUEST_EXPIRED', detail, { errors });
}
