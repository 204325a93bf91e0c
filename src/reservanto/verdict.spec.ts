import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AnswerBody, Exchange } from './exchange.js';
import { verdictOf } from './verdict.js';

const CUSTOMER = 965123;
const good = {
  AppointmentId: 14589123,
  CustomerId: CUSTOMER,
  Status: 'Confirmed',
  IsPaymentRequired: false,
  IsPaymentRequiredProcessing: false,
  IsError: false,
};
const refusal = {
  ...good,
  AppointmentId: 0,
  CustomerId: 0,
  IsError: true,
  ErrorMessages: ['Hledaný zákazník neexistuje!'],
  ErrorParameters: ['CustomerId'],
};

const answered = (
  status: number,
  body: AnswerBody = { broken: 'empty' },
  retryAfterMs: number | null = null,
): Exchange => ({
  kind: 'answered',
  status,
  retryAfterMs,
  body,
});
const ok = (json: unknown) => answered(200, { json });

const TABLE: [row: string, exchange: Exchange, verdict: string, because: string | null][] = [
  ['200 with a booking of the customer', ok(good), 'created', null],
  ['200 awaiting confirmation', ok({ ...good, Status: 'ConfirmationRequested' }), 'created', null],
  ['200 with status Rejected', ok({ ...good, Status: 'Rejected' }), 'refused', 'status-rejected'],
  ['200 with status Canceled', ok({ ...good, Status: 'Canceled' }), 'refused', 'status-canceled'],
  ['200 with IsError', ok(refusal), 'refused', 'error-answer'],
  ['200 with IsError and a booking', ok({ ...good, IsError: true }), 'unknown', 'contradicting-answer'],
  ['200 without IsError', ok({ ...good, IsError: undefined }), 'unknown', 'unreadable-answer'],
  [
    '200 with the booking of another customer',
    ok({ ...good, CustomerId: 1 }),
    'unknown',
    'unreadable-answer',
  ],
  ['200 with AppointmentId 0', ok({ ...good, AppointmentId: 0 }), 'unknown', 'unreadable-answer'],
  ['200 with a fraction of an id', ok({ ...good, AppointmentId: 1.5 }), 'unknown', 'unreadable-answer'],
  ['200 with the largest int32', ok({ ...good, AppointmentId: 2 ** 31 - 1 }), 'created', null],
  ['200 with an id beyond int32', ok({ ...good, AppointmentId: 2 ** 31 }), 'unknown', 'unreadable-answer'],
  ['200 with AppointmentId as text', ok({ ...good, AppointmentId: '1' }), 'unknown', 'unreadable-answer'],
  ['200 without AppointmentId', ok({ ...good, AppointmentId: undefined }), 'unknown', 'unreadable-answer'],
  ['200 with a status nobody knows', ok({ ...good, Status: 'Waiting' }), 'unknown', 'unreadable-answer'],
  ['200 with an array', ok([good]), 'unknown', 'unreadable-answer'],
  ['200 without a body', answered(200), 'unknown', 'unreadable-answer'],
  ['200 with HTML', answered(200, { broken: 'not-json' }), 'unknown', 'unreadable-answer'],
  ['200 truncated', answered(200, { broken: 'truncated' }), 'unknown', 'unreadable-answer'],
  ['200 oversized', answered(200, { broken: 'oversized' }), 'unknown', 'unreadable-answer'],
  ['201 with a booking', answered(201, { json: good }), 'unknown', 'unreadable-answer'],
  ['204', answered(204), 'unknown', 'unreadable-answer'],
  ['no connection', { kind: 'not-sent', code: 'ECONNREFUSED' }, 'not-executed', 'unreachable'],
  ['401', answered(401), 'not-executed', 'unauthorized'],
  ['403', answered(403), 'not-executed', 'forbidden'],
  ['400', answered(400), 'not-executed', 'misconfigured'],
  ['404', answered(404), 'not-executed', 'misconfigured'],
  ['415', answered(415), 'not-executed', 'misconfigured'],
  ['302', answered(302), 'not-executed', 'misconfigured'],
  ['409', answered(409), 'refused', 'http-status'],
  ['422', answered(422, { json: refusal }), 'refused', 'http-status'],
  ['429 without Retry-After', answered(429), 'not-executed', 'throttled'],
  ['429 with Retry-After', answered(429, undefined, 2_000), 'not-executed', 'throttled'],
  ['503 with Retry-After', answered(503, undefined, 2_000), 'not-executed', 'throttled'],
  ['503 without Retry-After', answered(503), 'unknown', 'server-error'],
  ['500', answered(500), 'unknown', 'server-error'],
  ['502', answered(502), 'unknown', 'server-error'],
  ['504', answered(504), 'unknown', 'server-error'],
  ['599', answered(599), 'unknown', 'server-error'],
  ['408', answered(408), 'unknown', 'server-error'],
  [
    'a time-out after the request began to be written',
    { kind: 'interrupted', reason: 'timeout', code: 'X' },
    'unknown',
    'timeout',
  ],
  [
    'a reset after the request began to be written',
    { kind: 'interrupted', reason: 'connection-lost', code: 'ECONNRESET' },
    'unknown',
    'connection-lost',
  ],
];

describe('the verdict of a call', () => {
  it.each(TABLE)('%s', (_row, exchange, verdict, because) => {
    const judged = verdictOf(exchange, CUSTOMER);
    expect(judged.verdict).toBe(verdict);
    expect('because' in judged ? judged.because : null).toBe(because);
  });

  it('keeps what Reservanto said, within bounds', () => {
    const long = { ...refusal, ErrorMessages: Array.from({ length: 50 }, () => 'x'.repeat(5_000)) };
    const judged = verdictOf(ok(long), CUSTOMER);
    expect(judged).toMatchObject({ provider: { httpStatus: 200, parameters: ['CustomerId'] } });
    expect(JSON.stringify(judged).length).toBeLessThan(6_000);
  });

  const anyExchange: fc.Arbitrary<Exchange> = fc.oneof(
    fc.record({
      kind: fc.constant('answered' as const),
      status: fc.integer({ min: -1, max: 1_000 }),
      retryAfterMs: fc.option(fc.nat()),
      body: fc.oneof(
        fc.record({ json: fc.anything() }),
        fc.record({ broken: fc.constantFrom('empty' as const, 'not-json' as const) }),
      ),
    }),
    fc.record({
      kind: fc.constant('interrupted' as const),
      reason: fc.constantFrom('timeout' as const, 'connection-lost' as const),
      code: fc.string(),
    }),
  );

  it('exists for every exchange, and never says "not executed" where Reservanto may have acted', () => {
    fc.assert(
      fc.property(anyExchange, fc.integer(), (exchange, customer) => {
        const { verdict } = verdictOf(exchange, customer);
        expect(['created', 'refused', 'not-executed', 'unknown']).toContain(verdict);
        const mayHaveActed =
          exchange.kind === 'interrupted' ||
          (exchange.kind === 'answered' && exchange.status >= 500 && exchange.status !== 503);
        if (mayHaveActed) expect(verdict).toBe('unknown');
      }),
    );
  });
});
