import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { steadyWindow, steadyWindowOf } from './steady-window.js';

const evenly = (count: number, everyMs: number, from = 1_000_000) =>
  Array.from({ length: count }, (_, i) => from + i * everyMs);

describe('the steady window', () => {
  it('measures an even flow as it is', () => {
    expect(steadyWindow(evenly(1_000, 2))).toEqual({
      from: 1_000_200,
      to: 1_001_800,
      completed: 800,
      perSecond: 500,
    });
  });

  it('does not see a slow start, a slow end, or a straggler', () => {
    const middle = evenly(900, 2);
    const start = evenly(50, 500, 900_000);
    const end = evenly(50, 500, 1_100_000);
    expect(steadyWindow([...start, ...middle, ...end]).perSecond).toBe(500);
    expect(steadyWindow([...evenly(999, 2), 9_000_000]).perSecond).toBe(500);
  });

  it('does not depend on the order of the completions', () => {
    const times = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 100, maxLength: 300 });
    fc.assert(
      fc.property(times, (completedAt) => {
        const there = (values: number[]) => {
          try {
            return steadyWindow(values);
          } catch {
            return null;
          }
        };
        expect(there([...completedAt].reverse())).toEqual(there(completedAt));
      }),
    );
  });

  it('leaves out what could not be measured', () => {
    expect(() => steadyWindow(evenly(99, 2))).toThrow('at least 100 requests');
    expect(() => steadyWindow(evenly(500, 0))).toThrow('more requests');
  });
});

describe('the steady window of a counter', () => {
  it('measures an even flow as it is, between samples too', () => {
    const samples = evenly(11, 100, 0).map((at) => ({ at, count: at * 3 }));
    const window = steadyWindowOf(samples, 3_000);
    expect(window).toMatchObject({ from: 100, to: 900, completed: 2_400 });
    expect(window.perSecond).toBeCloseTo(3_000, 9);
    expect(steadyWindowOf(samples, 2_500).perSecond).toBeCloseTo(3_000, 9);
  });

  it('is not there when the counter did not get that far, or jumped', () => {
    expect(() => steadyWindowOf([{ at: 0, count: 0 }], 10)).toThrow(RangeError);
    expect(() => steadyWindowOf([{ at: 5, count: 10 }], 10)).toThrow(RangeError);
  });
});
