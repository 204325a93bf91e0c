import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { headerPairs, type IncomingRecord } from '../platform/kafka/incoming-record.js';
import { isReadable, readEnvelope } from './envelope.js';
import { IDENTITY_HEADERS, REPLAYED_FROM } from './identity.js';

const UUID = '4d47e190-0402-4048-bc2c-89dd54343cdc';
const TIMESTAMP = 1_893_456_000_000n;

const BINARY = {
  ce_specversion: '1.0',
  ce_type: 'booking.requested',
  ce_id: 'order-1',
  ce_source: 'urn:shop',
};
const binary = (headers: Record<string, string | Buffer | string[]>) =>
  readEnvelope(record({}, { headers: headerPairs({ ...BINARY, ...headers }) }));

const record = (headers: Record<string, string> = {}, at: Partial<IncomingRecord> = {}): IncomingRecord => ({
  topic: 'booking.requested',
  partition: 0,
  offset: 17n,
  timestampMs: TIMESTAMP,
  key: null,
  value: Buffer.from('{}'),
  headers: Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]),
  ...at,
});
const event = (id: string, source: string) =>
  record({ ce_specversion: '1.0', ce_type: 'booking.requested', ce_id: id, ce_source: source });
const identityOf = (r: IncomingRecord) => {
  const read = readEnvelope(r);
  return isReadable(read) ? JSON.stringify([read.source, read.id]) : null;
};

describe('the kinds of identity', () => {
  it('never make one identity of two records, whatever a producer writes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom(
        'booking.requested-0-17',
        `booking.requested-0-17-${TIMESTAMP}`,
        'urn:kafka:booking.requested',
        'urn:kafka:booking.requested:position',
        'urn:kafka:booking.requested:idempotency-key',
        'urn:kafka:booking.requested:message-id',
        'urn:kafka:booking.requested:id',
        UUID,
      ),
    );
    let compared = 0;
    fc.assert(
      fc.property(text, text, (id, source) => {
        const kinds = [
          event(id, source),
          ...IDENTITY_HEADERS.map((name) => record({ [name]: id })),
          record({ id }),
          record(),
          record({}, { topic: id }),
        ];
        const identities = kinds.map(identityOf).filter((identity) => identity !== null);
        expect(new Set(identities).size).toBe(identities.length);
        compared += identities.length;
      }),
      { numRuns: 2_000 },
    );
    expect(compared).toBeGreaterThan(8_000);
  });

  it.each([...IDENTITY_HEADERS, 'id'])(
    'give a record with the header %s a source of its topic and header',
    (name) => {
      expect(readEnvelope(record({ [name]: UUID }))).toMatchObject({
        source: `urn:kafka:booking.requested:${name}`,
        id: UUID,
      });
    },
  );
});

describe('a position as identity', () => {
  it('holds the timestamp, so that a topic that is created again repeats none', () => {
    expect(identityOf(record())).not.toBe(identityOf(record({}, { timestampMs: TIMESTAMP + 1n })));
  });

  it('is where a replayed record first stood', () => {
    const first = identityOf(record());
    const replayed = record(
      { [REPLAYED_FROM]: `booking.requested-0-17-${TIMESTAMP}` },
      { offset: 99n, timestampMs: TIMESTAMP + 5n },
    );
    expect(identityOf(replayed)).toBe(first);
  });
});

describe("the header id of Debezium's outbox event router", () => {
  it('identifies a record without CloudEvents and without an identity header, in quotes too', () => {
    expect(readEnvelope(record({ id: `"${UUID}"` }))).toMatchObject({ id: UUID });
    expect(readEnvelope(record({ id: UUID, 'message-id': 'm-1' }))).toMatchObject({ id: 'm-1' });
    expect(readEnvelope(record({ id: 'no-uuid', 'message-id': 'm-1' }))).toMatchObject({ id: 'm-1' });
  });

  it.each(['17', 'customer', '"17"', `${UUID}x`])(
    'is refused as %s, which may be the id of anything, and the reason names the setting',
    (id) => {
      expect(readEnvelope(record({ id }))).toEqual({
        code: 'UNSUPPORTED_EVENT',
        message: expect.stringContaining('table.fields.additional.placement'),
      });
    },
  );
});

describe('an event in binary mode', () => {
  it.each([
    'ce_specversion',
    'ce_type',
    'ce_id',
    'ce_source',
    'ce_expirytime',
    'ce_correlationid',
    'content-type',
  ])('whose %s occurs twice is refused by name, whatever the case and even if both are equal', (name) => {
    const value = BINARY[name as keyof typeof BINARY] ?? 'x';
    for (const twice of [{ [name]: [value, value] }, { [name]: value, [name.toUpperCase()]: value }])
      expect(binary(twice)).toEqual({
        code: 'UNSUPPORTED_EVENT',
        message: expect.stringMatching(new RegExp(`${name.replace('ce_', '')} occurs more than once`)),
      });
  });

  it('keeps ids apart that only a lossy decoder would make equal', () => {
    for (const name of ['ce_id', 'ce_source', 'ce_type', 'ce_correlationid'])
      for (const bytes of [
        [0xe8, 0x31],
        [0xf8, 0x31],
        [0xed, 0xa0, 0x80],
      ])
        expect(binary({ [name]: Buffer.from(bytes) })).toEqual({
          code: 'UNSUPPORTED_EVENT',
          message: expect.stringContaining(`${name.slice(3)} is not UTF-8`),
        });
    expect(binary({ ce_id: '\ufffd1' })).toMatchObject({ id: '\ufffd1' });
  });
});
