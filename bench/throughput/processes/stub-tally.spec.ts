import { describe, expect, it } from '@jest/globals';
import { problemsOf } from '../problems.js';
import type { CellResult } from '../result.js';
import { StubTally } from './stub-tally.js';

describe('the tally of the upstream', () => {
  it('counts calls, and the most that were under way at once', () => {
    const tally = new StubTally();
    const first = tally.arrived(1, 1);
    tally.arrived(2, 2).answered();
    tally.arrived(3, 3).answered();
    first.answered();
    tally.arrived(1, 4).answered();
    expect(tally.report()).toMatchObject({ calls: 4, maxInFlight: 2, laneOverlaps: 0, repeatedCalls: 0 });
  });

  it('sees two calls of one lane at once, but not one after the other', () => {
    const tally = new StubTally();
    const first = tally.arrived(1, 1);
    const second = tally.arrived(1, 2);
    first.answered();
    const third = tally.arrived(1, 3);
    second.answered();
    third.answered();
    tally.arrived(1, 4);
    expect(tally.report().laneOverlaps).toBe(2);
  });

  it('sees a request that is called again', () => {
    const tally = new StubTally();
    tally.arrived(1, 7).answered();
    tally.arrived(1, 7).answered();
    expect(tally.report().repeatedCalls).toBe(1);
  });
});

describe('a cell', () => {
  const cell = (upstream: Partial<CellResult['upstream']>) =>
    problemsOf({
      name: 'x',
      concurrency: 8,
      instances: 2,
      upstream: { calls: 9, maxInFlight: 16, laneOverlaps: 0, repeatedCalls: 0, heldMsMean: 1, ...upstream },
    } as CellResult);

  it('is as it should be when no lane was violated and nothing was called twice', () => {
    expect(cell({})).toEqual([]);
  });

  it.each([
    [{ laneOverlaps: 3 }, '3 calls overlapped'],
    [{ repeatedCalls: 4 }, '4 requests were called more than once'],
    [{ maxInFlight: 17 }, '17 calls were in flight'],
  ])('with %j is worthless', (upstream, reason) => {
    expect(cell(upstream)).toEqual([expect.stringContaining(reason)]);
  });
});
