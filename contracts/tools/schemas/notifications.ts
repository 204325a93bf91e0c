import type { NotificationReason } from '../../../src/booking/notifications.js';
import { closedObject, extensible, type JsonSchema, words } from './json-schema.js';

const REASONS: Readonly<
  Record<NotificationReason, { readonly of: 'created' | 'failed'; readonly meaning: string }>
> = {
  booked: { of: 'created', meaning: 'there is a firm booking' },
  'payment-required': { of: 'created', meaning: 'there is a booking, and the customer has to pay' },
  'awaiting-confirmation': { of: 'created', meaning: 'the merchant has to confirm the booking' },
  'waiting-list': { of: 'created', meaning: 'the customer stands on the waiting list' },
  refused: { of: 'failed', meaning: 'Reservanto did not accept the request' },
  'invalid-request': { of: 'failed', meaning: 'the request was wrong, which no customer can correct' },
  expired: { of: 'failed', meaning: 'the deadline of the request passed' },
  unavailable: { of: 'failed', meaning: 'Reservanto could not be reached' },
  misconfigured: { of: 'failed', meaning: 'the account or this installation lacks something' },
  'unknown-outcome': {
    of: 'failed',
    meaning: 'there may be a booking, so no customer is told',
  },
};

/** Whom to tell about an outcome of this kind. */
export function notificationsSchema(kind: 'created' | 'failed'): JsonSchema {
  const meanings = Object.entries(REASONS).filter(([, reason]) => reason.of === kind);
  const reason = words(
    kind === 'created' ? 'CreatedReason' : 'FailedReason',
    'Why the flags are as they are.',
    Object.fromEntries(meanings.map(([word, { meaning }]) => [word, meaning])),
  );
  return closedObject(
    {
      title: kind === 'created' ? 'CreatedNotifications' : 'FailedNotifications',
      description: 'Whom you should tell now, and whom Reservanto tells by itself.',
    },
    {
      notifyCustomer: { description: 'Tell the customer.', type: 'boolean' },
      customerNotifiedByReservanto: {
        description: 'Reservanto writes to the customer by itself, so you should not.',
        type: 'boolean',
      },
      notifyMerchant: { description: 'Tell the merchant, who has to act or to know.', type: 'boolean' },
      reason: extensible(reason),
    },
  );
}
