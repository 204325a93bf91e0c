import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitRefused } from './split-refused.js';

class Refused extends Error {}
const isRefused = (error: unknown) => error instanceof Refused;

/** Writes numbers; refuses a batch that holds one of `bad`, and fails at the batch that holds `fatal`. */
function writer(bad: ReadonlySet<number>, fatal: number | null = null) {
  const written: number[] = [];
  const alone: number[] = [];
  let writes = 0;
  const run = (items: readonly number[]) =>
    splitRefused(
      items,
      async (some) => {
        writes += 1;
        if (some.some((item) => bad.has(item))) throw new Refused();
        if (fatal !== null && some.includes(fatal)) throw new Error('away');
        written.push(...some);
        return some.map((item) => `wrote ${item}`);
      },
      isRefused,
      async (item) => {
        alone.push(item);
        return `alone ${item}`;
      },
    );
  return { run, written, alone, writes: () => writes };
}

const positions = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.array(fc.nat(299), { maxLength: 40 }));

describe('splitting what is refused', () => {
  it('writes every other item once and in order, and answers for each, wherever the refused ones are', async () => {
    await fc.assert(
      fc.asyncProperty(positions, async ([size, at]) => {
        const items = Array.from({ length: size }, (_, i) => i);
        const bad = new Set(at.filter((i) => i < size));
        const { run, written, alone, writes } = writer(bad);
        const results = await run(items);
        expect(results).toEqual(items.map((i) => (bad.has(i) ? `alone ${i}` : `wrote ${i}`)));
        expect(written).toEqual(items.filter((i) => !bad.has(i)));
        expect(alone).toEqual(items.filter((i) => bad.has(i)));
        expect(writes()).toBeLessThanOrEqual(2 * size - 1);
      }),
    );
  });

  it('writes once when nothing is refused', async () => {
    const { run, writes } = writer(new Set());
    await run([1, 2, 3]);
    expect(writes()).toBe(1);
  });

  it('throws a failure that is no refusal, and writes nothing that comes after it', async () => {
    await fc.assert(
      fc.asyncProperty(positions, fc.nat(299), async ([size, at], fatal) => {
        fc.pre(fatal < size && !at.includes(fatal));
        const { run, written } = writer(new Set(at), fatal);
        await expect(run(Array.from({ length: size }, (_, i) => i))).rejects.toThrow('away');
        expect(written.every((item) => item < fatal)).toBe(true);
      }),
    );
  });

  it('throws what answering for one item throws', async () => {
    const failing = splitRefused(
      [1, 2],
      () => Promise.reject(new Refused()),
      isRefused,
      () => Promise.reject(new Error('its dead letter is refused too')),
    );
    await expect(failing).rejects.toThrow('its dead letter');
  });
});
