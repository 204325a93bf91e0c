import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bodyHashOf } from './body-hash.js';

const body = { BookingResourceId: 1, CustomerId: 2, CustomerNote: 'x', Nested: { a: [1, 2], b: null } };

/** The same JSON with the properties of every object in the reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([name, inner]) => [name, reversed(inner)]));
}

describe('the fingerprint of a body', () => {
  it('is the same whatever the order of its properties', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        expect(bodyHashOf(reversed(data) as Record<string, unknown>)).toBe(bodyHashOf(data));
      }),
    );
  });

  it('is the same whatever its TimeStamp', () => {
    const hash = bodyHashOf(body);
    expect(bodyHashOf({ ...body, TimeStamp: 1 })).toBe(hash);
    expect(bodyHashOf({ TimeStamp: 'two', ...body })).toBe(hash);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another value', { ...body, CustomerId: 3 }],
    ['a number as text', { ...body, CustomerId: '2' }],
    ['another case of a name', { ...body, CustomerNote: undefined, customerNote: 'x' }],
    ['one property more', { ...body, Count: 1 }],
    ['another order in a list', { ...body, Nested: { a: [2, 1], b: null } }],
    ['a deep change', { ...body, Nested: { a: [1, 2], b: 0 } }],
    ['a TimeStamp that is not its own', { ...body, Nested: { ...body.Nested, TimeStamp: 1 } }],
    ['a space more in a text', { ...body, CustomerNote: 'x ' }],
  ])('is another with %s', (_, other) => {
    expect(bodyHashOf(JSON.parse(JSON.stringify(other)) as typeof other)).not.toBe(bodyHashOf(body));
  });

  it('is another for every other JSON', () => {
    const anyBody = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 });
    const sorted = (data: object) =>
      JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
    fc.assert(
      fc.property(anyBody, anyBody, (a, b) => {
        if (bodyHashOf(a) === bodyHashOf(b)) expect(sorted(a)).toBe(sorted(b));
      }),
    );
  });
});
