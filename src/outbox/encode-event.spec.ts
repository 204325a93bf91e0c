import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeEvent } from './encode-event.js';
import type { OutgoingEvent } from './outgoing-event.js';

const topics = { 'booking.created': 'bookings.made', 'booking.failed': 'bookings.lost' };
const encoding = (mode: 'binary' | 'structured') => ({
  mode,
  source: 'urn:reservanto-bridge',
  topics,
  failureTypes: 'https://docs.example.com/failures/',
});
const event: OutgoingEvent = {
  id: 'e-1',
  type: 'booking.created',
  time: '2030-01-01T00:00:05.000Z',
  subject: 'R123456789',
  causationId: 'order-1',
  causationSource: 'urn:shop',
  claimed: null,
  context: {
    key: Buffer.from([0, 255, 128]).toString('base64'),
    correlationId: 'c-1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    tracestate: 'a=b,c=d',
  },
  data: { reference: 'R123456789', note: 'žluťoučký', nothing: null },
};
const bare: OutgoingEvent = {
  ...event,
  type: 'booking.failed',
  context: { key: null, correlationId: null, traceparent: null, tracestate: null },
};

const text = (base64: string | null) => Buffer.from(base64 ?? '', 'base64').toString('utf8');
const written = (e: OutgoingEvent, mode: 'binary' | 'structured') => {
  const record = encodeEvent(e, 7n, encoding(mode));
  return { ...record, value: text(record.value), headers: record.headers.map(([n, v]) => [n, text(v)]) };
};
const attributes = {
  specversion: '1.0',
  id: 'e-1',
  source: 'urn:reservanto-bridge',
  type: 'booking.created',
  time: '2030-01-01T00:00:05.000Z',
  subject: 'R123456789',
  causationid: 'order-1',
  causationsource: 'urn:shop',
  correlationid: 'c-1',
  traceparent: event.context.traceparent,
  tracestate: event.context.tracestate,
};
const trace = [
  ['traceparent', event.context.traceparent],
  ['tracestate', event.context.tracestate],
];

describe('an event in binary mode', () => {
  it('has its attributes in ce_ headers, its data as the value, and its trace in plain headers too', () => {
    const record = written(event, 'binary');
    expect(record.headers).toEqual([
      ['content-type', 'application/json; charset=utf-8'],
      ...Object.entries(attributes).map(([name, value]) => [`ce_${name}`, value]),
      ...trace,
    ]);
    expect(record.value).toBe(JSON.stringify(event.data));
  });

  it('has no header for what it does not have', () => {
    expect(written(bare, 'binary').headers.map(([name]) => name)).toEqual([
      'content-type',
      ...['specversion', 'id', 'source', 'type', 'time', 'subject', 'causationid', 'causationsource'].map(
        (name) => `ce_${name}`,
      ),
    ]);
  });
});

describe('an event in structured mode', () => {
  it('is one JSON object of attributes and data, with its trace in plain headers too', () => {
    const record = written(event, 'structured');
    expect(record.headers).toEqual([
      ['content-type', 'application/cloudevents+json; charset=utf-8'],
      ...trace,
    ]);
    expect(JSON.parse(record.value)).toEqual({
      ...attributes,
      datacontenttype: 'application/json',
      data: event.data,
    });
  });

  it('has no attribute for what it does not have', () => {
    const record = written(bare, 'structured');
    expect(record.headers.map(([name]) => name)).toEqual(['content-type']);
    expect(Object.values(JSON.parse(record.value) as object)).not.toContain(null);
  });
});

describe.each(['binary', 'structured'] as const)('an event in %s mode', (mode) => {
  it('goes to the topic of its type, with the number of its request', () => {
    expect(written(event, mode)).toMatchObject({ topic: 'bookings.made', requestId: 7n, eventId: 'e-1' });
    expect(written(bare, mode)).toMatchObject({ topic: 'bookings.lost' });
  });

  it('keeps the key of the request byte for byte, and none where there was none', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const key = Buffer.from(bytes).toString('base64');
        const record = encodeEvent({ ...event, context: { ...event.context, key } }, null, encoding(mode));
        expect(Buffer.from(record.key ?? '', 'base64')).toEqual(Buffer.from(bytes));
      }),
    );
    expect(encodeEvent(bare, null, encoding(mode)).key).toBeNull();
  });

  it('carries any text of its attributes and data unchanged', () => {
    const anyText = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(anyText, anyText, fc.dictionary(anyText, fc.jsonValue()), (id, causationId, json) => {
        const data = json as OutgoingEvent['data'];
        const record = written({ ...event, id, causationId, data }, mode);
        const read = JSON.parse(record.value) as Record<string, unknown>;
        const headers = Object.fromEntries(record.headers) as Record<string, unknown>;
        expect(mode === 'binary' ? headers.ce_id : read.id).toBe(id);
        expect(mode === 'binary' ? headers.ce_causationid : read.causationid).toBe(causationId);
        expect(JSON.stringify(mode === 'binary' ? read : read.data)).toBe(JSON.stringify(data));
      }),
    );
  });

  it('says under which URI its failure is explained, and changes nothing else of it', () => {
    const failure = { code: 'SLOT_UNAVAILABLE', category: 'business', errors: [] };
    const data = { reference: null, failure, attempts: 1 };
    const read = JSON.parse(written({ ...bare, data }, mode).value) as { data?: unknown };
    const type = 'https://docs.example.com/failures/SLOT_UNAVAILABLE';
    expect(mode === 'binary' ? read : read.data).toEqual({ ...data, failure: { type, ...failure } });
    expect(failure).not.toHaveProperty('type');
  });

  it('names the identity that its cause claimed, where another request has it', () => {
    const record = written({ ...bare, claimed: { id: 'order-1', source: 'urn:shop' } }, mode);
    const named =
      mode === 'binary'
        ? (Object.fromEntries(record.headers) as Record<string, unknown>)
        : (JSON.parse(record.value) as Record<string, unknown>);
    const prefix = mode === 'binary' ? 'ce_' : '';
    expect([named[`${prefix}claimedid`], named[`${prefix}claimedsource`]]).toEqual(['order-1', 'urn:shop']);
  });

  it('is the same record whenever it is written', () => {
    expect(encodeEvent(event, 7n, encoding(mode))).toEqual(encodeEvent({ ...event }, 7n, encoding(mode)));
  });
});
