import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { WakeUp } from './wake-up.js';

const HOUR = 3_600_000;

describe('a wake-up', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('ends the present sleep', async () => {
    const wakeUp = new WakeUp();
    const asleep = wakeUp.sleep(HOUR);
    wakeUp.call();
    await asleep;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('that came while the loop was busy ends the next sleep', async () => {
    const wakeUp = new WakeUp();
    wakeUp.call();
    await wakeUp.sleep(HOUR);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is used up by one sleep, however often it was called', async () => {
    const wakeUp = new WakeUp();
    wakeUp.call();
    wakeUp.call();
    await wakeUp.sleep(HOUR);
    const again = wakeUp.sleep(HOUR);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(HOUR);
    await again;
  });

  it('is not needed: a sleep ends after its time', async () => {
    const wakeUp = new WakeUp();
    const asleep = wakeUp.sleep(HOUR);
    jest.advanceTimersByTime(HOUR - 1);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(1);
    await asleep;
  });

  it('that comes after the time ran out is kept for the next sleep', async () => {
    const wakeUp = new WakeUp();
    const asleep = wakeUp.sleep(HOUR);
    jest.advanceTimersByTime(HOUR);
    await asleep;
    wakeUp.call();
    await wakeUp.sleep(HOUR);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a loop that sleeps until there is work', () => {
  it('does all of it without ever running out its sleep, whenever the work comes', async () => {
    const pauses = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(pauses, async (turnsBetween) => {
        const wakeUp = new WakeUp();
        let waiting = 0;
        let done = 0;
        const loop = (async () => {
          while (done < turnsBetween.length) {
            const took = waiting;
            waiting = 0;
            await Promise.resolve();
            done += took;
            if (took === 0) await wakeUp.sleep(HOUR);
          }
        })();
        for (const turns of turnsBetween) {
          for (let n = 0; n < turns; n += 1) await Promise.resolve();
          waiting += 1;
          wakeUp.call();
        }
        await loop;
        expect(done).toBe(turnsBetween.length);
      }),
    );
  });
});
