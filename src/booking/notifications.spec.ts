import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AppointmentStatus, type Confirmation, confirmationOf } from './confirmation.js';
import { failureOf } from './failure.js';
import { type FailureCategory, type FailureCode, FAILURES } from './failure-codes.js';
import { notificationsOfCreated, notificationsOfFailed } from './notifications.js';
import { created, failed } from './outcome.js';

const booking = (Status: AppointmentStatus, IsPaymentRequired = false) => ({
  AppointmentId: 1,
  CustomerId: 2,
  Status,
  IsPaymentRequired,
  IsPaymentRequiredProcessing: IsPaymentRequired,
});

const STATUSES: [status: AppointmentStatus, confirmation: Confirmation | null][] = [
  ['Confirmed', 'confirmed'],
  ['ConfirmationRequested', 'awaiting-confirmation'],
  ['AlternateSubscribed', 'waiting-list'],
  ['AlternateAutoPromotion', 'waiting-list'],
  ['Rejected', null],
  ['Canceled', null],
];

describe('how firm a booking is', () => {
  it.each(STATUSES)('%s is %s', (status, confirmation) => {
    expect(confirmationOf(status)).toBe(confirmation);
  });
});

describe('the flags of a booking that exists', () => {
  it.each<[Confirmation, payment: boolean, reason: string, merchant: boolean]>([
    ['confirmed', false, 'booked', false],
    ['confirmed', true, 'payment-required', false],
    ['awaiting-confirmation', false, 'awaiting-confirmation', true],
    ['awaiting-confirmation', true, 'awaiting-confirmation', true],
    ['waiting-list', false, 'waiting-list', false],
    ['waiting-list', true, 'waiting-list', false],
  ])(
    '%s, payment required: %s, say %s; the merchant has to act: %s',
    (confirmation, payment, reason, merchant) => {
      for (const reservantoNotifies of [false, true]) {
        expect(
          notificationsOfCreated(booking('Confirmed', payment), confirmation, reservantoNotifies),
        ).toEqual({
          notifyCustomer: !reservantoNotifies,
          customerNotifiedByReservanto: reservantoNotifies,
          notifyMerchant: merchant,
          reason,
        });
      }
    },
  );
});

describe('the flags of a failure', () => {
  it.each<[FailureCategory, customer: boolean, merchant: boolean, reason: string]>([
    ['business', true, false, 'refused'],
    ['expired', true, true, 'expired'],
    ['unavailable', true, true, 'unavailable'],
    ['configuration', true, true, 'misconfigured'],
    ['validation', false, true, 'invalid-request'],
    ['unknown-outcome', false, true, 'unknown-outcome'],
  ])('%s tell the customer: %s, the merchant: %s, because %s', (category, customer, merchant, reason) => {
    const flags = { notifyCustomer: customer, notifyMerchant: merchant, reason };
    const bookingMayExist = category === 'unknown-outcome';
    expect(notificationsOfFailed({ category, bookingMayExist })).toEqual({
      ...flags,
      customerNotifiedByReservanto: false,
    });
  });
});

describe('I9: flags agree with the outcome', () => {
  const anyCode = fc.constantFrom(...(Object.keys(FAILURES) as FailureCode[]));
  const anyCategory = fc.constantFrom(...new Set(Object.values(FAILURES).map(({ category }) => category)));

  it('no customer is told "failed" while a booking may exist, and then the merchant is', () => {
    fc.assert(
      fc.property(anyCategory, fc.boolean(), (category, bookingMayExist) => {
        const { notifyCustomer, notifyMerchant } = notificationsOfFailed({ category, bookingMayExist });
        expect(notifyCustomer && bookingMayExist).toBe(false);
        expect(notifyMerchant || !bookingMayExist).toBe(true);
      }),
    );
  });

  it('somebody is told of every failure, and Reservanto is said to have told nobody', () => {
    fc.assert(
      fc.property(anyCode, fc.string(), (code, detail) => {
        const { notifications } = failed(failureOf(code, detail));
        expect(notifications.notifyCustomer || notifications.notifyMerchant).toBe(true);
        expect(notifications.customerNotifiedByReservanto).toBe(false);
      }),
    );
  });

  it('a customer is told of a booking by exactly one side', () => {
    const anyStatus = fc.constantFrom(...STATUSES.map(([status]) => status));
    fc.assert(
      fc.property(anyStatus, fc.boolean(), fc.boolean(), (status, payment, reservantoNotifies) => {
        const confirmation = confirmationOf(status);
        if (confirmation === null) return;
        const { notifications } = created(booking(status, payment), confirmation, reservantoNotifies);
        expect(notifications.notifyCustomer).toBe(!notifications.customerNotifiedByReservanto);
        expect(notifications.customerNotifiedByReservanto).toBe(reservantoNotifies);
      }),
    );
  });
});
