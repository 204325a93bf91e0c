import { describe, expect, it } from '@jest/globals';
import { snappy } from '../../../../test/support/compressors.js';
import { decodeAll, fetchedSet } from '../../../../test/support/decode-all.js';
import { batchOf, rawRecord } from '../../../../test/support/record-batches.js';
import { decodeRecords } from './decode-records.js';
import { encodeBatch } from './encode-batch.js';

const NOT_IDEMPOTENT = { producerId: -1n, producerEpoch: -1, firstSequence: -1 };

/** The longest the process was busy, in milliseconds of its own CPU time, before other work could run. */
async function longestStretch(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = process.cpuUsage();
  let done = false;
  const look = () => {
    const { user, system } = process.cpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.cpuUsage();
    if (!done) setImmediate(look);
  };
  setImmediate(look);
  await new Promise((resolve) => setImmediate(resolve));
  longest = 0;
  await work();
  done = true;
  await new Promise((resolve) => setImmediate(resolve));
  return longest;
}

describe('decoding 500,000 tiny records', () => {
  const record = { key: null, value: Buffer.from('tiny'), headers: [] };
  const set = encodeBatch(Array<typeof record>(500_000).fill(record), 0, NOT_IDEMPOTENT);

  it('lets other work run all the time, and holds a slice of them', async () => {
    let records = 0;
    const limits = { maxRecords: 500, maxBytes: 1e6, believeChecksumAt: null };
    const stretch = await longestStretch(async () => {
      for await (const slice of decodeRecords(fetchedSet(set), { topic: 't', fromOffset: 0n, ...limits })) {
        expect(slice.records.length <= 500).toBe(true);
        records += slice.records.length;
      }
    });
    expect(records).toBe(500_000);
    expect(stretch).toBeLessThan(200);
  }, 60_000);

  it('passes over those that were handled already without a stall', async () => {
    const from = 499_999n;
    const limits = { maxRecords: 500, maxBytes: 1e6, believeChecksumAt: null };
    const stretch = await longestStretch(async () => {
      for await (const slice of decodeRecords(fetchedSet(set), { topic: 't', fromOffset: from, ...limits })) {
        expect(slice.records.map(({ offset }) => offset)).toEqual([from]);
      }
    });
    expect(stretch).toBeLessThan(200);
  }, 60_000);
});

describe('decoding a mebibyte of', () => {
  const MIB = 1024 * 1024;
  const record = rawRecord({ value: Buffer.from('at the end') });
  const very = (many: string) => {
    const unit = Buffer.from(many, 'hex');
    return Buffer.alloc(MIB - (MIB % unit.length), unit);
  };
  const frame = Buffer.from('28b52ffd0068', 'hex');
  const stored = Buffer.concat([Buffer.from([(record.length << 3) | 1, 0, 0]), record]);
  const framing = Buffer.from('82534e4150505900' + '00000001'.repeat(2), 'hex');
  const framed = (block: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, block.length]), block]);

  it.each([
    ['zstd blocks of nothing', 4, [frame, very('000000'), stored]],
    ['snappy blocks of nothing', 2, [framing, very('0000000100'), framed(snappy(record))]],
    ['snappy framing', 2, [very(framing.toString('hex')), framed(snappy(record))]],
  ])('%s lets other work run all the time', async (_, attributes, parts) => {
    const set = batchOf([record], { attributes, compressed: Buffer.concat(parts) });
    const stretch = await longestStretch(async () => {
      const { records, undecodable } = await decodeAll(fetchedSet(set));
      expect(undecodable).toEqual([]);
      expect(records.map(({ value }) => String(value))).toEqual(['at the end']);
    });
    expect(stretch).toBeLessThan(200);
  });

  it.each([
    ['zstd frames of nothing', Buffer.concat([very('28b52ffd0068010000'), frame, stored])],
    ['compressed zstd blocks of nothing', Buffer.concat([frame, very('1400000000'), stored])],
  ])('%s, as no compressor makes them, ends at once', async (_, compressed) => {
    const set = batchOf([record], { attributes: 4, compressed });
    const { undecodable } = await decodeAll(fetchedSet(set));
    expect(undecodable).toMatchObject([{ reason: 'undecodable', firstOffset: 0n, lastOffset: 0n }]);
  });
});
