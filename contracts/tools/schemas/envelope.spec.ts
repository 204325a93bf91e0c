import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isReadable, readEnvelope } from '../../../src/intake/envelope.js';
import { MAX_IDENTITY_BYTES } from '../../../src/intake/limits.js';
import { wrongIn } from '../../../test/support/event-contract.js';

type Attributes = Readonly<Record<string, unknown>>;

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
/** The noncharacters of the higher planes have no pattern that every language reads. */
const correlation = fc.string({ unit: 'binary' }).map((text) => text.replace(/[^\0-\uffff]/gu, 'x'));

/** Half of these are what they should be. Others are nearly so, or anything. */
const attributes = fc.record(
  {
    specversion: mostly('1.0', fc.constantFrom('0.3', '1', '', 1)),
    type: mostly('booking.requested', fc.constantFrom('booking.created', 'Booking.Requested', null)),
    id: identity(),
    source: identity(),
    expirytime: fc.oneof(
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
        .map((date) => date.toISOString()),
      fc.constantFrom(
        ...[
          '2029-12-31T12:00:00+01:00',
          '2029-12-31t12:00:00z',
          '2029-12-31T12:00:00',
          '2029-12-31',
          'soon',
          '',
        ],
        ...[
          '2029-13-45T99:99:99Z',
          '2016-12-31T23:59:60Z',
          '2029-12-31 12:00:00Z',
          '2029-02-30T00:00:00Z',
          '5',
        ],
      ),
    ),
    time: fc.constantFrom('2029-12-24T09:00:00Z', 'now'),
    correlationid: mostly('c-1', correlation),
    traceparent: mostly(TRACE, fc.string()),
    extension: fc.string(),
  },
  { requiredKeys: ['specversion', 'type', 'id', 'source'] },
);

function mostly(right: string, wrong: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(right) }, wrong);
}

function identity(): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) },
    fc.constantFrom('', 'a\0b', 'a\u0085b', 'x'.repeat(1000), 'x'.repeat(1001), 7, null),
  );
}

/** The limit of both together, in bytes, is the one thing that no schema can say. */
function isShortEnough({ id, source }: Attributes): boolean {
  return Buffer.byteLength(String(id)) + Buffer.byteLength(String(source)) <= MAX_IDENTITY_BYTES;
}

function isRead(headers: Attributes, value: unknown): boolean {
  return isReadable(
    readEnvelope({
      topic: 'booking.requested',
      partition: 0,
      offset: 0n,
      timestampMs: 0n,
      key: null,
      value: Buffer.from(JSON.stringify(value)),
      headers: Object.entries(headers).map(([name, text]) => [name, Buffer.from(String(text))]),
    }),
  );
}

/** How often the schemas accepted: a property that nothing enters proves nothing. */
function accepted(check: (given: Attributes) => boolean): number {
  let count = 0;
  fc.assert(
    fc.property(attributes, (given) => {
      count += check(given) ? 1 : 0;
    }),
    { numRuns: 3_000 },
  );
  return count;
}

describe('the published schemas of the envelope', () => {
  it('accept no headers of binary mode that intake does not read, but for ids that are too long together', () => {
    const count = accepted((given) => {
      const headers = Object.fromEntries(Object.entries(given).map(([name, text]) => [`ce_${name}`, text]));
      const isGood = wrongIn('booking.requested.binary-headers', headers).length === 0;
      if (isGood) expect(isRead(headers, {})).toBe(isShortEnough(given));
      return isGood;
    });
    expect(count).toBeGreaterThan(200);
  });

  it('accept no event of structured mode whose envelope intake does not read, but for ids that are too long together', () => {
    const data = { BookingResourceId: 1, BookingServiceId: 1, CustomerId: 1, BookingStart: 1 };
    const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
    expect(wrongIn('booking.requested.structured-headers', headers)).toEqual([]);
    const count = accepted((given) => {
      const event = { ...given, data };
      const isGood = wrongIn('booking.requested.event', event).length === 0;
      if (isGood) expect(isRead(headers, event)).toBe(isShortEnough(given));
      return isGood;
    });
    expect(count).toBeGreaterThan(200);
  });

  it('accept no identity of a bare request that intake does not read', () => {
    fc.assert(
      fc.property(identity(), identity(), (key, message) => {
        const headers = { 'idempotency-key': key, 'message-id': message };
        const isGood = wrongIn('booking.requested.bare-headers', headers).length === 0;
        if (isGood) expect(isRead(headers, {})).toBe(true);
      }),
    );
  });
});
