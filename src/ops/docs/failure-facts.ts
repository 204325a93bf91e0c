import {
  FAILURE_CATEGORIES,
  type FailureCategory,
  type FailureCode,
  FAILURES,
} from '../../booking/failure-codes.js';
import { notificationsOfFailed } from '../../booking/notifications.js';
import { failureExample, standingOf } from './failure-examples.js';

/**
 * What is said about a code in rows, as name and answer in Markdown: the same in the repository and on the served page.
 */
export function failureFacts(code: FailureCode): readonly (readonly [name: string, answer: string])[] {
  const { category, retryable } = FAILURES[code];
  return [
    ['Category', `\`${category}\`: ${FAILURE_CATEGORIES[category]}`],
    ['Where it stands', whereOf(code)],
    ['Is a new request sensible?', whetherSensible(category, retryable)],
    ['Does a booking exist?', whetherBooked(code)],
    ['Whom to tell', whomToTell(code)],
  ];
}

function whereOf(code: FailureCode): string {
  switch (standingOf(code)) {
    case 'event':
      return '`failure.code` of a `booking.failed`.';
    case 'event-and-dead-letter':
      return '`failure.code` of a `booking.failed`, and `x-error-code` of the dead letter that keeps the record.';
    case 'errors-of-another':
      return `\`failure.errors\` of a \`${failureExample(code).code}\`, as the reason for which the request waited. Never by itself.`;
  }
}

function whetherSensible(category: FailureCategory, retryable: boolean): string {
  if (!retryable) return 'Not as it was (not `retryable`).';
  const when = {
    configuration: 'Yes, once the operator has corrected it',
    unavailable: 'Yes, later',
  } as const;
  const answer = category === 'configuration' || category === 'unavailable' ? when[category] : null;
  return `${answer ?? 'Yes, perhaps with other wishes'} (\`retryable\`).`;
}

function whetherBooked(code: FailureCode): string {
  if (code === 'ID_REUSED') return 'None of this record, maybe one of the first request (`bookingMayExist`).';
  return FAILURES[code].bookingMayExist
    ? 'It is not known (`bookingMayExist`).'
    : 'None of this request (not `bookingMayExist`).';
}

function whomToTell(code: FailureCode): string {
  const { notifyCustomer, notifyMerchant } = notificationsOfFailed(failureExample(code));
  if (notifyCustomer && notifyMerchant) return 'The customer and the merchant.';
  return notifyCustomer ? 'The customer.' : 'The merchant, and not the customer.';
}
