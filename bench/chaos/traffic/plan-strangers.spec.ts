import { describe, expect, it } from '@jest/globals';
import { acceptRecord } from '../../../src/intake/accept-record.js';
import { fetchedSet, decodeAll } from '../../../test/support/decode-all.js';
import { encodeBatch } from './encode-batch.js';
import { planStrangers } from './plan-strangers.js';
import { CODECS, describeRecord, type PlannedBatch, type RecordKind } from './planned-record.js';

const NOW = 1_800_000_000_000;
const FIRST = 700;
const RULES = { lane: 'resource', ttlMs: 86_400_000 } as const;
const LARGEST_BATCH = 1_048_588;
const options = { requests: 600, seed: 4, topic: 'in', now: NOW, noteCanary: 'kanarek' };
const batches = planStrangers(options, FIRST);
const records = batches.flatMap((batch) => batch.records);

/** Large parts as their sizes. */
const described = (some: readonly PlannedBatch[]) =>
  JSON.stringify(some.map((batch) => ({ ...batch, records: batch.records.map(describeRecord) })));

/** What the bridge makes of a batch that was written outside a transaction or in one that was committed. */
async function becomes(batch: PlannedBatch): Promise<Map<bigint, string>> {
  const { records: read, undecodable } = await decodeAll(fetchedSet(encodeBatch(batch, NOW)), {
    topic: options.topic,
  });
  return new Map([
    ...undecodable.map(({ firstOffset, reason }) => [firstOffset, reason] as const),
    ...read.map((record) => {
      const reading = acceptRecord(record, new Date(NOW), RULES);
      if (reading.became === 'dead-letter') return [record.offset, 'dead-letter'] as const;
      const { source, eventId, outcome } = reading.request;
      return [record.offset, `${source} ${eventId} ${outcome === null}`] as const;
    }),
  ]);
}

describe('the records of strangers', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(described(planStrangers(options, FIRST))).toEqual(described(batches));
    expect(described(planStrangers({ ...options, seed: 6 }, FIRST))).not.toEqual(described(batches));
  });

  it('are numbered one after the other', () => {
    expect(records.map(({ n }) => n)).toEqual(records.map((_, i) => FIRST + i));
  });

  it.each<[RecordKind, number]>([
    ['request', 40],
    ['stranger', 60],
    ['too-large', 40],
    ['aborted', 6],
  ])('hold records of the kind %s', (kind, atLeast) => {
    expect(records.filter((record) => record.kind === kind).length).toBeGreaterThanOrEqual(atLeast);
  });

  it.each(CODECS)('hold good requests and others that are compressed with %s', (codec) => {
    const kinds = batches.filter((b) => b.codec === codec).flatMap((b) => b.records.map(({ kind }) => kind));
    expect(kinds).toEqual(expect.arrayContaining(['request', 'stranger']));
  });

  it('hold transactions of both ends', () => {
    const ends = batches.map(({ transaction }) => transaction);
    expect(ends).toEqual(expect.arrayContaining(['committed', 'aborted']));
  });

  it('hold values of 1 MiB, keys of 300 KB and 20,000 headers', () => {
    const most = (size: (record: (typeof records)[number]) => number) => Math.max(...records.map(size));
    expect(most(({ kind, value }) => (kind === 'stranger' ? (value?.length ?? 0) : 0))).toBe(1_040_000);
    expect(most(({ key }) => key?.length ?? 0)).toBeGreaterThan(300_000);
    expect(most(({ headers }) => headers.length)).toBe(20_000);
  });

  it('are what they are planned to be in the eyes of intake, in batches that a broker takes', async () => {
    for (const batch of batches) {
      expect(encodeBatch(batch, NOW).length).toBeLessThanOrEqual(LARGEST_BATCH);
      const became = await becomes(batch);
      expect(became.size).toBe(batch.records.length);
      for (const [i, { n, kind, identity }] of batch.records.entries()) {
        const expected =
          kind === 'stranger'
            ? 'dead-letter'
            : kind === 'too-large'
              ? 'record-too-large'
              : `${identity?.source} ${identity?.eventId} true`;
        expect([n, became.get(BigInt(i))]).toEqual([n, expected]);
      }
    }
  }, 60_000);
});
