/** Whose matter a failure is. */
export type FailureCategory =
  'validation' | 'business' | 'configuration' | 'unavailable' | 'expired' | 'unknown-outcome';

interface FailureMeaning {
  readonly category: FailureCategory;
  /** Is sending a *new* request sensible, perhaps with other wishes? */
  readonly retryable: boolean;
  /** True only where nobody knows whether Reservanto holds a booking. */
  readonly bookingMayExist: boolean;
  readonly title: string;
}

const meaning = (category: FailureCategory, retryable: boolean, title: string): FailureMeaning => ({
  category,
  retryable,
  bookingMayExist: category === 'unknown-outcome',
  title,
});

/** Every failure code that an event can carry. Codes are stable; titles are for people. */
export const FAILURES = {
  VALIDATION_FAILED: meaning('validation', false, 'The request breaks the rules of its contract'),
  MALFORMED_EVENT: meaning('validation', false, 'The record is not a JSON object'),
  UNSUPPORTED_EVENT: meaning(
    'validation',
    false,
    'The record is no booking.requested event of CloudEvents 1.0',
  ),
  ID_REUSED: meaning('validation', false, 'Another request has this event id already'),
  REQUEST_EXPIRED: meaning('expired', true, 'The deadline passed before the request could be booked'),
  CUSTOMER_NOT_FOUND: meaning('business', false, 'Reservanto has no such customer'),
  RESOURCE_NOT_FOUND: meaning('business', false, 'Reservanto has no such resource'),
  SERVICE_NOT_FOUND: meaning('business', false, 'Reservanto has no such service for this resource'),
  SLOT_UNAVAILABLE: meaning('business', true, 'The slot is taken'),
  INVALID_START: meaning('business', true, 'Reservanto does not accept this start'),
  INVALID_COUNT: meaning('business', true, 'Reservanto does not accept this count'),
  BOOKING_REJECTED: meaning('business', true, 'Reservanto recorded the booking as rejected'),
  REFUSED_BY_RESERVANTO: meaning('business', false, 'Reservanto refused the request'),
  PERMISSION_DENIED: meaning('configuration', true, 'The Reservanto account lacks a right'),
  AUTHENTICATION_FAILED: meaning('configuration', true, 'Reservanto does not accept the token'),
  RESERVANTO_MISCONFIGURED: meaning(
    'configuration',
    true,
    'Reservanto does not understand this installation',
  ),
  RESERVANTO_UNAVAILABLE: meaning('unavailable', true, 'Reservanto could not be reached'),
  SETTLED_BY_OPERATOR: meaning(
    'business',
    true,
    'A person found that no booking was made and closed the request',
  ),
  OUTCOME_UNKNOWN: meaning('unknown-outcome', false, 'Nobody could find out whether the booking was made'),
} as const satisfies Record<string, FailureMeaning>;

/** A code of {@link FAILURES}. */
export type FailureCode = keyof typeof FAILURES;
