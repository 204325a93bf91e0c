import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuthorisedCall } from './authorised-calls.js';
import type { Exchange } from './exchange.js';
import { APPOINTMENT_STATUSES } from './read-answer.js';
import { bookingsIn, readingOf } from './read-bookings.js';

const CUSTOMER = 965123;
const event = {
  AppointmentId: 14589123,
  CustomerId: CUSTOMER,
  SourceId: 19564,
  BookingServiceId: 112325,
  StartDate: 1769346000,
  EndDate: 1769349600,
  Count: 1,
  CustomerNote: 'Poznámka',
  Status: 'Confirmed',
  ServiceName: 'Masáž',
};
const list = (...Events: unknown[]) => ({ IsError: false, Events });
const answered = (status: number, json: unknown, retryAfterMs: number | null = null): AuthorisedCall => ({
  kind: 'exchanged',
  exchange: { kind: 'answered', status, retryAfterMs, body: { json } },
  posts: 1,
});
const exchanged = (exchange: Exchange): AuthorisedCall => ({ kind: 'exchanged', exchange, posts: 1 });
const read = (call: AuthorisedCall) => readingOf(call, (json) => bookingsIn(json, CUSTOMER));
const failed = (because: string, retryAfterMs: number | null = null) => ({
  ok: false,
  because,
  retryAfterMs,
});

describe('a list of bookings', () => {
  it('is read whatever their status, with or without a service and a note', () => {
    for (const Status of APPOINTMENT_STATUSES) {
      const more = { Status, BookingServiceId: null, CustomerNote: null };
      const { EndDate: _end, ServiceName: _name, ...known } = event;
      expect(read(answered(200, list(event, { ...event, ...more })))).toEqual({
        ok: true,
        value: [known, { ...known, ...more }],
      });
    }
    expect(read(answered(200, list()))).toEqual({ ok: true, value: [] });
  });

  it.each<[string, unknown]>([
    ['is no object', []],
    ['is null', null],
    ['is a text', 'Events'],
    ['says nothing about errors', { Events: [] }],
    ['says that it is an error', { IsError: true, Events: [] }],
    ['says it as a text', { IsError: 'false', Events: [] }],
    ['has no list', { IsError: false }],
    ['has null for a list', { IsError: false, Events: null }],
    ['has an object for a list', { IsError: false, Events: {} }],
    ['has another list', { IsError: false, Items: [] }],
    ['holds null', list(event, null)],
    ['holds a list', list([event])],
  ])('that %s is no reading', (_, json) => {
    expect(read(answered(200, json))).toEqual(failed('unreadable-answer'));
  });

  it.each<[string, readonly unknown[]]>([
    ['AppointmentId', [undefined, null, 0, -5, 1.5, '14589123', 2_147_483_648, Number.NaN]],
    ['CustomerId', [undefined, null, 1, '965123']],
    ['SourceId', [undefined, null, '19564', 0.5]],
    ['BookingServiceId', ['112325', {}, 0.5]],
    ['StartDate', [undefined, null, '2026-01-25T13:00:00Z', 0.5]],
    ['Count', [undefined, null, '1', 0.5]],
    ['CustomerNote', [5, {}, ['Poznámka']]],
    ['Status', [undefined, null, 'confirmed', 'Moved', 5]],
  ])('with one %s that is not understood is no reading, whatever else it holds', (field, values) => {
    for (const value of values)
      expect(read(answered(200, list(event, { ...event, [field]: value })))).toEqual(
        failed('unreadable-answer'),
      );
  });

  it('that was not understood completely is never empty', () => {
    fc.assert(
      fc.property(fc.anything(), (json) => {
        const reading = read(answered(200, json));
        expect(reading).toEqual(failed('unreadable-answer'));
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.anything(), { minLength: 1 }), (events) => {
        expect(read(answered(200, list(...events))).ok).toBe(false);
      }),
    );
  });
});

describe('why nothing was read', () => {
  it.each<[string, AuthorisedCall, ReturnType<typeof failed>]>([
    ['the call was withheld', { kind: 'withheld', posts: 0 }, failed('unreachable')],
    [
      'there was no token',
      { kind: 'no-token', because: 'unauthorized', retryAfterMs: null },
      failed('unauthorized'),
    ],
    [
      'tokens are throttled',
      { kind: 'no-token', because: 'throttled', retryAfterMs: 5 },
      failed('throttled', 5),
    ],
    ['nothing was sent', exchanged({ kind: 'not-sent', code: 'ECONNREFUSED' }), failed('unreachable')],
    ['it took too long', exchanged({ kind: 'interrupted', reason: 'timeout', code: 'T' }), failed('timeout')],
    [
      'the connection was lost',
      exchanged({ kind: 'interrupted', reason: 'connection-lost', code: 'E' }),
      failed('connection-lost'),
    ],
    ['401', answered(401, list()), failed('unauthorized')],
    ['403', answered(403, list()), failed('forbidden')],
    ['429', answered(429, list(), 7), failed('throttled', 7)],
    ['429 without a time', answered(429, list()), failed('throttled')],
    ['503 with a time', answered(503, list(), 7), failed('throttled', 7)],
    ['503', answered(503, list()), failed('server-error')],
    ['500', answered(500, list()), failed('server-error')],
    ['408', answered(408, list()), failed('server-error')],
    ['404', answered(404, list()), failed('misconfigured')],
    ['302', answered(302, list()), failed('misconfigured')],
    ['204', answered(204, list()), failed('misconfigured')],
  ])('%s', (_, call, expected) => {
    expect(read(call)).toEqual(expected);
  });

  it.each(['empty', 'not-json', 'truncated', 'oversized'] as const)('the body is %s', (broken) => {
    const exchange = { kind: 'answered', status: 200, retryAfterMs: null, body: { broken } } as const;
    expect(read(exchanged(exchange))).toEqual(failed('unreadable-answer'));
  });

  it('is told for every status but 200, whatever the body holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.option(fc.nat()), (status, after) => {
        expect(read(answered(status, list(event), after)).ok).toBe(status === 200);
      }),
    );
  });
});
