import { describe, expect, it } from '@jest/globals';
import { among, type Candidate, candidateOf, identityKey, incompleteCandidate } from './prospects.js';

const NOW = new Date('2030-01-01T00:00:00Z');
const RULES = { lane: 'resource', ttlMs: 86_400_000 } as const;
const GOOD = {
  BookingResourceId: 1,
  BookingServiceId: 2,
  CustomerId: 3,
  BookingStart: NOW.getTime() / 1000 + 3600,
};
const EVENT = { ce_specversion: '1.0', ce_type: 'booking.requested', ce_id: 'a', ce_source: 'urn:shop' };

function candidate(value: unknown, headers: Record<string, string> = EVENT): Candidate {
  const record = {
    topic: 'booking.requested',
    key: null,
    value: value === null ? null : Buffer.from(JSON.stringify(value)),
    headers: Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)] as const),
  };
  return candidateOf(record, NOW, RULES);
}

describe('a record that is to be replayed', () => {
  it.each<[string, unknown, Record<string, string>, object]>([
    ['become a request', GOOD, EVENT, { would: 'become a request' }],
    [
      'fail: it breaks the rules',
      { ...GOOD, Count: 0 },
      EVENT,
      { would: 'fail at once', code: 'VALIDATION_FAILED' },
    ],
    [
      'fail: its start is over',
      { ...GOOD, BookingStart: NOW.getTime() / 1000 - 1 },
      EVENT,
      { would: 'fail at once', code: 'VALIDATION_FAILED', message: expect.stringContaining('BookingStart') },
    ],
    [
      'fail: it has expired',
      GOOD,
      { ...EVENT, ce_expirytime: '2029-12-31T23:59:59Z' },
      { would: 'fail at once', code: 'REQUEST_EXPIRED' },
    ],
    [
      'stay: it has no value',
      null,
      EVENT,
      { would: 'stay a dead letter', code: 'MALFORMED_EVENT', message: expect.stringContaining('tombstone') },
    ],
    [
      'stay: it is another event',
      GOOD,
      { ...EVENT, ce_type: 'other' },
      { would: 'stay a dead letter', code: 'UNSUPPORTED_EVENT' },
    ],
  ])('would %s', (_, value, headers, prospect) => {
    expect(among(new Map(), candidate(value, headers))).toMatchObject(prospect);
  });

  it('stays a dead letter where its letter lacks a part of it, though the rest would be a request', () => {
    const { record } = candidate(GOOD);
    const lacks = { range: null, valueBytes: null, keyBytes: 70_000, headers: 3 };
    expect(among(new Map(), incompleteCandidate(record, lacks))).toEqual({
      would: 'stay a dead letter',
      code: 'RECORD_TOO_LARGE',
      message: expect.stringContaining('its key of 70000 bytes and 3 of its headers left out'),
    });
    const range = { lastOffset: 9n, codec: 'lz4' };
    expect(among(new Map(), incompleteCandidate(record, { ...lacks, range }))).toMatchObject({
      code: 'UNDECODABLE_RECORDS',
      message: expect.stringContaining('codec lz4'),
    });
  });

  it('is a duplicate where the same request is stored, whatever has become of it', () => {
    const stored = candidate(GOOD);
    const known = () => new Map([[identityKey(stored.request!), stored.request!.bodyHash]]);
    expect(among(known(), stored)).toEqual({ would: 'be a duplicate' });
    const expired = candidate(GOOD, { ...EVENT, ce_expirytime: '2029-12-31T23:59:59Z' });
    expect(among(known(), expired)).toEqual({ would: 'be a duplicate' });
    expect(among(known(), candidate({ ...GOOD, Count: 2 }))).toMatchObject({
      would: 'stay a dead letter',
      code: 'ID_REUSED',
    });
    expect(among(known(), candidate({ ...GOOD, Count: 2 }, { ...EVENT, ce_source: 'urn:other' }))).toEqual({
      would: 'become a request',
    });
  });

  it('is a duplicate of one before it that would become a request', () => {
    const known = new Map<string, string>();
    const prospects = [candidate(GOOD), candidate(GOOD), candidate({ ...GOOD, Count: 2 })].map((one) =>
      among(known, one),
    );
    expect(prospects).toMatchObject([
      { would: 'become a request' },
      { would: 'be a duplicate' },
      { would: 'stay a dead letter', code: 'ID_REUSED' },
    ]);
  });

  it('hides nothing from the next one where it would not be sent', () => {
    const known = new Map<string, string>();
    expect(among(known, candidate({ ...GOOD, Count: 0 }))).toMatchObject({ would: 'fail at once' });
    expect(among(known, candidate(GOOD))).toEqual({ would: 'become a request' });
  });
});
