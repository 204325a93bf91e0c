import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { growth, momentOf } from './samples.js';

const samples = [
  { at: 0, count: 10 },
  { at: 100, count: 20 },
  { at: 200, count: 20 },
  { at: 300, count: 50 },
];

describe('the growth of a counter', () => {
  it.each([
    [0, 300, 40],
    [50, 100, 5],
    [100, 200, 0],
    [250, 300, 15],
    [-100, 0, 0],
    [300, 900, 0],
  ])('from %d to %d is %d', (from, to, expected) => expect(growth(samples, from, to)).toBe(expected));

  it('adds up over adjoining stretches', () => {
    const moment = fc.integer({ min: -50, max: 350 });
    fc.assert(
      fc.property(moment, moment, moment, (a, b, c) => {
        const sum = (growth(samples, a, b) ?? NaN) + (growth(samples, b, c) ?? NaN);
        expect(sum).toBeCloseTo(growth(samples, a, c) ?? NaN, 9);
      }),
    );
  });

  it('is unknown without samples', () => expect(growth([], 0, 1)).toBeNull());
});

describe('the moment of a count', () => {
  it.each([
    [5, 0],
    [10, 0],
    [15, 50],
    [20, 100],
    [35, 250],
    [50, 300],
    [51, null],
  ])('of %d is %d', (count, expected) => expect(momentOf(samples, count)).toBe(expected));
});
