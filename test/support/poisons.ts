import type { Message } from 'kafkajs';
import { bookingRequest } from './booking-request.js';

/** Messages that cannot be booked, in as many ways as can be thought of. */
export function poisons(): Message[] {
  const good = JSON.parse(String(bookingRequest(999).value)) as Record<string, unknown>;
  const cloud = (attributes: Record<string, string>, value: unknown = good) => ({
    value: JSON.stringify(value),
    headers: Object.fromEntries(
      Object.entries({
        specversion: '1.0',
        type: 'booking.requested',
        source: 'urn:poison',
        id: 'x',
        ...attributes,
      }).map(([name, text]) => [`ce_${name}`, text]),
    ),
  });
  const values: (Buffer | string | null)[] = [
    null,
    '',
    'no json',
    '[]',
    'null',
    '"text"',
    '{"BookingStart":',
    '{}',
    Buffer.from([0, 0, 0, 0, 7, 123, 125]),
    Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    '\uFEFF{}',
    '['.repeat(50_000) + ']'.repeat(50_000),
    `{"a":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_001)}`,
    JSON.stringify({ ...good, CustomerNote: 'zero \u0000 byte', CustomerId: 0 }),
    '{"CustomerNote":"\\ud800 half a letter","__proto__":{"a":1},"constructor":null}',
    JSON.stringify({ ...good, BookingStart: 8.64e12 }),
    JSON.stringify({ ...good, BookingStart: 8_640_000_000_001 }),
    JSON.stringify({ ...good, BookingStart: -1 }),
    JSON.stringify({ ...good, BookingStart: 1e308 }),
    JSON.stringify({ ...good, CustomerId: 2 ** 53 }),
    JSON.stringify({ ...good, Count: 1e20 }),
    JSON.stringify({ ...good, CustomerId: 4, Padding: 'x'.repeat(500_000) }),
  ];
  return [
    ...values.map((value) => ({ value })),
    { value: JSON.stringify(good), headers: { 'idempotency-key': 'a\0b' } },
    { value: JSON.stringify(good), headers: { 'idempotency-key': 'x'.repeat(100_000) } },
    { value: '{}', headers: { 'idempotency-key': Buffer.from([0xff, 0xfe, 0xfd]) } },
    { value: '{}', headers: { 'idempotency-key': ['one', 'two'] } },
    { value: 'no json', headers: { 'x-error-code': 'mine', 'x\0y': 'name', '': 'no name' } },
    { value: 'no json', headers: { constructor: 'inherited', toString: 'inherited' } },
    { key: Buffer.from([0, 0xff]), value: '{}' },
    { value: '{}', timestamp: '1' },
    { value: '{}', timestamp: String(Date.now() + 1_800_000) },
    cloud({ specversion: '0.3' }),
    cloud({ type: 'booking.created' }),
    cloud({ id: '' }),
    cloud({ id: 'a\0b' }),
    cloud({ source: '\0' }),
    cloud({ id: 'past', expirytime: '0000-01-01T00:00:00Z' }),
    cloud({ id: 'soon', expirytime: 'soon' }),
    cloud({ id: 'traced', traceparent: 'a\0b', correlationid: '\0'.repeat(9_000) }, {}),
    cloud({ id: 'other' }, { ...good, CustomerId: 4 }),
    cloud({ id: 'other' }, { ...good, CustomerId: 5 }),
    { value: '{}', headers: { 'content-type': 'application/cloudevents+json' } },
    { value: '{}', headers: { 'content-type': 'application/cloudevents-batch+json' } },
    {
      value: '{"specversion":"1.0","type":"booking.requested","id":1,"source":[],"data":"x"}',
      headers: { 'content-type': 'application/cloudevents+json' },
    },
  ];
}
