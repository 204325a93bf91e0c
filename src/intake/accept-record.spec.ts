import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STEERING_PROPERTIES } from '../booking/request-properties.js';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { acceptRecord } from './accept-record.js';

const NOW = new Date('2030-01-01T00:00:00Z');
const RULES = { lane: 'resource', ttlMs: 86_400_000 } as const;
const START = NOW.getTime() / 1000 + 3600;
const good = { BookingResourceId: 1, BookingServiceId: 2, CustomerId: 3, BookingStart: START };

const record = (value: Buffer | null, headers: [string, string][] = []): IncomingRecord => ({
  topic: 'booking.requested',
  partition: 0,
  offset: 7n,
  timestampMs: BigInt(NOW.getTime()),
  key: null,
  value,
  headers: headers.map(([name, text]) => [name, Buffer.from(text)]),
});

const errorsOf = (data: unknown) => {
  const read = acceptRecord(record(Buffer.from(JSON.stringify(data))), NOW, RULES);
  return read.became === 'request' ? (read.request.outcome?.failure.errors ?? []) : null;
};

describe('a record', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['a start in milliseconds', { BookingStart: START * 1000 }, '/BookingStart', 'unixSeconds'],
    ['a start as text', { BookingStart: '2030-01-01T12:00:00Z' }, '/BookingStart', 'wholeNumber'],
    ['a start in the past', { BookingStart: START - 7200 }, '/BookingStart', 'future'],
    ['an id of text', { CustomerId: '3' }, '/CustomerId', 'wholeNumber'],
    ['an id of zero', { CustomerId: 0 }, '/CustomerId', 'min'],
    ['an id beyond int32', { BookingResourceId: 2 ** 31 }, '/BookingResourceId', 'max'],
    ['no service', { BookingServiceId: undefined }, '/BookingServiceId', 'required'],
    ['a count of zero', { Count: 0 }, '/Count', 'min'],
    [
      'another payment process',
      { PaymentRequiredProcess: 2 },
      '/PaymentRequiredProcess',
      'paymentRequiredProcess',
    ],
    ['a note that is no text', { CustomerNote: 5 }, '/CustomerNote', 'text'],
  ])('with %s names the property and the first rule it breaks', (_, wishes, pointer, code) => {
    expect(errorsOf({ ...good, ...wishes })).toMatchObject([{ pointer, code }]);
  });

  it('that keeps the rules is ready to be called, with defaults filled in', () => {
    const read = acceptRecord(
      record(Buffer.from(JSON.stringify({ ...good, Phone: 'unknown property' }))),
      NOW,
      RULES,
    );
    expect(read).toMatchObject({
      request: {
        call: { ...good, Count: 1, CustomerNote: null, PaymentRequiredProcess: 'Never' },
        lane: 'resource:1',
        outcome: null,
      },
    });
    expect(read.became === 'request' && Object.keys(read.request.call ?? {})).not.toContain('Phone');
  });

  it('is called with the seven properties that steer a booking, and nothing else', () => {
    const data = { ...good, TimeStamp: 5, Voucher: 'A1', requestedAt: 'x' };
    const read = acceptRecord(record(Buffer.from(JSON.stringify(data))), NOW, RULES);
    expect(read.became === 'request' && Object.keys(read.request.call ?? {}).sort()).toEqual(
      [...STEERING_PROPERTIES].sort(),
    );
  });

  it('is stored without properties that are not documented, and without null', () => {
    const data = { ...good, Count: null, CustomerNote: null, PaymentRequiredProcess: null, TimeStamp: null };
    const read = acceptRecord(record(Buffer.from(JSON.stringify({ ...data, Email: 'a@b.cz' }))), NOW, RULES);
    expect(read).toMatchObject({ request: { outcome: null, call: { Count: 1, CustomerNote: null } } });
    expect(read.became === 'request' && read.request.data).toEqual(good);
  });

  it.each(STEERING_PROPERTIES)('with %s in another case is told so, instead of losing it', (name) => {
    const written = name.toLowerCase();
    const { [name]: _exact, ...others } = {
      ...good,
      Count: 2,
      CustomerNote: 'x',
      PaymentRequiredProcess: 'Never',
    };
    expect(errorsOf({ ...others, [written]: 4 })).toEqual([
      {
        pointer: `/${name}`,
        code: 'spelling',
        message: expect.stringContaining(`there is ${written}: did you mean ${name}?`),
      },
    ]);
  });

  it('with a name in both cases is read by the exact one', () => {
    expect(errorsOf({ ...good, Count: 1, count: 'x', customerid: 5 })).toEqual([]);
    expect(errorsOf({ ...good, count: null })).toEqual([]);
  });

  it('with a timestamp in seconds is not expired, and a failure names the timestamp', () => {
    const inSeconds = (value: object) =>
      acceptRecord(
        { ...record(Buffer.from(JSON.stringify(value))), timestampMs: BigInt(NOW.getTime() / 1000) },
        NOW,
        RULES,
      );
    expect(inSeconds(good)).toMatchObject({
      request: { outcome: null, deadlineAt: new Date(START * 1000) },
    });
    expect(inSeconds({ ...good, BookingStart: 1 })).toMatchObject({
      request: {
        outcome: { failure: { detail: expect.stringContaining('timestamp of the record is in seconds') } },
      },
    });
  });

  it('never has its text repeated in an error', () => {
    expect(
      JSON.stringify(errorsOf({ ...good, CustomerId: 'Jan Novák', CustomerNote: ['tajné'] })),
    ).not.toMatch(/Novák|tajné/);
  });

  it('expires at its start, its own expiry or its time to live, whichever is first', () => {
    const headers: [string, string][] = [
      ['ce_specversion', '1.0'],
      ['ce_type', 'booking.requested'],
      ['ce_id', 'a'],
      ['ce_source', 's'],
      ['ce_expirytime', '2030-01-01T00:10:00Z'],
    ];
    const value = Buffer.from(JSON.stringify(good));
    const deadline = (r: IncomingRecord) => {
      const read = acceptRecord(r, NOW, RULES);
      return read.became === 'request' ? read.request.deadlineAt.toISOString() : null;
    };
    expect(deadline(record(value))).toBe('2030-01-01T01:00:00.000Z');
    expect(deadline(record(value, headers))).toBe('2030-01-01T00:10:00.000Z');
  });

  it('of any bytes and headers becomes a request or a dead letter, and nothing is thrown', () => {
    const bytes = fc.oneof(
      fc.uint8Array().map((b) => Buffer.from(b)),
      fc.json().map((text) => Buffer.from(text)),
      fc.constant(Buffer.from('['.repeat(100_000))),
      fc.constant(null),
    );
    const headerName = fc.oneof(
      fc.string(),
      fc.constantFrom('ce_id', 'ce_type', 'ce_specversion', 'ce_source', 'content-type', 'ce_expirytime'),
    );
    const headerValue = fc.oneof(
      fc.string(),
      fc.constantFrom('1.0', 'booking.requested', 'application/cloudevents+json', '-999999-01-01'),
    );
    fc.assert(
      fc.property(
        bytes,
        fc.array(fc.tuple(headerName, headerValue)),
        fc.bigInt(),
        (value, headers, timestampMs) => {
          const read = acceptRecord({ ...record(value, headers), timestampMs }, NOW, RULES);
          expect(['request', 'dead-letter']).toContain(read.became);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
