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
/** Of attempts whose outcome was unknown first and was proved absent then. */
const CAUSE_OF_OTHERS: FailureCode = 'RESERVANTO_UNAVAILABLE';

/** The failure of a request whose deadline passed while it waited. `lastBecause` is null when it was never called. */
export function expiryFailure(lastBecause: string | null): Failure {
  const cause = lastBecause === null ? null : (CAUSES[lastBecause] ?? CAUSE_OF_OTHERS);
  const errors = cause === null ? [] : [{ pointer: '', code: cause, message: failureOf(cause, '').title }];
  const detail =
    cause === null
      ? 'It was still waiting for its turn at its deadline; nothing was sent to Reservanto.'
      : 'Every attempt until its deadline was proved not to have booked; the last reason stands under errors.';
  return failureOf('REQUEST_EXPIRED', detail, { errors });
}
