import { FAILURE_CODES, type FailureCode } from '../../../src/booking/failure-codes.js';
import { type Failure, failureOf } from '../../../src/booking/failure.js';
import { failed, type Outcome, type SettledBy } from '../../../src/booking/outcome.js';
import { afterCall } from '../../../src/dispatch/after-call.js';
import { expiryFailure } from '../../../src/dispatch/expiry.js';
import { verdictOf } from '../../../src/reservanto/verdict.js';
import { refuse, type Refusal, success } from '../../../src/simulator/answers.js';
import { failureExample } from '../../../src/ops/docs/failure-examples.js';
import type { IncomingRecord } from '../../../src/platform/kafka/incoming-record.js';
import { isPublished } from '../schemas/failed.js';
import { idReused } from './dead-letters.js';
import { acceptedOf, outcomeSamples, rejectedOf, rejectionSamples } from './encode.js';
import { plainRequest, wrongRequests } from './requests.js';
import type { Sample } from './sample.js';

const CUSTOMER = 965123;
/** By then an answer that says "misconfigured" is believed. */
const LAST_ATTEMPT = 4;

interface Ending {
  readonly outcome: Outcome;
  readonly by: SettledBy;
  readonly attempts: number;
}

const ended = (failure: Failure, by: SettledBy, attempts: number): Ending => ({
  outcome: failed(failure),
  by,
  attempts,
});

/** What the bridge makes of an answer that ends the request. */
function answered(status: number, json: unknown, attempts = 1): Ending {
  const exchange = { kind: 'answered', status, retryAfterMs: null, body: { json } } as const;
  const next = afterCall(verdictOf(exchange, CUSTOMER), attempts, false, 0);
  if (next.next !== 'settle') throw new Error(`A sample answer with HTTP status ${status} settles nothing.`);
  return { outcome: next.outcome, by: 'response', attempts };
}

const refused = (reason: Refusal): Ending => answered(200, refuse(reason).body);

/** How the codes come about that answers, deadlines and people bring. */
const ENDINGS: Partial<Record<FailureCode, () => Ending>> = {
  CUSTOMER_NOT_FOUND: () => refused('customer'),
  RESOURCE_NOT_FOUND: () => refused('resource'),
  SERVICE_NOT_FOUND: () => refused('offer'),
  SLOT_UNAVAILABLE: () => refused('taken'),
  INVALID_START: () => refused('past'),
  INVALID_COUNT: () => refused('count'),
  REFUSED_BY_RESERVANTO: () => refused('payment'),
  BOOKING_REJECTED: () =>
    answered(200, success({ AppointmentId: 48211093, CustomerId: CUSTOMER, Status: 'Rejected' }).body),
  RESERVANTO_MISCONFIGURED: () => answered(404, null, LAST_ATTEMPT),
  REQUEST_EXPIRED: () => ended(expiryFailure('unreachable'), 'deadline', LAST_ATTEMPT),
  OUTCOME_UNKNOWN: () =>
    ended(
      failureOf('OUTCOME_UNKNOWN', 'A person closed the request without knowing whether a booking exists.'),
      'operator',
      1,
    ),
  SETTLED_BY_OPERATOR: () =>
    ended(
      failureOf('SETTLED_BY_OPERATOR', 'A person looked and found that Reservanto holds no such booking.'),
      'operator',
      1,
    ),
};

/** Records that are no request, or a request with wrong data: what intake answers. */
const REJECTIONS: Partial<Record<FailureCode, () => Sample[]>> = {
  VALIDATION_FAILED: () => {
    const request = acceptedOf(wrongRequests().invalid);
    if (request.outcome === null) throw new Error('The invalid sample is valid.');
    return outcomeSamples('VALIDATION_FAILED', request, request.outcome, { by: 'intake', attempts: 0 });
  },
  MALFORMED_EVENT: () => unreadable('MALFORMED_EVENT', wrongRequests().malformed),
  UNSUPPORTED_EVENT: () => unreadable('UNSUPPORTED_EVENT', wrongRequests().unsupported),
  ID_REUSED: () => rejectionSamples('ID_REUSED', acceptedOf(plainRequest()).from, idReused(), true),
  NOT_STORABLE: () => example('NOT_STORABLE', acceptedOf(plainRequest()).from),
  RECORD_TOO_LARGE: () => example('RECORD_TOO_LARGE', undecoded()),
  UNDECODABLE_RECORDS: () => example('UNDECODABLE_RECORDS', undecoded()),
};

/** Of what cannot be decoded nothing but its position is known. */
function undecoded() {
  return { ...acceptedOf(plainRequest()).from, key: null, value: null, headers: [] };
}

function example(code: FailureCode, record: IncomingRecord): Sample[] {
  return rejectionSamples(code, record, failureOf(code, failureExample(code).detail));
}

function unreadable(code: FailureCode, sample: Sample): Sample[] {
  const rejected = rejectedOf(sample);
  return rejectionSamples(code, rejected.record, failureOf(code, rejected.why.message));
}

/**
 * `booking.failed` for every code that it can carry; those that only say why another one happened have none.
 */
export function failedSamples(): Sample[] {
  return FAILURE_CODES.filter(isPublished).flatMap((code) => {
    const rejected = REJECTIONS[code]?.();
    if (rejected !== undefined) return rejected;
    const ending = ENDINGS[code]?.();
    if (ending === undefined) throw new Error(`There is no sample ending for ${code}.`);
    return outcomeSamples(code, acceptedOf(plainRequest()), ending.outcome, ending);
  });
}
