import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeKind } from './describe-kind.js';

describe('the kind of a value', () => {
  it.each<[unknown, string]>([
    [undefined, 'nothing'],
    [null, 'null'],
    ['', 'an empty text'],
    ['12', 'a number written as text'],
    ['-1.5', 'a number written as text'],
    ['2030-01-01T12:00:00Z', 'a date written as text'],
    ['Jan Novák', 'a text of 9 characters'],
    [1769346000000, 'a number of 13 digits'],
    [0, 'a number of 1 digits'],
    [-5, 'a negative number'],
    [1.5, 'a number with a fraction'],
    [1e21, 'a number too large to be exact'],
    [Infinity, 'a number too large to be exact'],
    [[1, 2], 'an array of 2'],
    [{ a: 1 }, 'an object'],
    [true, 'a boolean'],
  ])('%p is %s', (value, kind) => {
    expect(describeKind(value)).toBe(kind);
  });

  it('never repeats the value', () => {
    const secret = fc.string({ minLength: 1 }).map((text) => `§${text}§`);
    const value = fc.oneof(
      secret,
      fc.array(secret, { minLength: 1 }),
      fc.dictionary(secret, secret, { minKeys: 1 }),
    );
    fc.assert(fc.property(value, (v) => expect(describeKind(v)).not.toContain('§')));
  });

  it('never repeats a number of more than one digit, nor one written as text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100 }), (number) => {
        expect(describeKind(number)).not.toContain(String(number));
        expect(describeKind(String(number))).not.toContain(String(number));
      }),
    );
  });
});
