/** Whose matter a failure is, in one sentence each. */
export const FAILURE_CATEGORIES = {
  validation: 'The producer sent something that is no valid request; Reservanto was not asked.',
  business: 'Reservanto or a person said no to this very request.',
  configuration: 'The installation is at fault, not the request; its operator has to act.',
  unavailable: 'Reservanto could not be reached; nothing was booked.',
  expired: 'The request waited until its deadline; nothing was booked.',
  'unknown-outcome': 'Nobody knows whether a booking exists.',
} as const;

/** A category of {@link FAILURE_CATEGORIES}. */
export type FailureCategory = keyof typeof FAILURE_CATEGORIES;

/** What a failure code says. `meaning` and `producerAction` are one or two sentences each, in Markdown. */
export interface FailureDescription {
  readonly category: FailureCategory;
  /** Is sending a *new* request sensible, perhaps with other wishes? */
  readonly retryable: boolean;
  /** True where it is not known whether Reservanto holds a booking, or where another request of the same id may have one. */
  readonly bookingMayExist: boolean;
  readonly title: string;
  /** For whoever reads the event: what happened, and what is certain. */
  readonly meaning: string;
  /** What a producer or a platform should do now. */
  readonly producerAction: string;
}

/** Every failure code that an event can carry. Codes are stable; the words are for people. */
export const FAILURES = {
  VALIDATION_FAILED: {
    category: 'validation',
    retryable: false,
    bookingMayExist: false,
    title: 'The request breaks the rules of its contract',
    meaning:
      'The event was read, but its data breaks at least one rule of a booking request. Reservanto was not called.',
    producerAction:
      'Correct every property that `errors` points at, and publish the request under a new event id.',
  },
  MALFORMED_EVENT: {
    category: 'validation',
    retryable: false,
    bookingMayExist: false,
    title: 'The record is not a JSON object',
    meaning:
      'The record could not be read as a JSON object of at most 64 KiB, so it is not known which booking was meant. It is kept as a dead letter.',
    producerAction:
      'Correct how the producer writes its records: JSON in UTF-8, without the framing of a schema registry. Nothing was stored under its event id, so the same id may be used again.',
  },
  UNSUPPORTED_EVENT: {
    category: 'validation',
    retryable: false,
    bookingMayExist: false,
    title: 'The record is no booking.requested event of CloudEvents 1.0',
    meaning:
      'The envelope is not one that is read here: another type or version, an attribute that is missing, repeated, too long or not UTF-8, a batch, a format other than JSON, or a key or headers that are too large. The record is kept as a dead letter.',
    producerAction:
      'Publish `booking.requested` in binary or structured mode, or bare JSON without an envelope, within the limits of the contract. Events of other types belong on other topics.',
  },
  UNDECODABLE_RECORDS: {
    category: 'validation',
    retryable: false,
    bookingMayExist: false,
    title: 'Records cannot be decoded',
    meaning:
      'The bytes of one or more records cannot be decoded: an unknown compression, a checksum that does not match, or a broken format. Nothing of them was read; the range of their offsets is kept as a dead letter, with size, SHA-256 and first bytes.',
    producerAction:
      'Compare the offsets with those that the broker acknowledged, correct the client that wrote them, and publish what is still wanted again, with the same ids.',
  },
  RECORD_TOO_LARGE: {
    category: 'validation',
    retryable: false,
    bookingMayExist: false,
    title: 'The record is larger than can be read',
    meaning:
      'The record, inflated, is larger than the bridge reads. Its position, size, SHA-256 and first bytes are kept as a dead letter.',
    producerAction:
      'Send nothing but the request: its value takes at most 64 KiB, its headers 64 KiB, its key 4 KiB. Nothing was stored under its event id, so the same id may be used again.',
  },
  NOT_STORABLE: {
    category: 'validation',
    retryable: false,
    bookingMayExist: false,
    title: 'The database cannot store the request',
    meaning:
      'PostgreSQL refuses the content of this request, for example a character that the encoding of its database does not have. Nothing was stored under its event id, and Reservanto was not called.',
    producerAction:
      'Leave out what the database cannot store, such as emoji, and publish the request again; the same id may be used. Tell the operator, who should use a database in UTF-8.',
  },
  ID_REUSED: {
    category: 'validation',
    retryable: false,
    bookingMayExist: true,
    title: 'Another request has this event id already',
    meaning:
      'A request with the same `source` and `id` and other data was accepted before; it stays as it was, has its own outcome, and may be booked. This record is kept as a dead letter: its `causationid` is its position (topic-partition-offset), and `claimedid` and `claimedsource` are the identity.',
    producerAction:
      'Give every request an id of its own, and keep the id only when you send the very same data once more. A request cannot be changed after it was sent. Compare the two requests before you tell a customer that one failed.',
  },
  REQUEST_EXPIRED: {
    category: 'expired',
    retryable: true,
    bookingMayExist: false,
    title: 'The deadline passed before the request could be booked',
    meaning:
      'The request still waited when its deadline came: its `expirytime`, the longest age that the operator allows, or its BookingStart. If calls were tried, the last reason stands under `errors`.',
    producerAction:
      'If the booking is still wanted and its start lies ahead, publish a new request, best when the reason under `errors` is gone.',
  },
  CUSTOMER_NOT_FOUND: {
    category: 'business',
    retryable: false,
    bookingMayExist: false,
    title: 'Reservanto has no such customer',
    meaning: 'Reservanto does not know the CustomerId within the account that the bridge books for.',
    producerAction:
      'Look the customer up in Reservanto or create one, and publish a new request with that id.',
  },
  RESOURCE_NOT_FOUND: {
    category: 'business',
    retryable: false,
    bookingMayExist: false,
    title: 'Reservanto has no such resource',
    meaning: 'Reservanto does not know the BookingResourceId, or does not offer it any more.',
    producerAction:
      'Read the resources from Reservanto anew, correct your copy, and publish a new request with an id that exists.',
  },
  SERVICE_NOT_FOUND: {
    category: 'business',
    retryable: false,
    bookingMayExist: false,
    title: 'Reservanto has no such service for this resource',
    meaning: 'Reservanto does not know the BookingServiceId, or the resource does not offer that service.',
    producerAction:
      'Read from Reservanto which services the resource offers, and publish a new request with one of them.',
  },
  SLOT_UNAVAILABLE: {
    category: 'business',
    retryable: true,
    bookingMayExist: false,
    title: 'The slot is taken',
    meaning: 'The resource is taken at that time, or has fewer free places than Count asks for.',
    producerAction:
      'Read the free slots from Reservanto, let the customer choose, and publish a new request with another start, resource or count.',
  },
  INVALID_START: {
    category: 'business',
    retryable: true,
    bookingMayExist: false,
    title: 'Reservanto does not accept this start',
    meaning:
      'Reservanto refused BookingStart for a reason other than a taken slot, for example because it is over or nothing begins at that time.',
    producerAction: 'Offer the starts that Reservanto lists, and publish a new request with one of them.',
  },
  INVALID_COUNT: {
    category: 'business',
    retryable: true,
    bookingMayExist: false,
    title: 'Reservanto does not accept this count',
    meaning: 'Reservanto refused Count, for example because the service takes fewer people at once.',
    producerAction: 'Publish a new request with another Count, or several requests.',
  },
  BOOKING_REJECTED: {
    category: 'business',
    retryable: true,
    bookingMayExist: false,
    title: 'Reservanto recorded the booking as rejected',
    meaning:
      'Reservanto took the request in and holds its booking as rejected or cancelled, so there is no valid booking.',
    producerAction:
      'Treat it as a refusal by the merchant: offer another slot, or ask the merchant before you publish a new request.',
  },
  REFUSED_BY_RESERVANTO: {
    category: 'business',
    retryable: false,
    bookingMayExist: false,
    title: 'Reservanto refused the request',
    meaning:
      'Reservanto refused in words that this release cannot sort. They stand under `provider`, word for word and in Czech.',
    producerAction:
      'Show `provider.messages` to somebody who can read them before you send anything new. Do not program against the texts: Reservanto may change them, and a later release may give them a code of their own.',
  },
  PERMISSION_DENIED: {
    category: 'configuration',
    retryable: true,
    bookingMayExist: false,
    title: 'The Reservanto account lacks a right',
    meaning:
      'Reservanto executed nothing, because the account has lost or never had the right to book. Stands under `errors` of a request that waited for the right until it expired.',
    producerAction:
      'The request was not at fault. Publish a new one when the operator says that the merchant has approved the right.',
  },
  AUTHENTICATION_FAILED: {
    category: 'configuration',
    retryable: true,
    bookingMayExist: false,
    title: 'Reservanto does not accept the token',
    meaning:
      'Reservanto executed nothing, because it did not accept the access token of the bridge. Stands under `errors` of a request that waited for a good token until it expired.',
    producerAction:
      'The request was not at fault. Publish a new one when the operator says that the token has been replaced.',
  },
  RESERVANTO_MISCONFIGURED: {
    category: 'configuration',
    retryable: true,
    bookingMayExist: false,
    title: 'Reservanto does not understand this installation',
    meaning:
      'Several calls were answered as if the address, the content type or the protocol were wrong, and none was executed.',
    producerAction:
      'The request was not at fault. Tell the operator, who checks the API address, and publish a new one afterwards.',
  },
  RESERVANTO_UNAVAILABLE: {
    category: 'unavailable',
    retryable: true,
    bookingMayExist: false,
    title: 'Reservanto could not be reached',
    meaning:
      'Reservanto could not be reached or asked for a pause, and it is certain that nothing was booked. Stands under `errors` of a request that waited for it until it expired.',
    producerAction: 'Publish a new request later, if the booking is still wanted.',
  },
  SETTLED_BY_OPERATOR: {
    category: 'business',
    retryable: true,
    bookingMayExist: false,
    title: 'A person found that no booking was made and closed the request',
    meaning:
      'The answer to a call was lost, and a person who looked into Reservanto found no booking of this request.',
    producerAction: 'Publish a new request if the booking is still wanted.',
  },
  OUTCOME_UNKNOWN: {
    category: 'unknown-outcome',
    retryable: false,
    bookingMayExist: true,
    title: 'Nobody could find out whether the booking was made',
    meaning:
      'A call was sent, its answer was lost, and nobody could prove in time whether Reservanto booked. A booking may exist.',
    producerAction:
      'Do not tell the customer that it failed, and do not send the request anew: that could book twice. Have the merchant look in Reservanto, where the note of a booking of ours ends with `reference`, and decide there.',
  },
} as const satisfies Record<string, FailureDescription>;

/** A code of {@link FAILURES}. */
export type FailureCode = keyof typeof FAILURES;

/** All codes, in the order in which they are documented. */
export const FAILURE_CODES = Object.keys(FAILURES) as readonly FailureCode[];

/** Codes of records that never became a request: each has a dead letter and a `booking.failed` of its own. */
export const DEAD_LETTER_CODES: readonly FailureCode[] = [
  'MALFORMED_EVENT',
  'UNSUPPORTED_EVENT',
  'ID_REUSED',
  'UNDECODABLE_RECORDS',
  'RECORD_TOO_LARGE',
  'NOT_STORABLE',
];
