import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AppointmentStatus, type Confirmation, confirmationOf } from './confirmation.js';
import { failureOf } from './failure.js';
import { FAILURE_CATEGORIES, FAILURE_CODES, type FailureCategory, FAILURES } from './failure-codes.js';
import { type NotificationReason, notificationsOfCreated, notificationsOfFailed } from './notifications.js';
import { created, failed, type Outcome } from './outcome.js';

const booking = (Status: AppointmentStatus, IsPaymentRequired: boolean | null) => ({
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

/** Status, IsPaymentRequired, RESERVANTO_NOTIFIES_CUSTOMERS, then the four flags. */
type CreatedRow = [
  status: AppointmentStatus,
  payment: boolean | null,
  reservantoNotifies: boolean,
  notifyCustomer: boolean,
  customerNotifiedByReservanto: boolean,
  notifyMerchant: boolean,
  reason: NotificationReason,
];

describe('the flags of a booking that exists', () => {
  it.each<CreatedRow>([
    ['Confirmed', false, false, true, false, false, 'booked'],
    ['Confirmed', false, true, false, true, false, 'booked'],
    ['Confirmed', true, false, true, false, false, 'payment-required'],
    ['Confirmed', true, true, false, true, false, 'payment-required'],
    ['Confirmed', null, false, true, false, false, 'booked'],
    ['Confirmed', null, true, false, true, false, 'booked'],
    ['ConfirmationRequested', false, false, true, false, true, 'awaiting-confirmation'],
    ['ConfirmationRequested', false, true, false, true, true, 'awaiting-confirmation'],
    ['ConfirmationRequested', true, false, true, false, true, 'awaiting-confirmation'],
    ['ConfirmationRequested', true, true, false, true, true, 'awaiting-confirmation'],
    ['ConfirmationRequested', null, false, true, false, true, 'awaiting-confirmation'],
    ['ConfirmationRequested', null, true, false, true, true, 'awaiting-confirmation'],
    ['AlternateSubscribed', false, false, true, false, false, 'waiting-list'],
    ['AlternateSubscribed', false, true, false, true, false, 'waiting-list'],
    ['AlternateSubscribed', true, false, true, false, false, 'waiting-list'],
    ['AlternateSubscribed', true, true, false, true, false, 'waiting-list'],
    ['AlternateSubscribed', null, false, true, false, false, 'waiting-list'],
    ['AlternateSubscribed', null, true, false, true, false, 'waiting-list'],
    ['AlternateAutoPromotion', false, false, true, false, false, 'waiting-list'],
    ['AlternateAutoPromotion', false, true, false, true, false, 'waiting-list'],
    ['AlternateAutoPromotion', true, false, true, false, false, 'waiting-list'],
    ['AlternateAutoPromotion', true, true, false, true, false, 'waiting-list'],
    ['AlternateAutoPromotion', null, false, true, false, false, 'waiting-list'],
    ['AlternateAutoPromotion', null, true, false, true, false, 'waiting-list'],
  ])(
    '%s, payment required %s, Reservanto notifies %s: customer %s, by Reservanto %s, merchant %s, %s',
    (status, payment, notifies, notifyCustomer, customerNotifiedByReservanto, notifyMerchant, reason) => {
      const confirmation = confirmationOf(status) as Confirmation;
      expect(notificationsOfCreated(booking(status, payment), confirmation, notifies)).toEqual({
        notifyCustomer,
        customerNotifiedByReservanto,
        notifyMerchant,
        reason,
      });
    },
  );
});

/** Category, bookingMayExist, then the flags; Reservanto writes to nobody about what it did not book. */
type FailedRow = [
  category: FailureCategory,
  bookingMayExist: boolean,
  notifyCustomer: boolean,
  notifyMerchant: boolean,
  reason: NotificationReason,
];

describe('the flags of a failure', () => {
  it.each<FailedRow>([
    ['business', false, true, false, 'refused'],
    ['expired', false, true, true, 'expired'],
    ['unavailable', false, true, true, 'unavailable'],
    ['configuration', false, true, true, 'misconfigured'],
    ['validation', false, false, true, 'invalid-request'],
    ['unknown-outcome', true, false, true, 'unknown-outcome'],
    ['business', true, false, true, 'unknown-outcome'],
    ['expired', true, false, true, 'unknown-outcome'],
    ['unavailable', true, false, true, 'unknown-outcome'],
    ['configuration', true, false, true, 'unknown-outcome'],
    ['validation', true, false, true, 'unknown-outcome'],
  ])(
    '%s, booking may exist %s: customer %s, merchant %s, %s',
    (category, bookingMayExist, notifyCustomer, notifyMerchant, reason) => {
      expect(notificationsOfFailed({ category, bookingMayExist })).toEqual({
        notifyCustomer,
        customerNotifiedByReservanto: false,
        notifyMerchant,
        reason,
      });
    },
  );

  it.each(FAILURE_CODES)('%s are those of its category', (code) => {
    const { category, bookingMayExist } = FAILURES[code];
    expect(failed(failureOf(code, 'Why.')).notifications).toEqual(
      notificationsOfFailed({ category, bookingMayExist }),
    );
  });
});

describe('I9: flags agree with the outcome', () => {
  const anyFailure: fc.Arbitrary<Outcome> = fc
    .tuple(fc.constantFrom(...FAILURE_CODES), fc.string())
    .map(([code, detail]) => failed(failureOf(code, detail)));
  const anyBooking: fc.Arbitrary<Outcome> = fc
    .tuple(
      fc.constantFrom(...STATUSES.filter(([, confirmation]) => confirmation !== null)),
      fc.constantFrom(true, false, null),
      fc.boolean(),
    )
    .map(([[status, confirmation], payment, reservantoNotifies]) =>
      created(booking(status, payment), confirmation as Confirmation, reservantoNotifies),
    );
  const anyOutcome = fc.oneof(anyFailure, anyBooking);
  const OF_BOOKINGS: NotificationReason[] = [
    'booked',
    'payment-required',
    'awaiting-confirmation',
    'waiting-list',
  ];

  it('nobody is told "failed" about a booking that exists or may exist', () => {
    fc.assert(
      fc.property(anyOutcome, ({ kind, notifications, ...outcome }) => {
        const mayExist = 'failure' in outcome ? outcome.failure.bookingMayExist : true;
        const saysBooked = OF_BOOKINGS.includes(notifications.reason);
        expect(saysBooked).toBe(kind === 'created');
        const customerHearsFailed = notifications.notifyCustomer && !saysBooked;
        expect(customerHearsFailed && mayExist).toBe(false);
      }),
    );
  });

  it('while nobody knows whether a booking exists, the merchant is told and nobody else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(FAILURE_CATEGORIES) as FailureCategory[])), (category) => {
        const flags = notificationsOfFailed({ category, bookingMayExist: true });
        expect(flags).toMatchObject({ notifyCustomer: false, notifyMerchant: true });
      }),
    );
  });

  it('somebody is told of every outcome, and a customer never by two', () => {
    fc.assert(
      fc.property(anyOutcome, ({ kind, notifications }) => {
        const { notifyCustomer, customerNotifiedByReservanto, notifyMerchant } = notifications;
        expect(notifyCustomer && customerNotifiedByReservanto).toBe(false);
        expect(notifyCustomer || customerNotifiedByReservanto || notifyMerchant).toBe(true);
        if (kind === 'created') expect(notifyCustomer).toBe(!customerNotifiedByReservanto);
        else expect(customerNotifiedByReservanto).toBe(false);
      }),
    );
  });
});
