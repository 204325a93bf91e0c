import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../platform/logging/logger.js';
import { CallTurns, type Turn } from './call-turns.js';
import type { CallTurnsStore } from './call-turns.store.js';

const logger = createLogger({ level: 'silent' });
const never = new AbortController().signal;

/** Turns at a rate, and what was reserved. The real store is proved in test/e2e/claims-store.e2e-spec.ts. */
function turnsOf(ratePerSecond: number, firstInMs: number | Error = 0) {
  const reserved: [turns: number, gapMs: number][] = [];
  const store = {
    reserve: async (turns: number, gapMs: number) => {
      reserved.push([turns, gapMs]);
      if (firstInMs instanceof Error) throw firstInMs;
      return firstInMs;
    },
  } as unknown as CallTurnsStore;
  return { turns: new CallTurns(store, { reservanto: { ratePerSecond } } as never, logger), reserved };
}

describe('the turns of calls', () => {
  it('without a limit lets everything go at once and reserves nothing', async () => {
    const { turns: pace, reserved } = turnsOf(0);
    const turns = await pace.turns(3);
    expect(await Promise.all(turns.map((turn) => turn(never)))).toEqual([true, true, true]);
    expect([pace.ahead, pace.isLimited, reserved]).toEqual([Infinity, false, []]);
  });

  it('spreads calls evenly: none has its turn before those ahead of it have had a gap each', async () => {
    const { turns: pace, reserved } = turnsOf(200, 10);
    const began = performance.now();
    const at: number[] = [];
    const turns = await pace.turns(5);
    await Promise.all(turns.map((turn) => turn(never).then(() => at.push(performance.now() - began))));
    expect(reserved).toEqual([[5, 5]]);
    at.forEach((ms, i) => expect(ms).toBeGreaterThanOrEqual(10 + i * 5));
  });

  it('claims a quarter of a second ahead, and one request at least', () => {
    expect([1, 3, 4, 100].map((rate) => turnsOf(rate).turns.ahead)).toEqual([1, 1, 1, 25]);
  });

  it('lets no call begin when no turns can be reserved, or when the wait for one is ended', async () => {
    const broken = await turnsOf(10, new Error('the database is away')).turns.turns(2);
    expect(await Promise.all(broken.map((turn) => turn(never)))).toEqual([false, false]);
    const ending = new AbortController();
    const [turn] = (await turnsOf(10, 60_000).turns.turns(1)) as [Turn];
    const waiting = turn(ending.signal);
    ending.abort();
    expect(await waiting).toBe(false);
  });
});
