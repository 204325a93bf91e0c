import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CallSlots } from './call-slots.js';

/** Lets everything run that waits for nothing but its turn. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('call slots', () => {
  it('never let more calls run at once than there are, run all of them in order, and idle while one waits never', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.record({ fails: fc.boolean(), endsAt: fc.nat(20) }), { maxLength: 30 }),
        async (count, plans) => {
          const slots = new CallSlots(count);
          const began: number[] = [];
          const running = new Map<number, () => void>();
          const results = plans.map(({ fails }, i) =>
            slots
              .run(async () => {
                began.push(i);
                await new Promise<void>((end) => running.set(i, end));
                if (fails) throw new Error('failed');
                return i;
              })
              .catch(() => `${i} failed`),
          );
          for (let left = plans.length; left > 0; left -= 1) {
            await turn();
            expect(running.size).toBe(Math.min(count, left));
            expect(slots.size).toBe(left);
            const [first] = [...running.keys()].sort(
              (a, b) => (plans[a]?.endsAt ?? 0) - (plans[b]?.endsAt ?? 0),
            );
            running.get(first as number)?.();
            running.delete(first as number);
          }
          expect(await Promise.all(results)).toEqual(
            plans.map(({ fails }, i) => (fails ? `${i} failed` : i)),
          );
          expect(began).toEqual(plans.map((_, i) => i));
          expect(slots.size).toBe(0);
        },
      ),
    );
  });

  it('let everybody go on at once when they close, behind calls that do not end', async () => {
    const slots = new CallSlots(1);
    const ended: string[] = [];
    void slots.run(() => new Promise(() => undefined));
    const waiting = ['a', 'b'].map((name) => slots.run(async () => void ended.push(name)));
    await turn();
    expect(ended).toEqual([]);
    slots.close();
    await Promise.all(waiting);
    await slots.run(async () => void ended.push('c'));
    expect(ended).toEqual(['a', 'b', 'c']);
    expect(slots.size).toBe(1);
  });

  it('begin a call at once while a slot is free', () => {
    const slots = new CallSlots(1);
    let began = 0;
    void slots.run(async () => void (began += 1));
    expect(began).toBe(1);
  });
});
