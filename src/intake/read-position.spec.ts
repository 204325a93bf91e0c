import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ORIGIN, requestRecord, sliceOf } from '../../test/support/slices.js';
import { furthest, readPositionOf } from './read-position.js';

const range = {
  topic: 'requested',
  partition: 0,
  firstOffset: 3n,
  lastOffset: 5n,
  timestampMs: 30n,
  reason: 'undecodable',
  codec: 'gzip',
  size: 1,
  sha256: '',
  firstBytes: Buffer.alloc(0),
} as const;

describe('the position behind a slice', () => {
  it('has the time of what is last, whether it could be decoded or not', () => {
    const at = (offset: number, timestamp: number) =>
      requestRecord(offset, { timestampMs: BigInt(timestamp) });
    const timeOf = (slice: Parameters<typeof readPositionOf>[0]) => readPositionOf(slice)?.lastTimestampMs;
    expect(timeOf(sliceOf([at(1, 10), at(2, 20)]))).toBe(20n);
    expect(timeOf(sliceOf([at(2, 20)], { undecodable: [range] }))).toBe(30n);
    expect(timeOf(sliceOf([at(2, 20), at(6, 60)], { undecodable: [range] }))).toBe(60n);
    expect(timeOf(sliceOf([], { nextOffset: 9n }))).toBeNull();
  });

  it('is none where positions mean nothing', () => {
    expect(readPositionOf(sliceOf([requestRecord(1)], { origin: null }))).toBeNull();
  });

  it('is the furthest of several, one for each partition of each topic id, in the same order for all', () => {
    const positions = fc.array(
      fc.record({ partition: fc.nat(3), topic: fc.nat(1), next: fc.bigInt(0n, 20n) }),
    );
    fc.assert(
      fc.property(positions, (some) => {
        const rows = some.map(({ partition, topic, next }) => ({
          ...ORIGIN,
          topicId: String(topic),
          topic: 'requested',
          partition,
          nextOffset: next,
          lastTimestampMs: null,
        }));
        const found = furthest(rows);
        expect(furthest(rows.toReversed()).map(({ nextOffset }) => nextOffset)).toEqual(
          found.map(({ nextOffset }) => nextOffset),
        );
        for (const row of rows) {
          const same = found.filter((f) => f.partition === row.partition && f.topicId === row.topicId);
          expect(same).toHaveLength(1);
          expect(same[0]!.nextOffset >= row.nextOffset).toBe(true);
        }
      }),
    );
  });
});
