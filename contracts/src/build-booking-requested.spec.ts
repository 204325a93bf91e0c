import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptRecord } from '../../src/intake/accept-record.js';
import { wrongIn } from '../../test/support/event-contract.js';
import { buildBookingRequested, type KafkaRecord, type RequestOptions } from './build-booking-requested.js';

const data = {
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  CustomerId: 965123,
  BookingStart: 1893488400,
  CustomerNote: 'Žluťoučký kůň',
};
const NOW = new Date('2029-12-24T09:00:00Z');
const options = {
  id: 'order-1',
  source: 'urn:example:shop',
  expiresAt: new Date('2029-12-24T10:00:00Z'),
  correlationId: 'cart-1',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};

/** What the bridge makes of a record, as any Kafka client would hand it out. */
function read({ key, value, headers }: KafkaRecord) {
  const reading = acceptRecord(
    {
      topic: 'booking.requested',
      partition: 0,
      offset: 0n,
      timestampMs: BigInt(NOW.getTime()),
      key: Buffer.from(key),
      value: Buffer.from(value),
      headers: Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]),
    },
    NOW,
    { lane: 'resource', ttlMs: 86_400_000 },
  );
  if (reading.became !== 'request') throw new Error(reading.why.message);
  return reading.request;
}

describe.each(['binary', 'structured'] as const)('a booking.requested that is built in %s mode', (mode) => {
  it('is accepted with its identity, deadline and everything that the outcome carries', () => {
    expect(read(buildBookingRequested(data, { ...options, mode }))).toMatchObject({
      source: 'urn:example:shop',
      eventId: 'order-1',
      data,
      deadlineAt: options.expiresAt,
      outcome: null,
      context: {
        key: Buffer.from('19564').toString('base64'),
        correlationId: 'cart-1',
        traceparent: options.traceparent,
        tracestate: null,
      },
    });
  });

  it('is as the closed schemas say, whatever its texts are', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }),
        (id, correlationId, note, time) => {
          const { headers, value } = buildBookingRequested(
            { ...data, CustomerNote: note },
            { ...options, id, correlationId, time, expiresAt: time, mode },
          );
          const json = JSON.parse(value) as unknown;
          const schemas =
            mode === 'binary'
              ? ['booking.requested.binary-headers', 'booking.requested']
              : ['booking.requested.structured-headers', 'booking.requested.event'];
          expect([headers, json].flatMap((part, i) => wrongIn(schemas[i] ?? '', part))).toEqual([]);
        },
      ),
    );
  });
});

describe('buildBookingRequested', () => {
  it.each([undefined, {}, { id: 'order-1' }, { source: 'urn:example:shop' }])(
    'refuses options %j, which identify no request, and says what to give',
    (incomplete) => {
      const options = incomplete as RequestOptions;
      expect(() => buildBookingRequested(data, options)).toThrow(/Give options\.id.*options\.source/);
    },
  );

  it('orders requests by resource unless it is told otherwise', () => {
    expect(buildBookingRequested(data, options).key).toBe('19564');
    expect(buildBookingRequested(data, { ...options, key: 'customer-7' }).key).toBe('customer-7');
  });
});
