import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COMPRESSORS, lz4, zstd } from '../../../../../test/support/compressors.js';
import { decodeAll, expectProgress, fetchedSet } from '../../../../../test/support/decode-all.js';
import { batchOf, rawRecord } from '../../../../../test/support/record-batches.js';
import { crc32c } from '../crc32c.js';
import { codecOf } from './codecs.js';
import { inflateByFzstd } from './fzstd.js';
import { zstdFrames } from './zstd-frames.js';

const MIB = 1024 * 1024;
const fixture = (name: string) => readFileSync(`test/fixtures/kafka/${name}.bin`);

async function inflate(codec: number, bytes: Buffer): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of codecOf(codec)!.inflate(bytes)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

function sameBytes(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}

/** As RecordSets.java makes it. */
function javaValue(n: bigint): Buffer | null {
  if (n % 7n === 0n) return null;
  let text = '';
  let seed = n;
  const count = n === 13n ? 3000n : n % 11n;
  for (let i = 0n; i < count; i += 1n) {
    seed = (seed * 1_103_515_245n + 12_345n) % 2_147_483_648n;
    text += `{"number":${i},"random":${seed % 16n}}`;
  }
  return Buffer.from(text);
}

describe('record sets of Apache Kafka’s own producer', () => {
  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'])('are decoded to the byte: %s', async (name) => {
    const { records, undecodable, nextOffset } = await decodeAll(fetchedSet(fixture(name)), {
      maxRecords: 7,
    });
    expect(undecodable).toEqual([]);
    expect(nextOffset).toBe(41n);
    expect(records).toHaveLength(41);
    for (const [i, record] of records.entries()) {
      const n = BigInt(i);
      expect(record.offset).toBe(n);
      expect(record.timestampMs).toBe(1_700_000_000_000n + n);
      expect(record.key).toEqual(n % 5n === 0n ? null : Buffer.from(`key-${n}`));
      expect(sameBytes(record.value, javaValue(n))).toBe(true);
      expect(record.headers).toEqual([
        ['h', Buffer.from('1')],
        ['h', Buffer.from(`řetězec ${n}`)],
      ]);
    }
  });

  it('show committed transactions only, and leave no offset behind', async () => {
    const abortedTransactions = [{ producerId: 7n, firstOffset: 0n }];
    const { records, nextOffset } = await decodeAll(
      fetchedSet(fixture('transactions'), { abortedTransactions }),
    );
    expect(records.map(({ offset, value }) => [offset, value?.toString()])).toEqual([
      [1n, 'committed'],
      [3n, 'committed later'],
    ]);
    expect(nextOffset).toBe(6n);
  });

  it('are decoded by fzstd, which stands in for Node before 22.15, as well', () => {
    for (const start of [0, fixture('zstd').readInt32BE(8) + 12]) {
      const batch = fixture('zstd').subarray(start);
      const compressed = batch.subarray(61, batch.readInt32BE(8) + 12);
      const inflated = [...zstdFrames(compressed)].flatMap((frame) => [...inflateByFzstd(frame)]);
      const plain = fixture('none').subarray(start === 0 ? 0 : fixture('none').readInt32BE(8) + 12);
      expect(Buffer.concat(inflated).equals(plain.subarray(61, plain.readInt32BE(8) + 12))).toBe(true);
    }
  });
});

describe.each(Object.entries(COMPRESSORS))('%s', (_, { number, compress }) => {
  it('gives back what was compressed', async () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .record({ byte: fc.nat(255), size: fc.nat(200_000) })
        .map(({ byte, size }) => Buffer.alloc(size, byte)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        const bytes = Buffer.concat(parts);
        expect((await inflate(number, compress(bytes))).equals(bytes)).toBe(true);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('inflates what compresses well in small pieces', async () => {
    const compressed = compress(Buffer.alloc(24 * MIB, 32));
    let size = 0;
    for await (const piece of codecOf(number)!.inflate(compressed)) {
      expect(piece.length).toBeLessThanOrEqual(128 * 1024);
      size += piece.length;
    }
    expect(size).toBe(24 * MIB);
  }, 60_000);

  it('keeps the records before the place where it is broken, and those of the next batch', async () => {
    // Noise is stored, so that records and compressed bytes keep pace.
    const noise = (seed: number) =>
      Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * i * seed) >>> 5));
    const records = [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
      rawRecord({ offsetDelta: n - 1, value: noise(n * 7919) }),
    );
    const whole = compress(Buffer.concat(records));
    const cut = whole.subarray(0, Math.floor(whole.length * 0.9));
    const batch = batchOf(records, { attributes: number, compressed: cut });
    const set = Buffer.concat([batch, batchOf([rawRecord({})], { baseOffset: 8n })]);
    const { records: decoded, undecodable, nextOffset } = await decodeAll(fetchedSet(set));
    expect(nextOffset).toBe(9n);
    expect(decoded.at(-1)?.offset).toBe(8n);
    expect(undecodable).toMatchObject([{ reason: 'undecodable', lastOffset: 7n, size: batch.length }]);
    expect(undecodable[0]?.firstOffset).toBe(BigInt(decoded.length - 1));
  });

  it('never makes decoding throw or stand still, whatever the bytes are', async () => {
    const values = ['', 'abcabcabcabcabcabcabcabcabc', 'x'.repeat(500), JSON.stringify({ a: 1, b: [2, 3] })];
    const records = values.map((value, offsetDelta) => rawRecord({ offsetDelta, value: Buffer.from(value) }));
    const good = batchOf(records, {
      attributes: number,
      compressed: compress(Buffer.concat(records)),
      baseOffset: 7n,
    });
    const mutation = fc.record({ at: fc.integer({ min: 61, max: good.length - 1 }), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 5 }), async (mutations) => {
        const batch = Buffer.from(good);
        for (const { at, to } of mutations) batch[at] = to;
        batch.writeUInt32BE(crc32c(batch, 21), 17);
        await expectProgress(batch, 7n);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

describe('zstd by Java', () => {
  it('never makes decoding throw or stand still, whatever its bytes are', async () => {
    const good = fixture('zstd').subarray(0, fixture('zstd').readInt32BE(8) + 12);
    const mutation = fc.record({ at: fc.integer({ min: 61, max: good.length - 1 }), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        const batch = Buffer.from(good);
        for (const { at, to } of mutations) batch[at] = to;
        batch.writeUInt32BE(crc32c(batch, 21), 17);
        await expectProgress(batch, 0n);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('a decoder', () => {
  const spaces = Buffer.alloc(3 * MIB, 32);

  it('reads gzip of several members, zstd of several frames, and passes skippable frames', async () => {
    expect(
      await inflate(1, Buffer.concat([gzipSync(Buffer.from('ab')), gzipSync(Buffer.from('cd'))])),
    ).toEqual(Buffer.from('abcd'));
    const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9]);
    const frames = [zstd(Buffer.from('ab')), skippable, zstd(Buffer.from('cd'))];
    expect(await inflate(4, Buffer.concat(frames))).toEqual(Buffer.from('abcd'));
  });

  it('ignores what follows the end of an lz4 frame, and zeros after gzip', async () => {
    const garbage = Buffer.from([1, 2, 3, 4, 5]);
    expect((await inflate(3, Buffer.concat([lz4(spaces), garbage]))).equals(spaces)).toBe(true);
    expect((await inflate(1, Buffer.concat([gzipSync(spaces), Buffer.alloc(9)]))).equals(spaces)).toBe(true);
  });

  it('reads zstd that asks for a window of 128 MiB, as its highest levels do, up to 8 MiB', async () => {
    const large = (bytes: Buffer) => {
      const frame = zstd(bytes);
      frame[5] = (27 - 10) << 3;
      return frame;
    };
    expect((await inflate(4, large(spaces))).equals(spaces)).toBe(true);
    await expect(inflate(4, large(Buffer.alloc(9 * MIB, 32)))).rejects.toThrow('larger window');
  });

  it('of fzstd is stopped at a block whose repetitions add up to gigabytes', () => {
    // 98,047 times a repetition of 65,539 bytes: a literal, the number of sequences, and one code for all of each kind.
    const block = Buffer.from('0941ffffff5400003401', 'hex');
    const frame = [Buffer.from('28b52ffd0038', 'hex'), Buffer.from([(block.length << 3) | 5, 0, 0]), block];
    const begun = performance.now();
    const [only] = [...zstdFrames(Buffer.concat(frame))];
    expect(() => [...inflateByFzstd(only!)]).toThrow('timed out');
    expect(performance.now() - begun).toBeLessThan(4_000);
  }, 60_000);

  it.each([
    ['snappy that declares more than it has', 2, Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0, 65])],
    ['snappy that has more than it declares', 2, Buffer.from([1, 4, 65, 66])],
    ['snappy that repeats what is not there', 2, Buffer.from([8, 0, 65, 0x0e, 9, 0])],
    [
      'an lz4 distance of nothing',
      3,
      Buffer.concat([lz4(Buffer.alloc(0)).subarray(0, 7), Buffer.from('0400000010410000', 'hex')]),
    ],
    ['lz4 with a dictionary', 3, Buffer.from('04224d1861408200000000', 'hex')],
    ['zstd with a dictionary', 4, Buffer.from('28b52ffd0138000000000000', 'hex')],
    ['zstd that needs one segment of 1 GiB', 4, Buffer.from('28b52ffda000000040010000', 'hex')],
    ['nothing at all in gzip', 1, Buffer.alloc(0)],
  ])('refuses %s', async (_, codec, bytes) => {
    await expect(inflate(codec, bytes)).rejects.toThrow();
  });
});
