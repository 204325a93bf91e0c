import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs } from './backoff.js';

it('pauses between attempts grow from 1 s and never exceed 30 s', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const pause = backoffMs(failures, () => random);
      expect(pause).toBeGreaterThanOrEqual(1_000);
      expect(pause).toBeLessThanOrEqual(30_000);
    }),
  );
  expect([0, 1, 2, 3, 4, 5, 6].map((failures) => backoffMs(failures, () => 0))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
});
