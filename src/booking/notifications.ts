import type { Booking, Confirmation } from './confirmation.js';
import type { Failure } from './failure.js';
import type { FailureCategory } from './failure-codes.js';

/** Why the flags are as they are. */
export type NotificationReason =
  | 'booked'
  | 'payment-required'
  | 'awaiting-confirmation'
  | 'waiting-list'
  | 'refused'
  | 'invalid-request'
  | 'expired'
  | 'unavailable'
  | 'misconfigured'
  | 'unknown-outcome';

/** Whom the platform should tell now, and whom Reservanto tells by itself. */
export interface Notifications {
  readonly notifyCustomer: boolean;
  readonly customerNotifiedByReservanto: boolean;
  readonly notifyMerchant: boolean;
  readonly reason: NotificationReason;
}

/**
 * Flags of a booking that exists. When Reservanto writes to customers by itself (`reservantoNotifies`), nobody else
 * should. The merchant is told where they have to act.
 */
export function notificationsOfCreated(
  booking: Booking,
  confirmation: Confirmation,
  reservantoNotifies: boolean,
): Notifications {
  return {
    notifyCustomer: !reservantoNotifies,
    customerNotifiedByReservanto: reservantoNotifies,
    notifyMerchant: confirmation === 'awaiting-confirmation',
    reason: reasonOfCreated(booking, confirmation),
  };
}

function reasonOfCreated(booking: Booking, confirmation: Confirmation): NotificationReason {
  if (confirmation !== 'confirmed') return confirmation;
  return booking.IsPaymentRequired ? 'payment-required' : 'booked';
}

type Told = Omit<Notifications, 'customerNotifiedByReservanto'>;

/** Reservanto writes to nobody about what it did not book, so these flags do not depend on its settings. */
const TOLD_OF_FAILURE: Readonly<Record<FailureCategory, Told>> = {
  business: { notifyCustomer: true, notifyMerchant: false, reason: 'refused' },
  expired: { notifyCustomer: true, notifyMerchant: true, reason: 'expired' },
  unavailable: { notifyCustomer: true, notifyMerchant: true, reason: 'unavailable' },
  configuration: { notifyCustomer: true, notifyMerchant: true, reason: 'misconfigured' },
  validation: { notifyCustomer: false, notifyMerchant: true, reason: 'invalid-request' },
  'unknown-outcome': { notifyCustomer: false, notifyMerchant: true, reason: 'unknown-outcome' },
};

/** Flags of a failure. No customer is told "failed" about a booking that may exist (I9). */
export function notificationsOfFailed(failure: Pick<Failure, 'category' | 'bookingMayExist'>): Notifications {
  const told = TOLD_OF_FAILURE[failure.bookingMayExist ? 'unknown-outcome' : failure.category];
  return { ...told, customerNotifiedByReservanto: false };
}
