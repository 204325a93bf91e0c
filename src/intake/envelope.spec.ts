import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { headerPairs, type IncomingRecord } from '../platform/kafka/incoming-record.js';
import { isReadable, readEnvelope } from './envelope.js';

const DATA = { BookingResourceId: 1 };
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

type Headers = Record<string, string | Buffer | (string | Buffer)[] | undefined>;
const record = (value: Buffer | string | null, headers: Headers = {}): IncomingRecord => ({
  topic: 'booking.requested',
  partition: 3,
  offset: 7n,
  timestampMs: 0n,
  key: null,
  value: typeof value === 'string' ? Buffer.from(value) : value,
  headers: headerPairs(headers),
});

const BINARY = {
  ce_specversion: '1.0',
  ce_type: 'booking.requested',
  ce_id: 'order-1',
  ce_source: 'urn:shop',
};
const STRUCTURED = { specversion: '1.0', type: 'booking.requested', id: 'order-1', source: 'urn:shop' };
const binary = (headers: Headers = {}, value: Buffer | string | null = JSON.stringify(DATA)) =>
  readEnvelope(record(value, { ...BINARY, ...headers }));
const structured = (
  attributes: object = {},
  contentType = 'application/cloudevents+json; charset=utf-8',
  headers = {},
) =>
  readEnvelope(
    record(JSON.stringify({ ...STRUCTURED, data: DATA, ...attributes }), {
      'content-type': contentType,
      ...headers,
    }),
  );
const bare = (headers: Headers = {}) => readEnvelope(record(JSON.stringify(DATA), headers));

const plain = {
  source: 'urn:shop',
  id: 'order-1',
  expiresAt: null,
  correlationId: null,
  traceparent: null,
  tracestate: null,
  data: DATA,
};
const more = {
  expirytime: '2030-01-01T00:10:00+01:00',
  correlationid: 'c-1',
  traceparent: TRACE,
  tracestate: 'a=b',
};
const withMore = {
  ...plain,
  expiresAt: new Date('2029-12-31T23:10:00Z'),
  correlationId: 'c-1',
  traceparent: TRACE,
  tracestate: 'a=b',
};
const asHeaders = (attributes: object) =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce_${name}`, value as string]));

describe('an event in binary mode', () => {
  it('is read from ce_ headers, in any case, as text or bytes', () => {
    expect(binary()).toEqual(plain);
    expect(binary(asHeaders(more))).toEqual(withMore);
    const shouted = Object.fromEntries(
      Object.entries(BINARY).map(([n, v]) => [n.toUpperCase(), Buffer.from(v)]),
    );
    expect(readEnvelope(record(JSON.stringify(DATA), shouted))).toEqual(plain);
  });

  it('takes its trace from plain headers where its attributes have none', () => {
    expect(binary({ traceparent: TRACE, tracestate: 'x=y' })).toMatchObject({
      traceparent: TRACE,
      tracestate: 'x=y',
    });
    const other = TRACE.replace('0a', '0b');
    expect(binary({ traceparent: other, ce_traceparent: TRACE })).toMatchObject({ traceparent: TRACE });
    expect(binary({ traceparent: TRACE, ce_traceparent: 'none' })).toMatchObject({ traceparent: TRACE });
  });

  it('is not readable as JSON where its value is none', () => {
    expect(binary({}, null)).toEqual({
      code: 'MALFORMED_EVENT',
      message: expect.stringContaining('tombstone'),
    });
    expect(binary({}, Buffer.from([0, 1]))).toMatchObject({ code: 'MALFORMED_EVENT' });
    expect(binary({}, '[]')).toMatchObject({ code: 'MALFORMED_EVENT' });
  });

  it('is of another kind where neither its value nor its content type is JSON', () => {
    const avro = Buffer.from('Objabc');
    const read = (contentType: string) => binary({ 'content-type': contentType }, avro);
    expect(read('application/avro')).toEqual({
      code: 'UNSUPPORTED_EVENT',
      message: expect.stringContaining('send application/json'),
    });
    expect(read('application/json; charset=utf-8')).toMatchObject({ code: 'MALFORMED_EVENT' });
    expect(read('application/vnd.shop+JSON')).toMatchObject({ code: 'MALFORMED_EVENT' });
    expect(binary({ 'content-type': 'application/avro' }, null)).toMatchObject({ code: 'MALFORMED_EVENT' });
  });

  it('is read where its value is JSON, whatever its content type says', () => {
    expect(binary({ 'content-type': 'text/plain' })).toEqual(plain);
    expect(binary({}, `\uFEFF${JSON.stringify(DATA)}`)).toEqual(plain);
  });

  it('with headers as over HTTP is not taken for bare JSON, because it would lose its id', () => {
    const headers = Object.fromEntries(Object.entries(BINARY).map(([n, v]) => [n.replace('_', '-'), v]));
    expect(readEnvelope(record(JSON.stringify(DATA), headers))).toEqual({
      code: 'UNSUPPORTED_EVENT',
      message: expect.stringContaining('must begin with "ce_"'),
    });
  });
});

describe('an event in structured mode', () => {
  it('is read from one JSON object', () => {
    expect(structured()).toEqual(plain);
    expect(structured(more)).toEqual(withMore);
    expect(structured({}, 'Application/CloudEvents+JSON')).toEqual(plain);
  });

  it('takes its trace from plain headers where its attributes have none, or empty ones', () => {
    expect(structured({}, undefined, { traceparent: TRACE })).toMatchObject({ traceparent: TRACE });
    expect(structured({ traceparent: '' }, undefined, { traceparent: TRACE })).toMatchObject({
      traceparent: TRACE,
    });
  });

  it('has only attributes that are texts', () => {
    expect(structured({ correlationid: 5, traceparent: null, tracestate: '' })).toEqual(plain);
  });

  it('with half of a surrogate pair in its id, which no database keeps, is not supported', () => {
    expect(structured({ id: 'a\ud800' })).toMatchObject({ code: 'UNSUPPORTED_EVENT' });
  });

  it.each<[string, unknown]>([
    ['no data', undefined],
    ['data that is null', null],
    ['data that is a list', []],
    ['data that is a text', '{}'],
  ])('with %s is malformed', (_, data) => {
    expect(structured({ data })).toMatchObject({ code: 'MALFORMED_EVENT' });
  });

  it('with data in base64 is read where that is a JSON object, and malformed else', () => {
    const encoded = Buffer.from(JSON.stringify(DATA)).toString('base64');
    expect(structured({ data: undefined, data_base64: encoded })).toEqual(plain);
    expect(structured({ data: undefined, data_base64: 'W10=' })).toMatchObject({ code: 'MALFORMED_EVENT' });
    expect(structured({ data_base64: encoded })).toMatchObject({ code: 'MALFORMED_EVENT' });
  });

  it.each([
    ['application/cloudevents-batch+json', 'as a record of its own'],
    ['application/cloudevents+avro', 'only application/cloudevents+json is read'],
    ['application/cloudevents', 'only application/cloudevents+json is read'],
  ])('as %s is not supported, and the reason says what is', (contentType, help) => {
    expect(structured({}, contentType)).toEqual({
      code: 'UNSUPPORTED_EVENT',
      message: expect.stringContaining(help),
    });
  });

  it('of another type is not supported, whatever its data', () => {
    expect(structured({ type: 'booking.cancelled', data: 5 })).toMatchObject({ code: 'UNSUPPORTED_EVENT' });
  });
});

describe.each<[string, (attributes: Record<string, string | undefined>) => ReturnType<typeof readEnvelope>]>([
  ['binary', (attributes) => binary(asHeaders(attributes))],
  ['structured', (attributes) => structured(attributes)],
])('an event in %s mode', (_, read) => {
  it.each<[string, Record<string, string | undefined>, named: string]>([
    ['of an older CloudEvents', { specversion: '0.3' }, 'specversion'],
    ['of a newer CloudEvents', { specversion: '1.1' }, 'specversion'],
    ['without a specversion', { specversion: undefined }, 'specversion'],
    ['of another type', { type: 'booking.cancelled' }, 'type'],
    ['without a type', { type: undefined }, 'type'],
    ['without an id', { id: undefined }, 'id'],
    ['with an empty id', { id: '' }, 'id'],
    ['with an id too long', { id: 'x'.repeat(2_000) }, 'id'],
    ['with a correlationid too long', { correlationid: 'č'.repeat(251) }, 'correlationid'],
    ['with U+0000 in its id', { id: 'a\0b' }, 'id'],
    ['with a C1 control in its source', { source: 'a\u0085b' }, 'source'],
    ['with U+007F in its correlationid', { correlationid: 'a\x7f' }, 'correlationid'],
    ['with a noncharacter in its id', { id: 'a\u{1fffe}' }, 'id'],
    ['with a line break in its type', { type: 'booking.requested\n' }, 'type'],
    ['that takes the source of a bare record', { source: 'urn:kafka:booking.requested:position' }, 'source'],
    ['without a source', { source: undefined }, 'source'],
    ['with a source too long', { source: 'x'.repeat(2_000) }, 'id or its source'],
    ['with id and source too long together', { id: 'č'.repeat(500), source: 'x'.repeat(1_001) }, 'id'],
    ['with words for its expiry', { expirytime: 'tomorrow' }, 'expirytime'],
    ['with a number for its expiry', { expirytime: '5' }, 'expirytime'],
    ['with a day for its expiry', { expirytime: '2030-01-01' }, 'expirytime'],
    ['with an expiry without a zone', { expirytime: '2030-01-01T00:00:00' }, 'expirytime'],
    ['with an expiry that does not exist', { expirytime: '2030-13-01T00:00:00Z' }, 'expirytime'],
  ])('%s is not supported, and the reason names %s', (_how, attributes, named) => {
    expect(read(attributes)).toEqual({
      code: 'UNSUPPORTED_EVENT',
      message: expect.stringMatching(new RegExp(`attribute ${named}\\b`)),
    });
  });

  it.each(['2030-01-01T00:00:00Z', '2030-01-01t00:00:00z', '2030-01-01T01:00:00.000+01:00'])(
    'expires at %s',
    (expirytime) => {
      expect(read({ expirytime })).toMatchObject({ expiresAt: new Date('2030-01-01T00:00:00Z') });
    },
  );

  it('with id and source of 2,000 bytes together is read', () => {
    const identity = { id: 'č'.repeat(500), source: 'x'.repeat(1_000) };
    expect(read(identity)).toMatchObject(identity);
  });

  it('with a correlationid of 500 bytes is read', () => {
    expect(read({ correlationid: 'č'.repeat(250) })).toMatchObject({ correlationId: 'č'.repeat(250) });
  });
});

describe('bare JSON', () => {
  it('is known by where it stands, unless a header gives it an id', () => {
    expect(bare()).toEqual({
      ...plain,
      source: 'urn:kafka:booking.requested:position',
      id: 'booking.requested-3-7-0',
    });
    expect(bare({ 'message-id': 'm-1' })).toMatchObject({ id: 'm-1' });
    expect(bare({ 'message-id': 'm-1', 'Idempotency-Key': 'i-1' })).toMatchObject({ id: 'i-1' });
    expect(bare({ 'idempotency-key': '', 'message-id': 'm-1' })).toMatchObject({ id: 'm-1' });
  });

  it('hands on what its headers say of trace and correlation', () => {
    expect(bare({ traceparent: TRACE, tracestate: 'a=b', correlationid: 'c-1' })).toMatchObject({
      traceparent: TRACE,
      tracestate: 'a=b',
      correlationId: 'c-1',
    });
  });

  it('with an id that cannot be kept is not supported', () => {
    for (const id of ['x'.repeat(2_000), 'a\nb', Buffer.from([0xe8, 0x31])])
      expect(bare({ 'idempotency-key': id })).toEqual({
        code: 'UNSUPPORTED_EVENT',
        message: expect.stringContaining('header idempotency-key'),
      });
    expect(bare({ 'message-id': ['a', 'a'] })).toMatchObject({ code: 'UNSUPPORTED_EVENT' });
  });

  it('stays bare whatever other headers and content type it has', () => {
    expect(bare({ 'content-type': 'application/json', cea: 'x', ce: 'y' })).toMatchObject({
      id: 'booking.requested-3-7-0',
    });
  });
});

describe('the reason why a record cannot be read', () => {
  it('never repeats what the record says', () => {
    const secret = fc.string({ minLength: 1, unit: 'grapheme-ascii' }).map((text) => `§${text}§`);
    const attribute = fc.constantFrom('specversion', 'type', 'id', 'source', 'expirytime', 'content-type');
    fc.assert(
      fc.property(attribute, secret, fc.boolean(), (name, text, broken) => {
        const headers = { ...BINARY, [name === 'content-type' ? name : `ce_${name}`]: text };
        const read = readEnvelope(record(broken ? text : JSON.stringify(DATA), headers));
        if (!isReadable(read)) expect(read.message).not.toContain('§');
      }),
    );
  });
});
