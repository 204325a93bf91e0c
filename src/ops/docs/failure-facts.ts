import { FAILURE_CATEGORIES, type FailureCode, FAILURES } from '../../booking/failure-codes.js';
import { notificationsOfFailed } from '../../booking/notifications.js';
import { failureExample } from './failure-examples.js';

/**
 * What is said about a code in rows, as name and answer in Markdown: the same in the repository and on the served page.
 */
export function failureFacts(code: FailureCode): readonly (readonly [name: string, answer: string])[] {
  const { category, retryable, bookingMayExist } = FAILURES[code];
  const example = failureExample(code);
  const { notifyCustomer, notifyMerchant } = notificationsOfFailed(example);
  return [
    ['Category', `\`${category}\`: ${FAILURE_CATEGORIES[category]}`],
    [
      'Where it stands',
      example.code === code
        ? '`failure.code` of a `booking.failed`.'
        : `\`failure.errors\` of a \`${example.code}\`, as the reason for which the request waited. Never by itself.`,
    ],
    [
      'Is a new request sensible?',
      retryable ? 'Yes, perhaps with other wishes (`retryable`).' : 'Not as it was (not `retryable`).',
    ],
    [
      'Does a booking exist?',
      bookingMayExist ? 'Nobody knows (`bookingMayExist`).' : 'None of this request (not `bookingMayExist`).',
    ],
    ['Whom to tell', toldOf(notifyCustomer, notifyMerchant)],
  ];
}

function toldOf(customer: boolean, merchant: boolean): string {
  if (customer && merchant) return 'The customer and the merchant.';
  return customer ? 'The customer.' : 'The merchant, and not the customer.';
}
