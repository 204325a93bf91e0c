import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backOffMs } from './back-off.js';

const anyAttempt = fc.integer({ min: 1, max: 1_000_000 });
const anyRandom = fc.double({ min: 0, max: 1, noNaN: true });

describe('back-off', () => {
  it.each([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [3, 2_000, 4_000],
    [6, 16_000, 32_000],
    [7, 30_000, 60_000],
    [1_000_000, 30_000, 60_000],
  ])('after attempt %i lasts between %i and %i ms', (attempt, least, most) => {
    expect(backOffMs(attempt, 0)).toBe(least);
    expect(backOffMs(attempt, 1)).toBe(most);
  });

  it('lasts between half a second and a minute, in whole milliseconds', () => {
    fc.assert(
      fc.property(anyAttempt, anyRandom, (attempt, random) => {
        const ms = backOffMs(attempt, random);
        expect(Number.isInteger(ms)).toBe(true);
        expect(ms).toBeGreaterThanOrEqual(500);
        expect(ms).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  it('never shrinks with the attempts', () => {
    fc.assert(
      fc.property(anyAttempt, anyRandom, (attempt, random) => {
        expect(backOffMs(attempt + 1, random)).toBeGreaterThanOrEqual(backOffMs(attempt, random));
      }),
    );
  });

  it('spreads what failed together over half of its length', () => {
    const spread = new Set(Array.from({ length: 100 }, (_, i) => backOffMs(4, i / 100)));
    expect(spread.size).toBe(100);
    expect(Math.max(...spread) - Math.min(...spread)).toBeGreaterThan(3_900);
  });
});
