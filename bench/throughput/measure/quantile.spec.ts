import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quantile, spreadOf } from './quantile.js';

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('a quantile', () => {
  it.each([
    [[7], 0.5, 7],
    [[2, 1], 0.5, 1],
    [[3, 1, 2], 0.5, 2],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9, 9],
    [[1, 2, 3], 0, 1],
    [[1, 2, 3], 1, 3],
    [[9, 10, 100], 0.99, 100],
  ])('of %j at %d is %d', (values, q, expected) => expect(quantile(values, q)).toBe(expected));

  it('is the smallest value that the share does not exceed', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.001, max: 1, noNaN: true }), (values, q) => {
        const value = quantile(values, q);
        const share = (limit: (other: number) => boolean) => values.filter(limit).length / values.length;
        expect(values).toContain(value);
        expect(share((other) => other <= value)).toBeGreaterThanOrEqual(q - 1e-9);
        expect(share((other) => other < value)).toBeLessThan(q + 1e-9);
      }),
    );
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    spreadOf(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('of nothing does not exist', () => expect(() => quantile([], 0.5)).toThrow(RangeError));
});

describe('a spread', () => {
  it('names the median and the 99th percentile', () => {
    const values = Array.from({ length: 1_000 }, (_, i) => i + 1);
    expect(spreadOf(values)).toEqual({ p50: 500, p99: 990 });
  });
});
