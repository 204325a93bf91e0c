// Made by `npm run contracts`; changes are lost.

/** Every failure code: whose matter it is, whether a new request is sensible, whether a booking may exist, and what it means. */
export const FAILURES = {
  "VALIDATION_FAILED": {
    "category": "validation",
    "retryable": false,
    "bookingMayExist": false,
    "title": "The request breaks the rules of its contract"
  },
  "MALFORMED_EVENT": {
    "category": "validation",
    "retryable": false,
    "bookingMayExist": false,
    "title": "The record is not a JSON object"
  },
  "UNSUPPORTED_EVENT": {
    "category": "validation",
    "retryable": false,
    "bookingMayExist": false,
    "title": "The record is no booking.requested event of CloudEvents 1.0"
  },
  "ID_REUSED": {
    "category": "validation",
    "retryable": false,
    "bookingMayExist": false,
    "title": "Another request has this event id already"
  },
  "REQUEST_EXPIRED": {
    "category": "expired",
    "retryable": true,
    "bookingMayExist": false,
    "title": "The deadline passed before the request could be booked"
  },
  "CUSTOMER_NOT_FOUND": {
    "category": "business",
    "retryable": false,
    "bookingMayExist": false,
    "title": "Reservanto has no such customer"
  },
  "RESOURCE_NOT_FOUND": {
    "category": "business",
    "retryable": false,
    "bookingMayExist": false,
    "title": "Reservanto has no such resource"
  },
  "SERVICE_NOT_FOUND": {
    "category": "business",
    "retryable": false,
    "bookingMayExist": false,
    "title": "Reservanto has no such service for this resource"
  },
  "SLOT_UNAVAILABLE": {
    "category": "business",
    "retryable": true,
    "bookingMayExist": false,
    "title": "The slot is taken"
  },
  "INVALID_START": {
    "category": "business",
    "retryable": true,
    "bookingMayExist": false,
    "title": "Reservanto does not accept this start"
  },
  "INVALID_COUNT": {
    "category": "business",
    "retryable": true,
    "bookingMayExist": false,
    "title": "Reservanto does not accept this count"
  },
  "BOOKING_REJECTED": {
    "category": "business",
    "retryable": true,
    "bookingMayExist": false,
    "title": "Reservanto recorded the booking as rejected"
  },
  "REFUSED_BY_RESERVANTO": {
    "category": "business",
    "retryable": false,
    "bookingMayExist": false,
    "title": "Reservanto refused the request"
  },
  "PERMISSION_DENIED": {
    "category": "configuration",
    "retryable": true,
    "bookingMayExist": false,
    "title": "The Reservanto account lacks a right"
  },
  "AUTHENTICATION_FAILED": {
    "category": "configuration",
    "retryable": true,
    "bookingMayExist": false,
    "title": "Reservanto does not accept the token"
  },
  "RESERVANTO_MISCONFIGURED": {
    "category": "configuration",
    "retryable": true,
    "bookingMayExist": false,
    "title": "Reservanto does not understand this installation"
  },
  "RESERVANTO_UNAVAILABLE": {
    "category": "unavailable",
    "retryable": true,
    "bookingMayExist": false,
    "title": "Reservanto could not be reached"
  },
  "SETTLED_BY_OPERATOR": {
    "category": "business",
    "retryable": true,
    "bookingMayExist": false,
    "title": "A person found that no booking was made and closed the request"
  },
  "OUTCOME_UNKNOWN": {
    "category": "unknown-outcome",
    "retryable": false,
    "bookingMayExist": true,
    "title": "Nobody could find out whether the booking was made"
  }
} as const;
