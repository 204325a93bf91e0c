import { describe, expect, it } from '@jest/globals';
import { headerPairs } from '../platform/kafka/incoming-record.js';
import { type ContentMode, contentModeOf, isEnvelopeHeader, mediaTypeOf } from './content-mode.js';

type Headers = Parameters<typeof headerPairs>[0];
const modeOf = (headers: Headers) => contentModeOf({ headers: headerPairs(headers) });
const BINARY = { ce_specversion: '1.0', ce_type: 'booking.requested' };

describe('the mode of a record', () => {
  it.each<[string, Headers, ContentMode]>([
    ['no headers', undefined, 'bare'],
    ['headers without a value', { 'content-type': undefined, ce_id: undefined }, 'bare'],
    ['a JSON content type', { 'content-type': 'application/json' }, 'bare'],
    ['names that only resemble', { cea: 'x', ce: 'y', 'x-ce_id': 'z' }, 'bare'],
    ['one attribute', { ce_id: 'a' }, 'binary'],
    ['attributes in capitals', { CE_ID: 'a' }, 'binary'],
    ['attributes as bytes', { ce_id: Buffer.from('a') }, 'binary'],
    ['attributes and any content type', { ...BINARY, 'content-type': 'application/avro' }, 'binary'],
    ['structured JSON', { 'content-type': 'application/cloudevents+json' }, 'structured'],
    ['with parameters', { 'content-type': 'application/cloudevents+json; charset=UTF-8' }, 'structured'],
    ['with space', { 'content-type': ' application/cloudevents+json ;x=y' }, 'structured'],
    ['in any case', { 'Content-Type': 'Application/CloudEvents+JSON' }, 'structured'],
    ['as bytes', { 'content-type': Buffer.from('application/cloudevents+json') }, 'structured'],
    ['before attributes', { ...BINARY, 'content-type': 'application/cloudevents+json' }, 'structured'],
    ['the last of several', { 'content-type': ['text/plain', 'application/cloudevents+json'] }, 'structured'],
    ['a batch', { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' }, 'batched'],
    ['a batch without a format', { 'content-type': 'APPLICATION/CLOUDEVENTS-BATCH' }, 'batched'],
    ['Avro', { 'content-type': 'application/cloudevents+avro' }, 'other-format'],
    ['Protobuf', { 'content-type': 'application/cloudevents+protobuf' }, 'other-format'],
    ['no format', { 'content-type': 'application/cloudevents' }, 'other-format'],
    ['a format that begins with json', { 'content-type': 'application/cloudevents+json5' }, 'other-format'],
    ['attributes as over HTTP', { 'ce-id': 'a', 'ce-specversion': '1.0' }, 'http-headers'],
    ['attributes of both kinds', { 'ce-id': 'a', ce_id: 'a' }, 'binary'],
  ])('with %s', (_, headers, mode) => {
    expect(modeOf(headers)).toBe(mode);
  });
});

describe('the media type of a record', () => {
  it.each<[Headers, string]>([
    [undefined, ''],
    [{ 'content-type': '' }, ''],
    [{ 'CONTENT-TYPE': 'Text/Plain;charset=utf-8' }, 'text/plain'],
    [{ 'content-type': ['a/b', Buffer.from('c/d')] }, 'c/d'],
  ])('of %j is "%s"', (headers, mediaType) => {
    expect(mediaTypeOf({ headers: headerPairs(headers) })).toBe(mediaType);
  });
});

describe('a header of the envelope', () => {
  it.each([
    ...['ce_id', 'CE_expirytime', 'ce-id', 'Content-Type', 'traceparent', 'tracestate', 'correlationid'],
    ...['Idempotency-Key', 'message-id'],
  ])('is %s', (name) => expect(isEnvelopeHeader(name)).toBe(true));

  it.each(['', 'authorization', 'x-error-code', 'cookie', 'kafka_dlt-original-topic', 'x-ce_id', 'ce'])(
    'is not %s',
    (name) => expect(isEnvelopeHeader(name)).toBe(false),
  );
});
