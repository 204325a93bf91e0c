import { describe, expect, it } from '@jest/globals';
import { decodeAll, fetchedSet } from '../../../../test/support/decode-all.js';
import { batchOf, rawRecord } from '../../../../test/support/record-batches.js';
import { ChecksumMismatch } from './checksum-mismatch.js';
import { type DecodedSlice, decodeRecords } from './decode-records.js';

describe('bytes that are not what was written', () => {
  const good = batchOf([rawRecord({})], { baseOffset: 0n });
  const damaged = batchOf([rawRecord({}), rawRecord({ offsetDelta: 1 })], { baseOffset: 1n });
  damaged[damaged.length - 1]! ^= 1;
  const behind = batchOf([rawRecord({})], { baseOffset: 3n });
  const set = Buffer.concat([good, damaged, behind]);

  it('are a checksum mismatch, after all that came before them was handed out', async () => {
    const seen: DecodedSlice[] = [];
    const options = { topic: 't', fromOffset: 0n, maxRecords: 10, maxBytes: 1e6, believeChecksumAt: null };
    const reading = (async () => {
      for await (const slice of decodeRecords(fetchedSet(set), options)) seen.push(slice);
    })();
    await expect(reading).rejects.toThrow(ChecksumMismatch);
    await expect(reading).rejects.toMatchObject({ baseOffset: 1n });
    expect(seen.map(({ nextOffset }) => nextOffset)).toEqual([1n]);
  });

  it('are an undecodable range once they are believed, and what is behind them is decoded', async () => {
    const { records, undecodable, nextOffset } = await decodeAll(fetchedSet(set), { believeChecksumAt: 1n });
    expect(records.map(({ offset }) => offset)).toEqual([0n, 3n]);
    expect(undecodable).toMatchObject([
      { reason: 'checksum-mismatch', firstOffset: 1n, lastOffset: 2n, size: damaged.length, codec: 'none' },
    ]);
    expect(nextOffset).toBe(4n);
  });

  it('never pass over a batch that was not looked at, however far the damaged one claims to reach', async () => {
    const far = Buffer.from(damaged);
    far.writeInt32BE(0x7fffffff, 23);
    const { undecodable, records } = await decodeAll(fetchedSet(Buffer.concat([good, far, behind])), {
      believeChecksumAt: 1n,
    });
    expect(undecodable).toMatchObject([{ firstOffset: 1n, lastOffset: 2n }]);
    expect(records.map(({ offset }) => offset)).toEqual([0n, 3n]);
    const alone = await decodeAll(fetchedSet(far, { highWatermark: 3n }), {
      fromOffset: 1n,
      believeChecksumAt: 1n,
    });
    expect(alone.undecodable).toMatchObject([{ firstOffset: 1n, lastOffset: 2n }]);
  });

  it('give up one offset at a time where the length is nonsense, after being read again', async () => {
    const nonsense = Buffer.from(good);
    nonsense.writeInt32BE(3, 8);
    await expect(decodeAll(fetchedSet(nonsense))).rejects.toMatchObject({ baseOffset: 0n });
    const { undecodable, nextOffset } = await decodeAll(fetchedSet(nonsense), { believeChecksumAt: 0n });
    expect(undecodable).toMatchObject([{ reason: 'undecodable', firstOffset: 0n, lastOffset: 0n }]);
    expect(nextOffset).toBe(1n);
  });
});
