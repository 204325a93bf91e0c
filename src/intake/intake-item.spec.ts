import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accepted, requestRecord, sliceOf } from '../../test/support/slices.js';
import { itemsOf, weightOf } from './intake-item.js';

describe('the items of a slice', () => {
  it('are all of it in order, in groups within the limits, with the position behind everything', () => {
    const sizes = fc.array(fc.nat(300), { maxLength: 40 });
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 500 }),
        (all, items, weight) => {
          const records = all.map((size, i) => requestRecord(i, { value: Buffer.alloc(size) }));
          const groups = itemsOf(accepted(sliceOf(records)), { items, weight, weigh: weightOf });
          const flat = groups.flat();
          expect(
            flat.map((item) =>
              item.is === 'letter' && 'record' in item.letter ? item.letter.record : item.is,
            ),
          ).toEqual([...records, 'position']);
          for (const group of groups) {
            const heaviness = group.reduce((sum, item) => sum + weightOf(item), 0);
            const heavyAlone = group.filter((item) => weightOf(item) > 0).length === 1;
            expect(group.length <= items && (heaviness <= weight || heavyAlone)).toBe(true);
          }
        },
      ),
    );
  });

  it('count key, value and headers of a record in bytes', () => {
    const record = requestRecord(0, {
      key: Buffer.alloc(10),
      value: Buffer.alloc(100),
      headers: [['é', Buffer.alloc(1_000)]],
    });
    const [[item]] = itemsOf(accepted(sliceOf([record])), { items: 1, weight: 1, weigh: weightOf }) as [
      [never],
    ];
    expect(weightOf(item)).toBe(1_112);
  });
});
