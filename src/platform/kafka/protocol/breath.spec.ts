import { describe, expect, it } from '@jest/globals';
import { fetchedSet } from '../../../../test/support/decode-all.js';
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
