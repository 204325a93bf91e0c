import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REQUEST_PROPERTIES, STEERING_PROPERTIES } from '../booking/request-properties.js';
import { bodyHashOf, isSameBody } from './body-hash.js';

type Data = Record<string, unknown>;

const body = { BookingResourceId: 1, BookingServiceId: 5, CustomerId: 2, BookingStart: 9, CustomerNote: 'x' };
const hashOf = (data: Data) => bodyHashOf(data, Buffer.from(JSON.stringify(data)));
/** As a producer writes it: numbers may lose digits on the way. */
const hashOfText = (json: string) => bodyHashOf(JSON.parse(json) as Data, Buffer.from(json));

const known = fc.dictionary(fc.constantFrom(...REQUEST_PROPERTIES), fc.jsonValue({ maxDepth: 2 }));

describe('the fingerprint of a body', () => {
  it('has a version', () => {
    expect(hashOf(body)).toMatch(/^v1:[\w-]{43}$/);
  });

  it('is the same whatever the order of its properties, and whatever the properties that are not documented', () => {
    const unknown = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(known, unknown, (data, others) => {
        const exact = JSON.parse(
          JSON.stringify(data, (_, v: unknown) => (typeof v === 'number' ? 1 : v)),
        ) as Data;
        const ignored = Object.entries(others).filter(
          ([name]) => !(REQUEST_PROPERTIES as readonly string[]).includes(name),
        );
        const reversed = Object.fromEntries([...ignored, ...Object.entries(exact).reverse()]);
        expect(hashOf(reversed)).toBe(hashOf(exact));
      }),
    );
  });

  it.each<[string, Data]>([
    ['a TimeStamp', { TimeStamp: 1 }],
    ['a TimeStamp that is no number', { TimeStamp: 'two' }],
    ['Count 1, which is its default', { Count: 1 }],
    ['Count null', { Count: null }],
    ['PaymentRequiredProcess by name, its default', { PaymentRequiredProcess: 'Never' }],
    ['PaymentRequiredProcess by number, its default', { PaymentRequiredProcess: 0 }],
    ['a property that is not documented', { Voucher: 'A1' }],
    ['a property that is not documented, of a number that is not exact', { Voucher: 1e300 }],
    ['a documented name in another case', { customerNote: 'y' }],
  ])('is the same with %s', (_, more) => {
    expect(hashOf({ ...body, ...more })).toBe(hashOf(body));
  });

  it('is the same for no note and a note of null, and for System and 1', () => {
    const { CustomerNote: _note, ...bare } = body;
    expect(hashOf({ ...bare, CustomerNote: null })).toBe(hashOf(bare));
    expect(hashOf({ ...body, PaymentRequiredProcess: 1 })).toBe(
      hashOf({ ...body, PaymentRequiredProcess: 'System' }),
    );
  });

  it.each<[string, Data]>([
    ['another value', { CustomerId: 3 }],
    ['a number as text', { CustomerId: '2' }],
    ['another Count', { Count: 2 }],
    ['a Count of text', { Count: '1' }],
    ['a required property that is null', { CustomerId: null }],
    ['another payment process', { PaymentRequiredProcess: 'System' }],
    ['a space more in its note', { CustomerNote: 'x ' }],
    ['an empty note', { CustomerNote: '' }],
  ])('is another with %s', (_, more) => {
    expect(hashOf({ ...body, ...more })).not.toBe(hashOf(body));
  });

  it.each(STEERING_PROPERTIES)('is another for another %s', (name) => {
    expect(hashOf({ ...body, [name]: [1] })).not.toBe(hashOf({ ...body, [name]: [2] }));
  });

  it.each([
    ['12345678901234567890', '12345678901234567891'],
    ['1e400', 'null'],
    ['9007199254740993', '9007199254740992'],
    ['0.1', '0.10000000000000000555'],
  ])('is another for %s and %s, which JavaScript would take for one number or for none', (one, other) => {
    expect(hashOfText(`{"CustomerId":${one}}`)).not.toBe(hashOfText(`{"CustomerId":${other}}`));
    expect(hashOfText(`{"CustomerNote":[${one}]}`)).not.toBe(hashOfText(`{"CustomerNote":[${other}]}`));
    expect(hashOfText(`{"CustomerId":${one}}`)).toBe(hashOfText(`{"CustomerId":${one}}`));
  });

  it('is comparable within its version only: another version is the same request', () => {
    expect(isSameBody('v1:a', 'v1:a')).toBe(true);
    expect(isSameBody('v1:a', 'v1:b')).toBe(false);
    expect(isSameBody('v1:a', 'v2:b')).toBe(true);
  });
});
