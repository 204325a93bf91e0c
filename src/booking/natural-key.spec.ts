import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { naturalKeyOf, type Wish } from './natural-key.js';

/** Small numbers, so that different wishes are often nearly the same. */
const anyNumber = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 2_147_483_647 }));
const anyWish: fc.Arbitrary<Wish> = fc.record({
  CustomerId: anyNumber,
  BookingResourceId: anyNumber,
  BookingServiceId: anyNumber,
  BookingStart: anyNumber,
  Count: anyNumber,
});

describe('the natural key of a request', () => {
  it('is equal exactly when all that makes the booking is equal', () => {
    fc.assert(
      fc.property(anyWish, anyWish, (a, b) => {
        const fields = Object.keys(a) as (keyof Wish)[];
        const isSame = fields.every((field) => a[field] === b[field]);
        expect(naturalKeyOf(a) === naturalKeyOf(b)).toBe(isSame);
      }),
      { numRuns: 500 },
    );
  });

  it('changes with each single field, and never by moving a digit from one to the next', () => {
    fc.assert(
      fc.property(anyWish, fc.constantFrom('CustomerId', 'BookingStart', 'Count'), (wish, field) => {
        expect(naturalKeyOf({ ...wish, [field]: wish[field as keyof Wish] + 1 })).not.toBe(
          naturalKeyOf(wish),
        );
      }),
    );
    const wish = { CustomerId: 1, BookingResourceId: 11, BookingServiceId: 1, BookingStart: 9, Count: 1 };
    expect(naturalKeyOf({ ...wish, CustomerId: 11, BookingResourceId: 1 })).not.toBe(naturalKeyOf(wish));
  });

  it('does not depend on the note, nor on the order in which a stored request names its fields', () => {
    const stored = {
      Count: 2,
      CustomerNote: 'a',
      BookingStart: 5,
      CustomerId: 1,
      BookingServiceId: 3,
      BookingResourceId: 2,
    };
    const wish = { CustomerId: 1, BookingResourceId: 2, BookingServiceId: 3, BookingStart: 5, Count: 2 };
    expect(naturalKeyOf(stored)).toBe(naturalKeyOf(wish));
  });
});
