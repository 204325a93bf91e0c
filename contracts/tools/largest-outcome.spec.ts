import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { confirmationOf } from '../../src/booking/confirmation.js';
import { failureOf } from '../../src/booking/failure.js';
import { created, failed, type Outcome, outcomeEventOf } from '../../src/booking/outcome.js';
import { failureOfRefusal } from '../../src/booking/refusal.js';
import { failureTypesAt } from '../../src/booking/failure-type.js';
import { encodeEvent } from '../../src/outbox/encode-event.js';
import type { OutboxRecord } from '../../src/outbox/outbox-record.js';
import type { IncomingRecord } from '../../src/platform/kafka/incoming-record.js';
import { APPOINTMENT_STATUSES, bookingIn, providerAnswer } from '../../src/reservanto/read-answer.js';
import { acceptRecord } from '../../src/intake/accept-record.js';
import { rejectionOf } from '../../src/intake/rejection-event.js';

/** The smallest usual limit of a topic, and what a batch and another client's framing may add. */
const LIMIT = 1024 * 1024 - 50 * 1024;
const NOW = new Date('2030-01-01T00:00:00Z');
const CUSTOMER = 965123;
const CONTROL = '\u0001';

/** Texts that grow when they are written as JSON: up to six bytes for one. */
const dense = fc.constantFrom(CONTROL, '"', '\\', '\ud800', '€', '🐎', '~', '/', 'x');
const textOf = (max: number) => fc.tuple(dense, fc.nat(max)).map(([unit, n]) => unit.repeat(n));
const attribute = fc.oneof(
  fc.constantFrom('"'.repeat(990), '\\'.repeat(990), '€'.repeat(330), 'order-1', '"'.repeat(499)),
  textOf(600_000),
);
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** Numbers that JSON writes longer than they came. */
const LARGEST_VALUE = `{"CustomerId":[${Array(13_000).fill('1e20').join(',')}]}`;

/** Data that is large where the contract allows it and where it does not; what a value takes at most is 64 KiB. */
const value = fc.oneof(
  fc.constantFrom(
    LARGEST_VALUE,
    `{"Count":"${'\\u0001'.repeat(10_000)}"}`,
    `{"BookingStart":"${'€'.repeat(20_000)}"}`,
    '{"BookingResourceId":1,"BookingServiceId":2,"CustomerId":965123,"BookingStart":1893499200}',
  ),
  textOf(70_000).map((note) => JSON.stringify({ CustomerNote: note })),
  fc.constant('{'),
);

interface Wanted {
  readonly value: string;
  readonly key: number;
  readonly id: string;
  readonly source: string;
  readonly correlationid: string | null;
  readonly tracestate: string;
  readonly headers: number;
  readonly isStructured: boolean;
}

function recordOf(r: Wanted): IncomingRecord {
  const attributes = {
    specversion: '1.0',
    type: 'booking.requested',
    id: r.id,
    source: r.source,
    ...(r.correlationid === null ? {} : { correlationid: r.correlationid }),
    traceparent: TRACE,
    tracestate: r.tracestate,
  };
  const json = `${JSON.stringify(attributes).slice(0, -1)},"data":${r.value}}`;
  const headers = r.isStructured
    ? [['content-type', 'application/cloudevents+json'] as const]
    : Object.entries(attributes).map(([name, text]) => [`ce_${name}`, text] as const);
  return {
    topic: 't'.repeat(249),
    partition: 2_147_483_647,
    offset: 9_223_372_036_854_775_807n,
    timestampMs: BigInt(NOW.getTime()),
    key: Buffer.alloc(r.key % 2 === 0 ? r.key : 4096),
    value: Buffer.from(r.isStructured ? json : r.value),
    headers: [
      ...headers.map(([name, text]) => [name, Buffer.from(text)] as const),
      ...(r.headers % 3 === 0 ? [['x-more', Buffer.alloc(r.headers)] as const] : []),
    ],
  };
}

const TRACE_STATE = `a=${'x'.repeat(200)},b=${'y'.repeat(250)}`;
const incoming = fc
  .record({
    value,
    key: fc.nat(300_000),
    id: attribute,
    source: attribute,
    correlationid: fc.option(attribute),
    tracestate: fc.oneof(fc.constant(TRACE_STATE), attribute),
    headers: fc.nat(400_000),
    isStructured: fc.boolean(),
  })
  .map(recordOf);

/** The largest that is accepted, and the largest identity of what is not. */
const LARGEST = recordOf({
  ...{ value: LARGEST_VALUE, key: 4096, headers: 1, isStructured: false },
  ...{
    id: '"'.repeat(990),
    source: '\\'.repeat(990),
    correlationid: '"'.repeat(499),
    tracestate: TRACE_STATE,
  },
});
const LARGEST_REJECTED: IncomingRecord = { ...LARGEST, value: Buffer.from('{') };

/** Answers of Reservanto, as large as an untrusted server may make them. */
const answer = fc.tuple(textOf(2_000), textOf(2_000), fc.nat(40)).map(([message, parameter, n]) => ({
  IsError: true,
  ErrorMessages: Array<string>(n).fill(message),
  ErrorParameters: Array<string>(n).fill(parameter),
}));
const LARGEST_ANSWER = {
  IsError: true,
  ErrorMessages: Array<string>(40).fill(CONTROL.repeat(2_000)),
  ErrorParameters: Array<string>(40).fill(CONTROL.repeat(2_000)),
};
const LARGEST_ENDING = failed(failureOfRefusal(providerAnswer(200, LARGEST_ANSWER)));
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  answer.map((json) => failed(failureOfRefusal(providerAnswer(200, json)))),
  answer.map((json) =>
    failed(failureOf('BOOKING_REJECTED', 'Why.', { provider: providerAnswer(200, json) })),
  ),
  fc.constantFrom(...APPOINTMENT_STATUSES).map((Status) => {
    const booking = bookingIn({ AppointmentId: 1, CustomerId: CUSTOMER, Status }, CUSTOMER);
    if (booking === null) throw new Error('The booking of the test is not readable.');
    return created(booking, confirmationOf(Status) ?? 'confirmed', false);
  }),
);

/** What the record takes in Kafka: lengths as varints of at most five bytes, and a batch of its own around it. */
function sizeOf({ key, value, headers }: OutboxRecord): number {
  const bytes = (base64: string | null) => Buffer.from(base64 ?? '', 'base64').length;
  const ofHeaders = headers.map(([name, text]) => Buffer.byteLength(name) + bytes(text) + 10);
  return ofHeaders.reduce((sum, n) => sum + n, 61 + 40 + bytes(key) + bytes(value));
}

describe('the largest outcome', () => {
  it('fits a topic of 1 MiB with 50 KB to spare, whatever a producer and Reservanto write', () => {
    const largest = { accepted: 0, rejected: 0 };
    fc.assert(
      fc.property(incoming, outcome, fc.constantFrom('binary', 'structured'), (record, ending, mode) => {
        const encoding = {
          mode,
          source: `urn:${'s'.repeat(2_000)}`,
          topics: { 'booking.created': 'c', 'booking.failed': 'f' },
          failureTypes: failureTypesAt(`https://${'d'.repeat(2_000)}`),
        } as const;
        const reading = acceptRecord(record, NOW, { lane: 'resource', ttlMs: 1_000 });
        const isRequest = reading.became === 'request';
        const events = isRequest
          ? [
              outcomeEventOf(reading.request, ending, { by: 'response', at: NOW }),
              outcomeEventOf(reading.request, reading.request.outcome ?? ending, { by: 'intake', at: NOW }),
              rejectionOf({ record, failure: failureOf('ID_REUSED', 'Why.'), failedAt: NOW }, true),
            ]
          : [
              rejectionOf(
                { record, failure: failureOf(reading.why.code, reading.why.message), failedAt: NOW },
                false,
              ),
            ];
        for (const event of events) {
          const size = sizeOf(encodeEvent(event, null, encoding));
          expect(size).toBeLessThan(LIMIT);
          const kind = isRequest ? 'accepted' : 'rejected';
          largest[kind] = Math.max(largest[kind], size);
        }
      }),
      {
        numRuns: 300,
        examples: [
          [LARGEST, LARGEST_ENDING, 'binary'],
          [LARGEST, LARGEST_ENDING, 'structured'],
          [LARGEST_REJECTED, LARGEST_ENDING, 'structured'],
        ],
      },
    );
    // A property that builds only small events proves nothing.
    expect(largest.accepted).toBeGreaterThan(300_000);
    expect(largest.rejected).toBeGreaterThan(5_000);
  });
});
