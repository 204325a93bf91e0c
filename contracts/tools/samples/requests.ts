import { VARIABLES } from '../../../src/platform/config/variables.js';
import { buildBookingRequested, type KafkaRecord } from '../../src/build-booking-requested.js';
import { readable, type Sample } from './sample.js';

/** The moment at which all samples are made and read. */
export const NOW = new Date('2029-12-24T09:00:00.000Z');
/** Topic of the requests, unless it is configured otherwise. */
export const REQUESTED_TOPIC = VARIABLES.TOPIC_BOOKING_REQUESTED.default ?? '';

const LEAST = {
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  CustomerId: 965123,
  BookingStart: 1893488400,
};
const ALL = {
  ...LEAST,
  Count: 2,
  CustomerNote: 'Prosím o klidné místo',
  PaymentRequiredProcess: 'Never',
} as const;
const IDENTITY = { id: 'order-2041', source: 'urn:example:shop', time: NOW };
const EVERYTHING = {
  ...IDENTITY,
  expiresAt: new Date('2029-12-31T12:00:00.000Z'),
  correlationId: 'cart-77',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  tracestate: 'shop=00f067aa0ba902b7',
};

function sample(name: string, { key, value, headers }: KafkaRecord): Sample {
  return { name: `booking.requested/${name}`, topic: REQUESTED_TOPIC, key, headers, ...readable(value) };
}

/** The request that all outcomes of the samples answer. */
export function plainRequest(): Sample {
  return sample('least.binary', buildBookingRequested(LEAST, IDENTITY));
}

/** A request in every mode, with as little and with as much as can be said. */
export function requestSamples(): Sample[] {
  const bare = (headers: Record<string, string>): KafkaRecord => ({
    key: String(ALL.BookingResourceId),
    value: JSON.stringify(ALL),
    headers,
  });
  return [
    plainRequest(),
    sample('least.structured', buildBookingRequested(LEAST, { ...IDENTITY, mode: 'structured' })),
    sample('all.binary', buildBookingRequested(ALL, EVERYTHING)),
    sample('all.structured', buildBookingRequested(ALL, { ...EVERYTHING, mode: 'structured' })),
    sample('idempotency-key.bare', bare({ 'idempotency-key': 'order-2041', correlationid: 'cart-77' })),
    sample('message-id.bare', bare({ 'message-id': 'order-2041' })),
    sample('nameless.bare', bare({})),
  ];
}

/** Requests that cannot be accepted: data that breaks rules, a value that is no JSON, an event of another type. */
export function wrongRequests(): {
  readonly invalid: Sample;
  readonly malformed: Sample;
  readonly unsupported: Sample;
} {
  const plain = plainRequest();
  const { value: _value, ...frame } = plain;
  return {
    invalid: { ...plain, value: { ...LEAST, BookingStart: 1893488400000, CustomerId: '965123' } },
    malformed: { ...frame, text: '{"BookingResourceId": 195' },
    unsupported: { ...plain, headers: { ...plain.headers, ce_type: 'booking.changed' } },
  };
}
