import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { crc32c } from './crc32c.js';
import { encodeBatch } from './encode-batch.js';
import { decodeAll, expectProgress, fetchedSet } from '../../../../test/support/decode-all.js';
import { batchOf, rawRecord } from '../../../../test/support/record-batches.js';

const NOT_IDEMPOTENT = { producerId: -1n, producerEpoch: -1, firstSequence: -1 };

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const content = fc.record({
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.array(
    fc.tuple(
      fc.oneof(fc.constantFrom('a', '__proto__', 'constructor', ''), fc.string({ unit: 'grapheme' })),
      bytes,
    ),
    { maxLength: 8 },
  ),
});

describe('decoding a record set', () => {
  it('gives every record back as it was encoded, in slices of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(content, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 2_000 }),
        async (batches, maxRecords, maxBytes) => {
          let base = 0;
          const set = Buffer.concat(
            batches.map((records) => {
              const batch = encodeBatch(records, 1_700_000_000_000, NOT_IDEMPOTENT);
              batch.writeBigInt64BE(BigInt(base));
              base += records.length;
              return batch;
            }),
          );
          const { slices, records, undecodable, nextOffset } = await decodeAll(fetchedSet(set), {
            maxRecords,
            maxBytes,
          });
          expect(undecodable).toEqual([]);
          expect(records).toEqual(
            batches.flat().map((record, i) => ({
              ...record,
              topic: 't',
              partition: 3,
              offset: BigInt(i),
              timestampMs: 1_700_000_000_000n,
            })),
          );
          expect(nextOffset).toBe(BigInt(base));
          for (const slice of slices) expect(slice.records.length).toBeLessThanOrEqual(maxRecords);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('leaves out a header without a value and keeps the others in order with duplicates', async () => {
    const record = rawRecord({
      headers: [
        ['a', Buffer.from('1')],
        ['b', null],
        ['a', Buffer.from('2')],
      ],
    });
    const { records } = await decodeAll(fetchedSet(batchOf([record])));
    expect(records[0]?.headers).toEqual([
      ['a', Buffer.from('1')],
      ['a', Buffer.from('2')],
    ]);
  });

  it('begins at the offset that was asked for, also in mid-batch', async () => {
    const set = batchOf(
      [0, 1, 2, 3].map((offsetDelta) => rawRecord({ offsetDelta })),
      { baseOffset: 10n },
    );
    const { records, nextOffset } = await decodeAll(fetchedSet(set), { fromOffset: 12n });
    expect(records.map(({ offset }) => offset)).toEqual([12n, 13n]);
    expect(nextOffset).toBe(14n);
  });

  it('ignores a last batch that is cut off', async () => {
    const whole = batchOf([rawRecord({})]);
    const cut = batchOf([rawRecord({ value: Buffer.alloc(100) })], { baseOffset: 1n });
    for (const length of [1, 11, 16, 60, 61, 100]) {
      const { records, nextOffset } = await decodeAll(
        fetchedSet(Buffer.concat([whole, cut.subarray(0, length)])),
      );
      expect(records).toHaveLength(1);
      expect(nextOffset).toBe(1n);
    }
  });

  it('passes the offsets of a batch that was compacted to nothing', async () => {
    const { slices } = await decodeAll(fetchedSet(batchOf([], { baseOffset: 5n, lastOffsetDelta: 9 })));
    expect(slices).toEqual([{ records: [], undecodable: [], nextOffset: 15n }]);
  });

  it('takes the time of a log-append batch from the batch', async () => {
    const set = batchOf([rawRecord({ timestampDelta: 7n })], {
      attributes: 0x08,
      baseTimestampMs: 1n,
      maxTimestampMs: 99n,
    });
    expect((await decodeAll(fetchedSet(set))).records[0]?.timestampMs).toBe(99n);
    const created = batchOf([rawRecord({ timestampDelta: -7n })], { baseTimestampMs: 1n });
    expect((await decodeAll(fetchedSet(created))).records[0]?.timestampMs).toBe(-6n);
  });
});

describe('what cannot be decoded', () => {
  const one = rawRecord({});

  it.each([
    ['a codec that Kafka does not have', batchOf([one], { attributes: 7 }), 'unknown-codec', '7'],
    ['a negative count', batchOf([one], { count: -1 }), 'undecodable', 'none'],
    ['a count that is too high', batchOf([one], { count: 9, lastOffsetDelta: 4 }), 'undecodable', 'none'],
    [
      'a count that is too low',
      batchOf([one, rawRecord({ offsetDelta: 1 })], { count: 1 }),
      'undecodable',
      'none',
    ],
    ['offsets that do not rise', batchOf([one, one], { lastOffsetDelta: 1 }), 'undecodable', 'none'],
    [
      'an offset beyond the batch',
      batchOf([rawRecord({ offsetDelta: 5 })], { lastOffsetDelta: 1 }),
      'undecodable',
      'none',
    ],
    ['a negative range of offsets', batchOf([one], { lastOffsetDelta: -5 }), 'undecodable', 'none'],
    ['a record of negative length', batchOf([Buffer.from([0x01])]), 'undecodable', 'none'],
    [
      'a record without a header name',
      batchOf([rawRecord({ headers: [[null, Buffer.from('x')]] })]),
      'undecodable',
      'none',
    ],
    ['a record with bytes to spare', batchOf([rawRecord({ spare: 3 })]), 'undecodable', 'none'],
    ['more headers than bytes', batchOf([rawRecord({ headerCount: 5 })]), 'undecodable', 'none'],
    ['a negative number of headers', batchOf([rawRecord({ headerCount: -1 })]), 'undecodable', 'none'],
  ])('is a range with codec, size, hash and first bytes: %s', async (_, batch, reason, codec) => {
    const behind = batchOf([one], { baseOffset: 50n });
    const { records, undecodable, nextOffset } = await decodeAll(fetchedSet(Buffer.concat([batch, behind])));
    expect(undecodable).toMatchObject([{ topic: 't', partition: 3, reason, codec, size: batch.length }]);
    expect(undecodable[0]?.firstBytes).toEqual(batch);
    expect(undecodable[0]?.sha256).toMatch(/^[\w-]{43}$/);
    expect(records.at(-1)?.offset).toBe(50n);
    expect(nextOffset).toBe(51n);
  });

  it('keeps the records before a broken one', async () => {
    const set = batchOf([one, rawRecord({ offsetDelta: 1, spare: 1 }), rawRecord({ offsetDelta: 2 })]);
    const { records, undecodable } = await decodeAll(fetchedSet(set));
    expect(records.map(({ offset }) => offset)).toEqual([0n]);
    expect(undecodable).toMatchObject([{ reason: 'undecodable', firstOffset: 1n, lastOffset: 2n }]);
  });

  it('is only the one record that is too large, and those around it are decoded', async () => {
    const set = batchOf([
      one,
      rawRecord({ offsetDelta: 1, value: Buffer.alloc(1_100_000, 32) }),
      rawRecord({ offsetDelta: 2 }),
    ]);
    const { records, undecodable } = await decodeAll(fetchedSet(set));
    expect(records.map(({ offset }) => offset)).toEqual([0n, 2n]);
    expect(undecodable).toMatchObject([{ reason: 'record-too-large', firstOffset: 1n, lastOffset: 1n }]);
    expect(undecodable[0]?.size).toBeGreaterThan(1_100_000);
    expect(undecodable[0]?.firstBytes).toHaveLength(1024);
  });

  it('is a record of 20,000 headers, and one of 10,000 is decoded', async () => {
    const headers = (count: number) => Array.from({ length: count }, () => ['h', Buffer.from('v')] as const);
    const set = batchOf([
      rawRecord({ headers: headers(20_000) }),
      rawRecord({ offsetDelta: 1, headers: headers(10_000) }),
    ]);
    const { records, undecodable } = await decodeAll(fetchedSet(set));
    expect(undecodable).toMatchObject([{ reason: 'record-too-large', firstOffset: 0n, lastOffset: 0n }]);
    expect(records.map((record) => record.headers.length)).toEqual([10_000]);
  });

  it('is a message set of the formats before Kafka 0.11, one range for all entries in a row', async () => {
    const entry = (offset: bigint) => {
      const bytes = Buffer.alloc(34, 0xff);
      bytes.writeBigInt64BE(offset);
      bytes.writeInt32BE(22, 8);
      bytes.writeInt8(1, 16);
      bytes.writeInt8(0, 17);
      bytes.writeBigInt64BE(123n, 18);
      return bytes;
    };
    const set = Buffer.concat([entry(4n), entry(5n), entry(9n), batchOf([one], { baseOffset: 10n })]);
    const { records, undecodable } = await decodeAll(fetchedSet(set), { fromOffset: 4n });
    expect(undecodable).toMatchObject([
      {
        reason: 'unsupported-format',
        firstOffset: 4n,
        lastOffset: 9n,
        timestampMs: 123n,
        codec: 'none',
        size: 102,
      },
    ]);
    expect(records.map(({ offset }) => offset)).toEqual([10n]);
  });

  it('never makes decoding throw or stand still, whatever the bytes are', async () => {
    const base = batchOf([one, rawRecord({ offsetDelta: 1, headers: [['h', Buffer.from('v')]] })], {
      baseOffset: 7n,
    });
    const mutation = fc.record({ at: fc.nat(base.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (mutations, sealed) => {
          const batch = Buffer.from(base);
          for (const { at, to } of mutations) batch[at] = to;
          if (sealed) batch.writeUInt32BE(crc32c(batch, 21), 17);
          await expectProgress(batch, 7n);
        },
      ),
      { numRuns: 1_500 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), (array) =>
        expectProgress(Buffer.from(array), 7n),
      ),
      { numRuns: 500 },
    );
  }, 60_000);
});

describe('transactions', () => {
  const marker = (type: 0 | 1, baseOffset: bigint, producerId: bigint) =>
    batchOf([rawRecord({ key: Buffer.from([0, 0, 0, type]), value: Buffer.alloc(6) })], {
      baseOffset,
      producerId,
      attributes: 0x30,
    });
  const data = (baseOffset: bigint, producerId: bigint) =>
    batchOf([rawRecord({ value: Buffer.from(`${producerId}`) })], {
      baseOffset,
      producerId,
      attributes: 0x10,
    });

  it('give no records when aborted, and their markers and offsets leave no gap', async () => {
    const set = Buffer.concat([
      data(0n, 1n),
      data(1n, 2n),
      marker(0, 2n, 1n),
      data(3n, 1n),
      marker(1, 4n, 2n),
      marker(1, 5n, 1n),
      data(6n, 1n),
      marker(0, 7n, 1n),
    ]);
    const abortedTransactions = [
      { producerId: 1n, firstOffset: 6n },
      { producerId: 1n, firstOffset: 0n },
    ];
    const { records, undecodable, nextOffset } = await decodeAll(fetchedSet(set, { abortedTransactions }));
    expect(records.map(({ offset }) => offset)).toEqual([1n, 3n]);
    expect(undecodable).toEqual([]);
    expect(nextOffset).toBe(8n);
    const later = await decodeAll(fetchedSet(set, { abortedTransactions }), { fromOffset: 3n });
    expect(later.records.map(({ offset }) => offset)).toEqual([3n]);
  });
});
