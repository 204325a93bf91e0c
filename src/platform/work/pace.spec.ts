import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Pace } from './pace.js';

/** A clock that goes on only when somebody sleeps, or by `elapse`. */
function clock() {
  let time = 0;
  return {
    now: () => time,
    elapse: (milliseconds: number) => (time += milliseconds),
    sleep: async (milliseconds: number) => void (time += milliseconds),
  };
}

describe('a pace', () => {
  it('lets the first pass at once, and the rest evenly', async () => {
    const { now, sleep } = clock();
    const pace = new Pace(50, now, sleep);
    const times: number[] = [];
    for (let i = 0; i < 4; i++) {
      await pace.pass(1);
      times.push(now());
    }
    expect(times).toEqual([0, 20, 40, 60]);
  });

  it('makes the next wait for as many as have passed', async () => {
    const { now, sleep } = clock();
    const pace = new Pace(10, now, sleep);
    await pace.pass(5);
    await pace.pass(1);
    expect(now()).toBe(500);
  });

  it('never lets more pass than its rate allows, however long it was idle', async () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(3_000)), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 500 }), steps, async (perSecond, all) => {
        const { now, sleep, elapse } = clock();
        const pace = new Pace(perSecond, now, sleep);
        let [passed, last, first] = [0, 0, true];
        for (const [count, idle] of all) {
          elapse(idle);
          await pace.pass(count);
          if (!first) expect(now() - last + 1e-6).toBeGreaterThanOrEqual((passed / perSecond) * 1000);
          [passed, last, first] = [count, now(), false];
        }
      }),
    );
  });
});
