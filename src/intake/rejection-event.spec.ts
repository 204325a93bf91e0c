import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomRecord } from '../../test/support/random-records.js';
import { failureOf } from '../booking/failure.js';
import { failed } from '../booking/outcome.js';
import { headerPairs, type IncomingRecord } from '../platform/kafka/incoming-record.js';
import { acceptRecord } from './accept-record.js';
import { claimOf, rejectionOf } from './rejection-event.js';

const NOW = new Date('2030-01-01T00:00:00Z');
const POSITION = 't-3-17';
const BINARY = {
  ce_specversion: '1.0',
  ce_type: 'booking.requested',
  ce_id: 'order-1',
  ce_source: 'urn:shop',
};
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const record = (
  value: string | null,
  headers: Record<string, string | Buffer | string[]>,
): IncomingRecord => ({
  topic: 't',
  partition: 3,
  offset: 17n,
  timestampMs: 5n,
  key: Buffer.from('19564'),
  value: value === null ? null : Buffer.from(value),
  headers: headerPairs(headers),
});
const malformed = failureOf('MALFORMED_EVENT', 'Why.');
const rejected = (r: IncomingRecord, isTaken = false) =>
  rejectionOf({ record: r, failure: malformed, failedAt: NOW }, isTaken);
const OF_EVENT = { causationId: 'order-1', causationSource: 'urn:shop', claimed: null };
const OF_POSITION = { causationId: POSITION, causationSource: 'urn:kafka:t', claimed: null };

describe('the event of a record that never became a request', () => {
  it.each<[string, IncomingRecord, object]>([
    ['its event, in binary mode', record('{', BINARY), OF_EVENT],
    ['its event, of another type', record('{}', { ...BINARY, ce_type: 'other' }), OF_EVENT],
    [
      'its event, in structured mode',
      record('{"specversion":"1.0","type":"other","id":"order-1","source":"urn:shop","data":5}', {
        'content-type': 'application/cloudevents+json',
      }),
      OF_EVENT,
    ],
    [
      'its header',
      record('{', { 'idempotency-key': 'order-1' }),
      { causationId: 'order-1', causationSource: 'urn:kafka:t:idempotency-key', claimed: null },
    ],
    ['its position, where nothing identifies it', record('{', {}), OF_POSITION],
    [
      'its position, where its id is not UTF-8',
      record('{', { ...BINARY, ce_id: Buffer.from([0xe8]) }),
      OF_POSITION,
    ],
    ['its position, where its id occurs twice', record('{', { ...BINARY, ce_id: ['a', 'a'] }), OF_POSITION],
    [
      'its position, where its source is reserved',
      record('{', { ...BINARY, ce_source: 'urn:kafka:t' }),
      OF_POSITION,
    ],
    [
      'its position, where its id is too long',
      record('{', { ...BINARY, ce_id: 'x'.repeat(2_000) }),
      OF_POSITION,
    ],
  ])('is caused by %s', (_, r, cause) => {
    expect(rejected(r)).toMatchObject({ ...cause, subject: POSITION, data: { reference: null } });
  });

  it('does not look like the outcome of a request that has its identity, and leaves its booking open', () => {
    expect(rejected(record('{', BINARY), true)).toMatchObject({
      causationId: POSITION,
      causationSource: 'urn:kafka:t',
      claimed: { id: 'order-1', source: 'urn:shop' },
      data: { reference: null, failure: { code: 'MALFORMED_EVENT', bookingMayExist: true } },
    });
  });

  it('of ID_REUSED names the identity, and has an event id of its own', () => {
    const reused = record('{"CustomerId":1}', BINARY);
    const failure = failureOf('ID_REUSED', 'Why.');
    const event = rejectionOf({ record: reused, failure, failedAt: NOW }, true);
    expect(event).toMatchObject({
      causationId: POSITION,
      claimed: { id: 'order-1', source: 'urn:shop' },
      data: {
        reference: null,
        failure: { bookingMayExist: true },
        notifications: { notifyCustomer: false, notifyMerchant: true },
      },
    });
    const again = { ...reused, offset: 18n };
    expect(rejectionOf({ record: again, failure, failedAt: NOW }, true).id).not.toBe(event.id);
  });

  it('carries on what is within its limits, and leaves out the rest', () => {
    const context = { ce_correlationid: 'c-1', ce_traceparent: TRACE, tracestate: 'a=b' };
    expect(rejected(record('{', { ...BINARY, ...context })).context).toEqual({
      key: Buffer.from('19564').toString('base64'),
      correlationId: 'c-1',
      traceparent: TRACE,
      tracestate: 'a=b',
    });
    const large = { ce_correlationid: 'x'.repeat(501), ce_traceparent: 'x', tracestate: 'a=b' };
    expect(rejected({ ...record('{', { ...BINARY, ...large }), key: Buffer.alloc(4_097) }).context).toEqual({
      key: null,
      correlationId: null,
      traceparent: null,
      tracestate: null,
    });
  });

  it('names the identity of every record that has one, and flags of notifyCustomer false for all', () => {
    fc.assert(
      fc.property(randomRecord, (random) => {
        const r = { ...random, topic: 't', partition: 3, offset: 17n, timestampMs: 5n };
        const reading = acceptRecord(r, NOW, { lane: 'resource', ttlMs: 1 });
        if (reading.became === 'request') {
          const { source, eventId } = reading.request;
          expect(claimOf(r)).toEqual({ source, id: eventId });
        }
        expect(rejected(r).data['notifications']).toMatchObject({ notifyCustomer: false });
        expect(rejected(r).data['notifications']).toEqual(failed(malformed).notifications);
      }),
      { numRuns: 1_000 },
    );
  });
});
