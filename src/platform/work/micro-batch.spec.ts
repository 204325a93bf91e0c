import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MicroBatch } from './micro-batch.js';

/** A batch whose writes the test ends. */
function heldBatch(maxSize = 100) {
  const writes: { items: number[]; end: () => void; fail: (error: Error) => void }[] = [];
  const batch = new MicroBatch<number, string>(
    (items) =>
      new Promise((resolve, reject) => {
        writes.push({ items, end: () => resolve(items.map((item) => `wrote ${item}`)), fail: reject });
      }),
    maxSize,
  );
  return { batch, writes };
}

/** Lets everything run that waits for nothing but its turn. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a micro-batch', () => {
  it('writes the first item at once, before anything else runs', () => {
    const { batch, writes } = heldBatch();
    void batch.add(1);
    expect(writes.map(({ items }) => items)).toEqual([[1]]);
  });

  it('gathers what comes during a write, and writes it together and in order', async () => {
    const { batch, writes } = heldBatch();
    const added = [1, 2, 3, 4].map((item) => batch.add(item));
    expect(writes).toHaveLength(1);
    writes[0]?.end();
    await turn();
    expect(writes.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
    writes[1]?.end();
    expect(await Promise.all(added)).toEqual(['wrote 1', 'wrote 2', 'wrote 3', 'wrote 4']);
  });

  it('has one write under way at most, none larger than allowed', async () => {
    const { batch, writes } = heldBatch(2);
    const added = [1, 2, 3, 4, 5, 6].map((item) => batch.add(item));
    for (let n = 0; n < writes.length; n += 1) {
      expect(writes).toHaveLength(n + 1);
      writes[n]?.end();
      await turn();
    }
    await Promise.all(added);
    expect(writes.map(({ items }) => items)).toEqual([[1], [2, 3], [4, 5], [6]]);
  });

  it('has no write heavier than allowed, but for what was added together or is too heavy alone', async () => {
    const added = fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(added, async (groups) => {
        const writes: number[][] = [];
        const batch = new MicroBatch<number, number>(
          async (items) => {
            writes.push(items);
            return items;
          },
          { items: 5, weight: 10, weigh: (item) => item },
        );
        await Promise.all(groups.map((group) => batch.addAll(group)));
        const left = groups.map((group) => [...group]);
        for (const items of writes) {
          const together: number[][] = [];
          for (let n = 0; n < items.length; n += (together.at(-1) as number[]).length)
            together.push(left.shift() as number[]);
          expect(together.flat()).toEqual(items);
          const weight = items.reduce((sum, item) => sum + item, 0);
          expect(together.length === 1 || (items.length <= 5 && weight <= 10)).toBe(true);
        }
        expect(left).toEqual([]);
      }),
    );
  });

  it('writes at once again after it was idle', async () => {
    const { batch, writes } = heldBatch();
    const first = batch.add(1);
    writes[0]?.end();
    await first;
    await turn();
    void batch.add(2);
    expect(writes.map(({ items }) => items)).toEqual([[1], [2]]);
  });

  it('rejects the items of a write that failed and no others', async () => {
    const { batch, writes } = heldBatch(2);
    const added = [1, 2, 3, 4, 5].map((item) => batch.add(item));
    const ended = Promise.allSettled(added);
    writes[0]?.end();
    await turn();
    writes[1]?.fail(new Error('database away'));
    await turn();
    writes[2]?.end();
    expect((await ended).map((end) => (end.status === 'fulfilled' ? end.value : String(end.reason)))).toEqual(
      ['wrote 1', 'Error: database away', 'Error: database away', 'wrote 4', 'wrote 5'],
    );
  });

  it('goes on after a write that threw before it began', async () => {
    let broken = true;
    const batch = new MicroBatch<number, number>((items) => {
      if (broken) throw new Error('broken');
      return Promise.resolve(items);
    }, 10);
    await expect(batch.add(1)).rejects.toThrow('broken');
    broken = false;
    expect(await batch.add(2)).toBe(2);
  });

  it('gives every item its own answer once, whatever the sizes and failures', async () => {
    const plan = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 1, max: 7 }), async (fails, maxSize) => {
        const written: number[] = [];
        const batch = new MicroBatch<number, number>(async (items) => {
          await Promise.resolve();
          written.push(...items);
          if (items.some((item) => fails[item])) throw new Error(String(items[0]));
          return items;
        }, maxSize);
        const ended = await Promise.allSettled(fails.map((_, item) => batch.add(item)));
        expect(written).toEqual(fails.map((_, item) => item));
        ended.forEach((end, item) => {
          if (end.status === 'fulfilled') expect(end.value).toBe(item);
          else expect(end.reason).toBeInstanceOf(Error);
          if (fails[item]) expect(end.status).toBe('rejected');
        });
      }),
    );
  });
});
