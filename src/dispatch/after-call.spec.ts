import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AppointmentStatus } from '../reservanto/read-answer.js';
import type { Verdict } from '../reservanto/verdict.js';
import { afterCall, type Next } from './after-call.js';

type NotExecuted = Extract<Verdict, { verdict: 'not-executed' }>['because'];

const provider = { httpStatus: 200, messages: ['Termín je obsazený!'], parameters: ['BookingStart'] };
const booked = (Status: AppointmentStatus): Verdict => ({
  verdict: 'created',
  booking: {
    AppointmentId: 1,
    CustomerId: 2,
    Status,
    IsPaymentRequired: false,
    IsPaymentRequiredProcessing: false,
  },
});
const refused = (because: Extract<Verdict, { verdict: 'refused' }>['because']): Verdict => ({
  verdict: 'refused',
  because,
  provider,
});
const notExecuted = (because: NotExecuted, retryAfterMs: number | null = null): Verdict => ({
  verdict: 'not-executed',
  because,
  provider,
  retryAfterMs,
});
const next = (verdict: Verdict, attempt = 1, random = 1): Next => afterCall(verdict, attempt, false, random);

describe('a verdict that is final settles the request:', () => {
  it.each<[AppointmentStatus, confirmation: string]>([
    ['Confirmed', 'confirmed'],
    ['ConfirmationRequested', 'awaiting-confirmation'],
    ['AlternateSubscribed', 'waiting-list'],
    ['AlternateAutoPromotion', 'waiting-list'],
  ])('created, %s, is created, %s', (status, confirmation) => {
    expect(next(booked(status))).toMatchObject({
      next: 'settle',
      outcome: { kind: 'created', confirmation },
    });
  });

  it.each([
    ['error-answer', 'SLOT_UNAVAILABLE'],
    ['http-status', 'SLOT_UNAVAILABLE'],
    ['status-rejected', 'BOOKING_REJECTED'],
    ['status-canceled', 'BOOKING_REJECTED'],
  ] as const)('refused because of %s is failed with %s and keeps what Reservanto said', (because, code) => {
    expect(next(refused(because))).toMatchObject({
      next: 'settle',
      outcome: { kind: 'failed', failure: { code, bookingMayExist: false, provider } },
    });
  });

  it('created says whom Reservanto tells', () => {
    for (const reservantoNotifies of [false, true]) {
      expect(afterCall(booked('Confirmed'), 1, reservantoNotifies, 0)).toMatchObject({
        outcome: { notifications: { customerNotifiedByReservanto: reservantoNotifies } },
      });
    }
  });
});

describe('a verdict that leaves open what happened is never repeated (I6):', () => {
  it.each([
    'timeout',
    'connection-lost',
    'server-error',
    'unreadable-answer',
    'contradicting-answer',
  ] as const)('unknown because of %s stays unknown, at any attempt', (because) => {
    for (const attempt of [1, 2, 10, 1_000]) {
      expect(next({ verdict: 'unknown', because, provider }, attempt)).toEqual({ next: 'unknown' });
    }
  });

  it.each(['Rejected', 'Canceled'] as const)(
    'created with status %s contradicts itself and is unknown',
    (status) => {
      expect(next(booked(status))).toEqual({ next: 'unknown' });
    },
  );
});

describe('a call that was not executed waits:', () => {
  it.each<[because: NotExecuted, retryAfterMs: number | null, attempt: number, dueInMs: number]>([
    ['unreachable', null, 1, 1_000],
    ['unreachable', null, 3, 4_000],
    ['throttled', 7_000, 1, 7_000],
    ['throttled', 3_600_000, 1, 3_600_000],
    ['throttled', null, 3, 0],
    ['unauthorized', null, 1, 0],
    ['forbidden', null, 9, 0],
    ['withheld', null, 1, 0],
    ['misconfigured', null, 1, 1_000],
    ['misconfigured', null, 3, 4_000],
  ])(
    '%s with Retry-After %p at attempt %i: %i ms, the rest is for the gate',
    (because, retryAfterMs, attempt, dueInMs) => {
      expect(next(notExecuted(because, retryAfterMs), attempt)).toEqual({ next: 'wait', dueInMs });
    },
  );

  it('misconfigured is believed after four attempts, and says what to look at', () => {
    for (const attempt of [4, 5, 100]) {
      expect(next(notExecuted('misconfigured'), attempt)).toMatchObject({
        next: 'settle',
        outcome: {
          kind: 'failed',
          failure: {
            code: 'RESERVANTO_MISCONFIGURED',
            detail: expect.stringContaining('RESERVANTO_BASE_URL'),
            provider,
          },
        },
      });
    }
  });

  it('for nothing else it fails, however often it was tried: its deadline ends it', () => {
    const because = fc.constantFrom<NotExecuted>('unreachable', 'throttled', 'unauthorized', 'forbidden');
    const retryAfter = fc.option(fc.nat({ max: 3_600_000 }));
    fc.assert(
      fc.property(
        because,
        retryAfter,
        fc.integer({ min: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (why, asked, attempt, random) => {
          const then = next(notExecuted(why, asked), attempt, random);
          expect(then.next).toBe('wait');
          if (then.next === 'wait') {
            expect(then.dueInMs).toBeGreaterThanOrEqual(why === 'throttled' ? (asked ?? 0) : 0);
          }
        },
      ),
    );
  });
});
