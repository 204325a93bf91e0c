import { describe, expect, it } from '@jest/globals';
import { headerPairs } from '../platform/kafka/incoming-record.js';
import { readEnvelope } from './envelope.js';

const DATA = { BookingResourceId: 1 };
const ATTRIBUTES = { specversion: '1.0', type: 'booking.requested', id: 'order-1', source: 'urn:shop' };
const EVENT = { source: 'urn:shop', id: 'order-1', data: DATA };

const read = (value: unknown, headers: Record<string, string> = {}) =>
  readEnvelope({
    topic: 'booking.requested',
    partition: 3,
    offset: 7n,
    timestampMs: 0n,
    key: null,
    value: Buffer.from(JSON.stringify(value)),
    headers: headerPairs(headers),
  });
const refused = (words: string) => ({ code: expect.any(String), message: expect.stringContaining(words) });

describe('a record as Dapr or the Python SDK writes it', () => {
  it.each<[string, Record<string, string>]>([
    ['no content type', {}],
    ['the content type application/json', { 'content-type': 'application/json' }],
    ['the content type of bytes', { 'content-type': 'application/octet-stream' }],
  ])('with %s is the event that its value is', (_, headers) => {
    const more = { topic: 't', pubsubname: 'p', tracestate: '', datacontenttype: 'application/json' };
    expect(read({ ...ATTRIBUTES, ...more, data: DATA }, headers)).toMatchObject(EVENT);
    const bytes = { data: null, data_base64: Buffer.from(JSON.stringify(DATA)).toString('base64') };
    expect(read({ ...ATTRIBUTES, ...bytes }, headers)).toMatchObject(EVENT);
  });

  it("with Dapr's own type is refused, and the reason names the attribute", () => {
    expect(read({ ...ATTRIBUTES, type: 'com.dapr.event.sent', data: DATA })).toEqual(
      refused('attribute type must be booking.requested'),
    );
  });
});

describe('header values in quotes, as Spring writes them', () => {
  const quoted = (more: Record<string, string> = {}) =>
    Object.fromEntries(
      Object.entries({ ...ATTRIBUTES, ...more }).map(([name, text]) => [`ce_${name}`, JSON.stringify(text)]),
    );

  it('are read without them where the version of CloudEvents is in quotes too', () => {
    const headers = { ...quoted({ correlationid: 'a"b' }), 'content-type': '"application/json"' };
    expect(read(DATA, headers)).toMatchObject({ ...EVENT, correlationId: 'a"b' });
    expect(read(DATA, { ...quoted(), ce_source: 'urn:shop' })).toMatchObject(EVENT);
  });

  it('are part of the text where the version is not in quotes', () => {
    expect(read(DATA, { ...quoted(), ce_specversion: '1.0', ce_type: 'booking.requested' })).toMatchObject({
      id: '"order-1"',
      source: '"urn:shop"',
    });
  });

  it('are refused by name where they hide a control character', () => {
    expect(read(DATA, quoted({ id: 'a\nb' }))).toEqual(refused('attribute id holds a control character'));
  });
});

describe('an envelope of Kafka Connect', () => {
  it('of schema and payload is taken off, in bare and in binary mode', () => {
    for (const schema of [{ type: 'struct', fields: [] }, null])
      expect(read({ schema, payload: DATA }, { 'idempotency-key': 'k' })).toMatchObject({
        id: 'k',
        data: DATA,
      });
    const headers = Object.fromEntries(Object.entries(ATTRIBUTES).map(([n, v]) => [`ce_${n}`, v]));
    expect(read({ schema: null, payload: DATA }, headers)).toMatchObject(EVENT);
  });

  it('around a payload that is no object is refused, and the reason names the settings', () => {
    expect(read({ schema: { type: 'string' }, payload: '{}' })).toEqual(
      refused('value.converter.schemas.enable=false'),
    );
  });

  it.each<[string, object]>([
    ['more than schema and payload', { schema: { type: 'struct' }, payload: DATA, CustomerId: 1 }],
    ['a schema that is none', { schema: 'x', payload: DATA }],
    ['a payload alone', { payload: DATA }],
  ])('is not guessed from %s', (_, value) => {
    expect(read(value)).toMatchObject({ data: value });
  });

  it('of before and after is refused, because a changed row is no request', () => {
    const change = { before: null, after: DATA, op: 'c', ts_ms: 1 };
    for (const value of [change, { schema: { type: 'struct' }, payload: change }])
      expect(read(value)).toEqual(refused('ExtractNewRecordState'));
  });

  it('that was encoded twice is refused, and the reason names the setting', () => {
    expect(read(JSON.stringify(DATA))).toEqual(refused('expand.json.payload=true'));
  });
});
