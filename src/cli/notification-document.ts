import { type AppointmentStatus, confirmationOf } from '../booking/confirmation.js';
import {
  FAILURE_CATEGORIES,
  FAILURE_CODES,
  type FailureCategory,
  FAILURES,
} from '../booking/failure-codes.js';
import {
  type Notifications,
  notificationsOfCreated,
  notificationsOfFailed,
} from '../booking/notifications.js';
import { standingOf } from '../ops/docs/failure-examples.js';

const STATUSES: readonly AppointmentStatus[] = [
  'Confirmed',
  'ConfirmationRequested',
  'AlternateSubscribed',
  'AlternateAutoPromotion',
];

const yes = (flag: boolean): string => (flag ? '**yes**' : 'no');
const flags = (n: Notifications): string =>
  `${yes(n.notifyCustomer)} | ${yes(n.customerNotifiedByReservanto)} | ${yes(n.notifyMerchant)} | \`${n.reason}\``;

/** The flags of bookings, as the code decides them; what payment does not change stands in one row. */
function createdRows(): string[] {
  return STATUSES.flatMap((Status) =>
    [true, false].flatMap((isPaymentRequired) =>
      [false, true].map((reservantoNotifies) => {
        const confirmation = confirmationOf(Status);
        if (confirmation === null) throw new Error(`${Status} is no status of a booking that exists.`);
        const booking = {
          AppointmentId: 1,
          CustomerId: 1,
          Status,
          IsPaymentRequired: isPaymentRequired,
          IsPaymentRequiredProcessing: false,
        };
        const notifications = notificationsOfCreated(booking, confirmation, reservantoNotifies);
        return { confirmation, isPaymentRequired, reservantoNotifies, notifications, Status };
      }),
    ),
  )
    .filter(({ Status, isPaymentRequired }) => Status === 'Confirmed' || !isPaymentRequired)
    .map(
      ({ Status, confirmation, isPaymentRequired, reservantoNotifies, notifications }) =>
        `| \`${Status}\` | \`${confirmation}\` | ${Status === 'Confirmed' ? paymentWords(isPaymentRequired) : 'any'} | ${reservantoNotifies} | ${flags(notifications)} |`,
    );
}

const paymentWords = (isRequired: boolean): string => (isRequired ? '`true`' : '`false` or `null`');

function failedRows(): string[] {
  const rows = (Object.keys(FAILURE_CATEGORIES) as FailureCategory[]).flatMap((category) =>
    [false, true].map((bookingMayExist) => ({
      category,
      bookingMayExist,
      codes: FAILURE_CODES.filter(
        (code) => FAILURES[code].category === category && FAILURES[code].bookingMayExist === bookingMayExist,
      ),
    })),
  );
  return rows
    .filter(({ codes }) => codes.length > 0)
    .map(({ category, bookingMayExist, codes }) => {
      const links = codes
        .filter((code) => standingOf(code).startsWith('event'))
        .map((code) => `[${code}](failures/${code}.md)`)
        .join(', ');
      return `| \`${category}\` | ${bookingMayExist} | ${flags(notificationsOfFailed({ category, bookingMayExist }))} | ${links || '-'} |`;
    });
}

/** docs/notifications.md: for those who build the service that writes to customers and merchants. */
export function notificationDocument(): string {
  return `# Whom to tell

Made by \`npm run docs:events\`.

Every \`booking.created\` and \`booking.failed\` carries \`notifications\`: whom a service that writes to people should write to now. Nobody has to work that out from the rest of the event.

| Property | Meaning |
|---|---|
| \`notifyCustomer\` | Write to the customer now. |
| \`customerNotifiedByReservanto\` | Reservanto writes to the customer by itself; a second message would be one too many. |
| \`notifyMerchant\` | Write to the merchant now: there is something to do or to look at. |
| \`reason\` | What to write about, in one word. |

## What always holds

- A customer is told of a booking by exactly one side.
- Nobody is told "failed" about a booking that exists or may exist. While nobody knows, \`notifyCustomer\` is \`false\` and \`notifyMerchant\` is \`true\`.
- Somebody is told of every outcome.
- All copies of an event carry the same flags. Remember the event's \`id\`, or people get a message for each copy.

## What if the booking exists?

Reservanto writes to customers only when the account has the right \`CustomerNotifications\`. Its API does not tell, so the operator says it: \`RESERVANTO_NOTIFIES_CUSTOMERS\`.

| Status | \`confirmation\` | \`IsPaymentRequired\` | RESERVANTO_NOTIFIES_CUSTOMERS | \`notifyCustomer\` | \`customerNotifiedByReservanto\` | \`notifyMerchant\` | \`reason\` |
|---|---|---|---|---|---|---|---|
${createdRows().join('\n')}

\`IsPaymentRequired\` is \`null\` when the booking was found by asking Reservanto (\`settledBy\` is \`reconciliation\` or \`operator\`): then nobody knows whether payment is demanded, and \`reason\` does not claim it.

## What if there is no booking?

Reservanto writes to nobody about what it did not book.

| \`category\` | \`bookingMayExist\` | \`notifyCustomer\` | \`customerNotifiedByReservanto\` | \`notifyMerchant\` | \`reason\` | Codes |
|---|---|---|---|---|---|---|
${failedRows().join('\n')}

Flags go by \`bookingMayExist\` first: whatever the category, a booking that may exist is the merchant's matter alone. Codes that stand only under \`errors\` of another failure, or only on dead letters, have no flags of their own and are not in this table.

## When are the flags final?

At once: a request has one outcome, and so one set of flags. Before that there is no event, and nobody is told anything of a request that waits or is being looked into.
`;
}
