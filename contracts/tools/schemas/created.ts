import {
  type AppointmentStatus,
  type Confirmation,
  confirmationOf,
} from '../../../src/booking/confirmation.js';
import { INT32_MAX } from '../../../src/intake/rules.js';
import { closedObject, type JsonSchema, nullable, words } from './json-schema.js';
import { notificationsSchema } from './notifications.js';
import { historyProperties, REFERENCE } from './outcome.js';
import { bookedRequestSchema } from './requested.js';

const CONFIRMATIONS: Readonly<Record<Confirmation, string>> = {
  confirmed: 'the booking is firm',
  'awaiting-confirmation': 'the merchant has to confirm it',
  'waiting-list': 'it becomes a booking when a place is free',
};

const STATUSES: Readonly<Record<AppointmentStatus, string>> = {
  Confirmed: 'firm',
  ConfirmationRequested: 'the merchant has to confirm it',
  AlternateSubscribed: 'on the waiting list',
  AlternateAutoPromotion: 'on the waiting list, and moves up by itself',
  Rejected: 'turned down',
  Canceled: 'cancelled',
};

function bookingSchema(): JsonSchema {
  const held = (Object.keys(STATUSES) as AppointmentStatus[]).filter((s) => confirmationOf(s) !== null);
  const id = { type: 'integer', minimum: 1, maximum: INT32_MAX } as const;
  const flag = (description: string): JsonSchema =>
    nullable({
      description: `${description} Null when the answer to the call was lost: nothing else tells it.`,
      type: 'boolean',
    });
  return closedObject(
    { title: 'Booking', description: 'The booking, in the names and words of Reservanto.' },
    {
      AppointmentId: { ...id, description: 'Number of the booking in Reservanto.', examples: [48211093] },
      CustomerId: { ...id, description: 'The customer of the request.', examples: [965123] },
      Status: words(
        'AppointmentStatus',
        'How Reservanto holds it.',
        Object.fromEntries(held.map((status) => [status, STATUSES[status]])),
      ),
      IsPaymentRequired: flag('The customer has to pay.'),
      IsPaymentRequiredProcessing: flag('Reservanto is asking the customer for the payment.'),
    },
  );
}

/** The data of `booking.created`. */
export function createdSchema(): JsonSchema {
  return closedObject(
    { title: 'BookingCreated', description: 'Reservanto holds the booking: the data of `booking.created`.' },
    {
      reference: REFERENCE,
      request: bookedRequestSchema(),
      booking: bookingSchema(),
      confirmation: words('Confirmation', 'How firm the booking is.', CONFIRMATIONS),
      notifications: notificationsSchema('created'),
      ...historyProperties('created'),
    },
  );
}
