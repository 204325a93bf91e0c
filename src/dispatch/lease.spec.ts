import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Lease, type LeaseTime } from './lease.js';

const LENGTH_MS = 60_000;
const START: LeaseTime = { wall: 1_769_346_858_000, steady: 5_000 };
const after = (wall: number, steady: number): LeaseTime => ({
  wall: START.wall + wall,
  steady: START.steady + steady,
});
/** How far a clock moved; the wall clock may be set back. */
const anyMove = fc.integer({ min: -10 * LENGTH_MS, max: 10 * LENGTH_MS });
const anySteadyMove = fc.integer({ min: 0, max: 10 * LENGTH_MS });

describe('a lease', () => {
  it('that was not renewed has no time left once its length has passed, whichever clock shows it', () => {
    fc.assert(
      fc.property(anyMove, anySteadyMove, (wall, steady) => {
        const left = new Lease(LENGTH_MS, START).leftMs(after(wall, steady));
        expect(left).toBe(Math.max(0, LENGTH_MS - Math.max(wall, steady)));
      }),
    );
    expect(new Lease(LENGTH_MS, START).leftMs(after(0, LENGTH_MS))).toBe(0);
    expect(new Lease(LENGTH_MS, START).leftMs(after(LENGTH_MS, 0))).toBe(0);
    expect(new Lease(LENGTH_MS, START).leftMs(after(-LENGTH_MS, LENGTH_MS - 1))).toBe(1);
  });

  it('never has more time left than its length, however far the clock is set back', () => {
    fc.assert(
      fc.property(anyMove, anySteadyMove, (wall, steady) => {
        expect(new Lease(LENGTH_MS, START).leftMs(after(wall, steady))).toBeLessThanOrEqual(LENGTH_MS);
      }),
    );
  });

  it('counts a renewal from before it was written, however long the writing took', () => {
    fc.assert(
      fc.property(anySteadyMove, anySteadyMove, (begin, took) => {
        const lease = new Lease(LENGTH_MS, START);
        lease.renewed(after(begin, begin));
        expect(lease.leftMs(after(begin + took, begin + took))).toBe(Math.max(0, LENGTH_MS - took));
      }),
    );
  });

  it('that is lost has no time left and gets none by a renewal that comes after', () => {
    const lease = new Lease(LENGTH_MS, START);
    expect(lease.leftMs(START)).toBe(LENGTH_MS);
    lease.lose();
    expect(lease.leftMs(START)).toBe(0);
    lease.renewed(after(1, 1));
    expect(lease.leftMs(after(1, 1))).toBe(0);
  });

  it('runs on the clocks of the machine', () => {
    const left = new Lease(LENGTH_MS).leftMs();
    expect(left).toBeGreaterThan(LENGTH_MS / 2);
    expect(left).toBeLessThanOrEqual(LENGTH_MS);
  });
});
