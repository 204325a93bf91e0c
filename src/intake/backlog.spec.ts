import { beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../platform/logging/logger.js';
import { Backlog } from './backlog.js';
import type { BacklogStore } from './backlog.store.js';

const GIB = 1024 ** 3;

describe('the backlog', () => {
  let now: number;
  let waiting: number | Error;
  let asked: number[];
  let backlog: Backlog;

  beforeEach(() => {
    now = 1_000_000;
    waiting = 0;
    asked = [];
    const store = {
      waiting: async (limit: number) => {
        asked.push(limit);
        if (waiting instanceof Error) throw waiting;
        return Math.min(waiting, Math.ceil(limit));
      },
    } as unknown as BacklogStore;
    const config = { intake: { maxWaiting: 1_000 } };
    backlog = new Backlog(store, config, () => now, createLogger({ level: 'silent' }));
  });

  const isFullWith = (count: number) => {
    now += 1_000;
    waiting = count;
    return backlog.isFull();
  };

  it('is full when as many requests wait as are allowed, and until a tenth of them is gone', async () => {
    const seen: boolean[] = [];
    for (const count of [0, 999, 1_000, 5_000, 950, 900, 899, 950]) seen.push(await isFullWith(count));
    expect(seen).toEqual([false, false, true, true, true, true, false, false]);
  });

  it('is full when what waits is about half a gibibyte, however few requests that are', async () => {
    backlog.took(10, GIB);
    expect([await isFullWith(4), await isFullWith(5)]).toEqual([false, true]);
  });

  it('is counted once a second at most', async () => {
    await isFullWith(1_000);
    for (let i = 0; i < 10; i += 1) expect(await backlog.isFull()).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('throws when the database does not answer, so that nothing is taken in meanwhile', async () => {
    now += 1_000;
    waiting = new Error('away');
    await expect(backlog.isFull()).rejects.toThrow('away');
  });
});
