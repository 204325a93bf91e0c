import { type Failure, failureOf } from '../../booking/failure.js';
import { DEAD_LETTER_CODES, type FailureCode } from '../../booking/failure-codes.js';
import { failureTypesAt } from '../../booking/failure-type.js';
import { failureOfRefusal } from '../../booking/refusal.js';
import { expiryFailure } from '../../dispatch/expiry.js';
import { acceptRecord } from '../../intake/accept-record.js';

/** A failure as an event carries it. */
export type PublishedFailure = { readonly type: string } & Failure;

const refused = (parameter: string, message: string): Failure =>
  failureOfRefusal({ httpStatus: 200, messages: [message], parameters: [parameter] });

/** What intake answers to a record that it cannot book. */
function rejected(contentType: string, value: object): Failure {
  const record = {
    topic: 'booking.requested',
    partition: 0,
    offset: 0n,
    timestampMs: 0n,
    key: null,
    value: Buffer.from(JSON.stringify(value)),
    headers: [['content-type', Buffer.from(contentType)]] as const,
  };
  const reading = acceptRecord(record, new Date(0), { lane: 'resource', ttlMs: 0 });
  if (reading.became === 'dead-letter') return failureOf(reading.why.code, reading.why.message);
  if (reading.request.outcome !== null) return reading.request.outcome.failure;
  throw new Error('The example of a bad request is a good one: intake accepts it.');
}

/** One failure of each code, or of the code under whose `errors` it stands. Most of Reservanto's words are inferred. */
const EXAMPLES: Readonly<Record<FailureCode, Failure>> = {
  VALIDATION_FAILED: rejected('application/json', {
    BookingResourceId: '19564',
    BookingServiceId: 112325,
    CustomerId: 965123,
    BookingStart: 4_102_444_800,
    Count: 0,
  }),
  MALFORMED_EVENT: rejected('application/json', []),
  UNSUPPORTED_EVENT: rejected('application/cloudevents+json', {
    specversion: '1.0',
    type: 'booking.cancelled',
    data: {},
  }),
  ID_REUSED: failureOf(
    'ID_REUSED',
    'A request with this source and id was stored before with other data; send this one under an id of its own.',
  ),
  RECORD_TOO_LARGE: failureOf(
    'RECORD_TOO_LARGE',
    'The record is larger than anything that is read; a request has at most 64 KiB.',
  ),
  UNDECODABLE_RECORDS: failureOf(
    'UNDECODABLE_RECORDS',
    'The batch is compressed with a codec that is not known; use none, gzip, snappy, lz4 or zstd.',
  ),
  NOT_STORABLE: failureOf(
    'NOT_STORABLE',
    'PostgreSQL refuses to store the request (SQLSTATE 22P05); send it under a short id and source in ASCII.',
  ),
  REQUEST_EXPIRED: expiryFailure(null),
  CUSTOMER_NOT_FOUND: refused('CustomerId', 'Hledaný zákazník neexistuje!'),
  RESOURCE_NOT_FOUND: refused('BookingResourceId', 'Hledaný zdroj neexistuje!'),
  SERVICE_NOT_FOUND: refused('BookingServiceId', 'Zdroj tuto službu nenabízí!'),
  SLOT_UNAVAILABLE: refused('BookingStart', 'Zvolený termín je již obsazený!'),
  INVALID_START: refused('BookingStart', 'Termín je v minulosti!'),
  INVALID_COUNT: refused('Count', 'Neplatný počet osob!'),
  BOOKING_REJECTED: failureOf(
    'BOOKING_REJECTED',
    'Reservanto holds the booking as Rejected, number 14589123.',
  ),
  REFUSED_BY_RESERVANTO: refused('PaymentRequiredProcess', 'Neplatná hodnota!'),
  PERMISSION_DENIED: expiryFailure('forbidden'),
  AUTHENTICATION_FAILED: expiryFailure('unauthorized'),
  RESERVANTO_MISCONFIGURED: failureOf(
    'RESERVANTO_MISCONFIGURED',
    'Reservanto does not know the address, the content type or the protocol; check RESERVANTO_BASE_URL.',
    { provider: { httpStatus: 404, messages: [], parameters: [] } },
  ),
  RESERVANTO_UNAVAILABLE: expiryFailure('unreachable'),
  SETTLED_BY_OPERATOR: failureOf(
    'SETTLED_BY_OPERATOR',
    'A person looked and found that Reservanto holds no such booking.',
  ),
  OUTCOME_UNKNOWN: failureOf(
    'OUTCOME_UNKNOWN',
    'Reservanto did not say whether it booked, and nobody settled the request in time; look there before you ask again.',
  ),
};

/** The `failure` block of an event in which the code stands, as it is written without EVENTS_DOCS_URL. */
export function failureExample(code: FailureCode): PublishedFailure {
  const failure = EXAMPLES[code];
  return { type: `${failureTypesAt(null)}${failure.code}`, ...failure };
}

/** Where readers meet a code. */
export type Standing = 'event' | 'event-and-dead-letter' | 'errors-of-another';

/** Where readers meet the code: most end a request, some only say why another one did, or mark dead letters. */
export function standingOf(code: FailureCode): Standing {
  if (EXAMPLES[code].code !== code) return 'errors-of-another';
  return DEAD_LETTER_CODES.includes(code) ? 'event-and-dead-letter' : 'event';
}
