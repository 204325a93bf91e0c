import { describe, expect, it } from '@jest/globals';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { acceptRecord } from './accept-record.js';

const NOW = new Date('2030-01-01T00:00:00Z');
type Headers = IncomingRecord['headers'];

const read = (key: Buffer | null, headers: Headers) =>
  acceptRecord(
    {
      topic: 'booking.requested',
      partition: 0,
      offset: 1n,
      timestampMs: BigInt(NOW.getTime()),
      key,
      value: Buffer.from('{}'),
      headers,
    },
    NOW,
    { lane: 'key', ttlMs: 1 },
  );
const many = (count: number, bytes: number): Headers =>
  Array.from({ length: count }, (_, n) => [`h${n % 10}`, Buffer.alloc(bytes - 2)]);

describe('a record', () => {
  it.each<[string, Buffer | null, Headers]>([
    ['a key of 4 KiB', Buffer.alloc(4 * 1024), []],
    ['500 headers', null, many(500, 2)],
    ['64 KiB of headers', null, many(64, 1024)],
  ])('with %s is read', (_, key, headers) => {
    expect(read(key, headers).became).toBe('request');
  });

  it.each<[string, Buffer | null, Headers, string]>([
    ['a key of 4 KiB and a byte', Buffer.alloc(4 * 1024 + 1), [], 'key is larger than 4 KiB'],
    ['501 headers', null, many(501, 2), 'more than 500 headers'],
    ['64 KiB of headers and a byte', null, [...many(63, 1024), ...many(1, 1025)], 'larger than 64 KiB'],
    ['one name of 64 KiB', null, [['č'.repeat(32 * 1024), Buffer.alloc(1)]], 'larger than 64 KiB'],
  ])('with %s is refused, and the reason says the limit', (_, key, headers, words) => {
    expect(read(key, headers)).toMatchObject({
      became: 'dead-letter',
      why: { code: 'UNSUPPORTED_EVENT', message: expect.stringContaining(words) },
    });
  });
});
