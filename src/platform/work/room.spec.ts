import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Room } from './room.js';

/** Lets everything run that waits for nothing but its turn. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a room', () => {
  it('never holds more than fits, but for one alone, lets in in order, and leaves nobody outside while there is room', async () => {
    const things = fc.array(fc.record({ size: fc.integer({ min: 1, max: 12 }), fails: fc.boolean() }), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10 }), things, async (size, plans) => {
        const room = new Room(size);
        const inside = new Map<number, () => void>();
        const entered: number[] = [];
        const results = plans.map((plan, i) =>
          room
            .within(plan.size, async () => {
              entered.push(i);
              await new Promise<void>((leave) => inside.set(i, leave));
              if (plan.fails) throw new Error('failed');
            })
            .catch(() => undefined),
        );
        const sizeOf = (i: number) => plans[i]?.size ?? 0;
        for (let left = plans.length; left > 0; left -= 1) {
          await turn();
          const held = [...inside.keys()].reduce((sum, i) => sum + sizeOf(i), 0);
          expect(inside.size === 1 || held <= size).toBe(true);
          const next = entered.length;
          if (next < plans.length) expect(held + sizeOf(next)).toBeGreaterThan(size);
          const [first] = [...inside.keys()] as [number];
          inside.get(first)?.();
          inside.delete(first);
        }
        await Promise.all(results);
        expect(entered).toEqual(plans.map((_, i) => i));
      }),
    );
  });
});
