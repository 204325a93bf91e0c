import { FAILURE_CATEGORIES, type FailureCode, FAILURES } from '../../booking/failure-codes.js';
import { notificationsOfFailed } from '../../booking/notifications.js';
import { failureExample, standingOf } from './failure-examples.js';

/**
 * What is said about a code in rows, as name and answer in Markdown: the same in the repository and on the served page.
 */
export function failureFacts(code: FailureCode): readonly (readonly [name: string, answer: string])[] {
  const { category, retryable, bookingMayExist } = FAILURES[code];
  return [
    ['Category', `\`${category}\`: ${FAILURE_CATEGORIES[category]}`],
    ['Where it stands', whereOf(code)],
    [
      'Is a new request sensible?',
      retryable ? 'Yes, perhaps with other wishes (`retryable`).' : 'Not as it was (not `retryable`).',
    ],
    [
      'Does a booking exist?',
      bookingMayExist ? 'Nobody knows (`bookingMayExist`).' : 'None of this request (not `bookingMayExist`).',
    ],
    ['Whom to tell', whomToTell(code)],
  ];
}

function whereOf(code: FailureCode): string {
  switch (standingOf(code)) {
    case 'event':
      return '`failure.code` of a `booking.failed`.';
    case 'event-and-dead-letter':
      return '`failure.code` of a `booking.failed`, and `x-error-code` of the dead letter that keeps the record.';
    case 'dead-letter':
      return '`x-error-code` of the dead letter that keeps the record. No event tells of it: the one outcome under this id is that of the first request.';
    case 'errors-of-another':
      return `\`failure.errors\` of a \`${failureExample(code).code}\`, as the reason for which the request waited. Never by itself.`;
  }
}

function whomToTell(code: FailureCode): string {
  if (standingOf(code) === 'dead-letter') return 'Nobody; the producer reads dead letters.';
  const { notifyCustomer, notifyMerchant } = notificationsOfFailed(failureExample(code));
  if (notifyCustomer && notifyMerchant) return 'The customer and the merchant.';
  return notifyCustomer ? 'The customer.' : 'The merchant, and not the customer.';
}
