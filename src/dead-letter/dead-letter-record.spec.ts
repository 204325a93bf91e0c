import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { failureOf } from '../booking/failure.js';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { COPY_LIMITS } from './bounded-copy.js';
import { deadLetterRecord } from './dead-letter-record.js';
import { type DeadLetter, valueHashOf } from './dead-letter.js';
import { letterOf } from './letter.js';

const KIB = 1024;
const MOST_BYTES = 512 * KIB;
const failedAt = new Date('2030-01-31T12:00:00Z');

const record: IncomingRecord = {
  topic: 'booking.requested',
  partition: 3,
  offset: 17n,
  timestampMs: 1n,
  key: Buffer.from('key'),
  value: Buffer.from('value'),
  headers: [['a', Buffer.from([0xff])]],
};
const letter = (changes: Partial<IncomingRecord> = {}, detail = 'Why.'): DeadLetter => ({
  record: { ...record, ...changes },
  failure: failureOf('MALFORMED_EVENT', detail),
  failedAt,
});

/** What a letter is as it is found in the topic. */
function published(of: DeadLetter): IncomingRecord {
  const { key, value, headers } = deadLetterRecord(of, 'dlq');
  const bytes = (text: string | null) => (text === null ? null : Buffer.from(text, 'base64'));
  return {
    ...{ topic: 'dlq', partition: 0, offset: 0n, timestampMs: 0n, key: bytes(key), value: bytes(value) },
    headers: headers.map(([name, text]) => [name, Buffer.from(text, 'base64')]),
  };
}

/** More than the bytes that a record takes in a batch: ten for every length that is written before something. */
function sizeInBatch({ key, value, headers }: IncomingRecord): number {
  const of = (length: number) => 10 + length;
  const pairs = headers.reduce(
    (sum, [name, bytes]) => sum + of(Buffer.byteLength(name)) + of(bytes.length),
    0,
  );
  return 200 + of(key?.length ?? 0) + of(value?.length ?? 0) + pairs;
}

const length = (...edges: number[]) =>
  fc.oneof(fc.constantFrom(...edges.flatMap((edge) => [edge - 1, edge, edge + 1])), fc.nat(2 * KIB));
const bytesOf = (...edges: number[]) =>
  fc.option(length(...edges, KIB * KIB).map((size) => Buffer.alloc(size, 'x')));
const headers = fc
  .tuple(
    length(COPY_LIMITS.headers, 20_000),
    length(1, 60, COPY_LIMITS.headerBytes),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  .map(([count, size, name]) => {
    const value = Buffer.alloc(size);
    return Array.from({ length: count }, (_, i) => [i === 0 ? `n${name}` : 'n', value] as const);
  });
const anyRecord = fc.record({
  key: bytesOf(COPY_LIMITS.keyBytes),
  value: bytesOf(COPY_LIMITS.valueBytes),
  headers,
});

describe('the record of a dead letter', () => {
  it('fits every topic that takes half a mebibyte, whatever the record was and whatever is said about it', () => {
    fc.assert(
      fc.property(anyRecord, fc.string({ unit: 'binary', maxLength: 5_000 }), (changes, detail) => {
        const topic = 't'.repeat(249);
        const size = sizeInBatch(published(letter({ ...changes, topic }, detail)));
        expect(size).toBeLessThan(MOST_BYTES);
      }),
      { numRuns: 25 },
    );
  });

  it('has every byte of a record within the limits, and of any other either a part or its name', () => {
    fc.assert(
      fc.property(anyRecord, (changes) => {
        const found = published(letter(changes));
        const { incomplete } = letterOf(found);
        const { key, value } = { ...record, ...changes };
        const said = Object.fromEntries(found.headers.map(([name, text]) => [name, text.toString()]));
        if (value === null || value.length <= COPY_LIMITS.valueBytes) {
          expect(found.value?.equals(value ?? Buffer.from('no')) ?? null).toBe(value === null ? null : true);
          expect(incomplete?.valueBytes ?? null).toBeNull();
        } else {
          expect([found.value, incomplete?.valueBytes]).toEqual([null, value.length]);
          expect(said['x-original-value-sha256']).toBe(valueHashOf({ ...record, value }));
          expect(said['x-original-first-bytes']).toBe(value.subarray(0, KIB).toString('base64'));
        }
        if (key === null || key.length <= COPY_LIMITS.keyBytes) expect(found.key?.length).toBe(key?.length);
        else expect([found.key, incomplete?.keyBytes]).toEqual([null, key.length]);
        const own = found.headers.filter(([name]) => !name.startsWith('x-')).length;
        expect(own + (incomplete?.headers ?? 0)).toBe(changes.headers.length);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps the headers that still fit, in order, when one among them does not', () => {
    const large = Buffer.alloc(COPY_LIMITS.headerBytes);
    const small = Buffer.from('1');
    const found = published(
      letter({
        headers: [
          ['first', small],
          ['large', large],
          ['first', small],
          ['last', small],
        ],
      }),
    );
    expect(found.headers.slice(0, 3).map(([name]) => name)).toEqual(['first', 'first', 'last']);
    expect(letterOf(found).incomplete).toEqual({ range: null, valueBytes: null, keyBytes: null, headers: 1 });
  });

  it('names a range by its offsets, codec, size, hash and first bytes, and has no value', () => {
    const firstBytes = Buffer.from([1, 2, 3]);
    const range = {
      topic: 'booking.requested',
      partition: 3,
      firstOffset: 5n,
      lastOffset: 9n,
      timestampMs: 1n,
      reason: 'undecodable',
      codec: 'lz4',
      size: 4_000,
      sha256: 'hash',
      firstBytes,
    } as const;
    const found = published({ range, failure: failureOf('UNDECODABLE_RECORDS', 'Why.'), failedAt });
    expect([found.key, found.value]).toEqual([null, null]);
    expect(found.headers.map(([name, text]) => [name, text.toString()])).toEqual([
      ['x-original-topic', 'booking.requested'],
      ['x-original-partition', '3'],
      ['x-original-offset', '5'],
      ['x-original-last-offset', '9'],
      ['x-original-timestamp', '1'],
      ['x-original-codec', 'lz4'],
      ['x-original-size', '4000'],
      ['x-original-sha256', 'hash'],
      ['x-original-first-bytes', firstBytes.toString('base64')],
      ['x-error-code', 'UNDECODABLE_RECORDS'],
      ['x-error-message', 'Why.'],
      ['x-failed-at', '2030-01-31T12:00:00.000Z'],
    ]);
    expect(letterOf(found)).toMatchObject({
      record: { offset: 5n },
      incomplete: { range: { lastOffset: 9n, codec: 'lz4' }, valueBytes: 4_000 },
    });
  });

  it('says in printable ASCII why it is there', () => {
    const { headers: all } = published(letter({}, 'Příliš\u0000🐎'));
    expect(all.find(([name]) => name === 'x-error-message')?.[1].toString()).toBe('P??li????');
  });
});
