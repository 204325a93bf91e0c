// Made by `npm run contracts`; changes are lost.

/** Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up. "Never" by default. */
export type PaymentRequiredProcess = "Never" | "System" | 0 | 1 | null;

/** A wish for one booking: the data of `booking.requested`. */
export interface BookingRequested {
  /** The resource in Reservanto: a studio, a room, a person. */
  readonly BookingResourceId: number;
  /** The service in Reservanto. The resource must offer it. */
  readonly BookingServiceId: number;
  /** The customer in Reservanto, who must exist there. */
  readonly CustomerId: number;
  /** Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read. */
  readonly BookingStart: number;
  /** Persons or pieces. 1 by default. */
  readonly Count?: number | null;
  /** A note for the merchant, in the words of the customer. It is never repeated in an outcome. null by default. */
  readonly CustomerNote?: string | null;
  readonly PaymentRequiredProcess?: PaymentRequiredProcess;
  /** Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out. */
  readonly TimeStamp?: number | null;
}

/** Kafka headers in the binary mode of CloudEvents, as UTF-8. The value is the data. */
export interface BookingRequestedBinaryHeaders {
  /** Content type of the value. */
  readonly "content-type"?: string;
  /** Version of CloudEvents. */
  readonly ce_specversion: "1.0";
  /** With `source` the identity of the request: the same identity is the same request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters. */
  readonly ce_id: string;
  /** Who asks. The same for every copy of a request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters. */
  readonly ce_source: string;
  /** Type of the event. */
  readonly ce_type: "booking.requested";
  /** When the event was made. */
  readonly ce_time?: string;
  /** For your own use; it is not read. */
  readonly ce_subject?: string;
  /** For your own use; it is not read. */
  readonly ce_dataschema?: string;
  /** Moment after which the request must not be booked any more. */
  readonly ce_expirytime?: string;
  /** Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. The id serves where there is none. */
  readonly ce_correlationid?: string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly ce_traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly ce_tracestate?: string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly tracestate?: string;
  readonly [name: string]: unknown;
}

/** Kafka headers in the structured mode of CloudEvents. The value is the whole event. */
export interface BookingRequestedStructuredHeaders {
  /** Content type of the value. */
  readonly "content-type": string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly tracestate?: string;
  readonly [name: string]: unknown;
}

/** Kafka headers of a request that is no CloudEvent. The value is the data. */
export interface BareRequestHeaders {
  /** Anything but application/cloudevents. */
  readonly "content-type"?: string;
  /** Identity of the request: the same key in the same topic is the same request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters. */
  readonly "idempotency-key"?: string;
  /** Serves where there is no idempotency-key. Without both, every record is a request of its own. */
  readonly "message-id"?: string;
  /** A UUID serves where there is neither of both, as the outbox event router of Debezium writes it; anything else is refused. */
  readonly id?: string;
  /** Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. */
  readonly correlationid?: string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly tracestate?: string;
  readonly [name: string]: unknown;
}

/** The whole event, as the value of a record in the structured mode of CloudEvents. */
export interface BookingRequestedEvent {
  /** Version of CloudEvents. */
  readonly specversion: "1.0";
  /** With `source` the identity of the request: the same identity is the same request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters. */
  readonly id: string;
  /** Who asks. The same for every copy of a request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters. */
  readonly source: string;
  /** Type of the event. */
  readonly type: "booking.requested";
  /** When the event was made. */
  readonly time?: string;
  /** For your own use; it is not read. */
  readonly subject?: string;
  /** For your own use; it is not read. */
  readonly dataschema?: string;
  /** Moment after which the request must not be booked any more. */
  readonly expirytime?: string;
  /** Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. The id serves where there is none. */
  readonly correlationid?: string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly tracestate?: string;
  /** Content type of the value. */
  readonly datacontenttype?: string;
  readonly data: BookingRequested;
  readonly [name: string]: unknown;
}

/** The properties of the request as they were given, without the note. What was left out or null is absent. */
export interface BookedRequest {
  /** The resource in Reservanto: a studio, a room, a person. */
  readonly BookingResourceId: number;
  /** The service in Reservanto. The resource must offer it. */
  readonly BookingServiceId: number;
  /** The customer in Reservanto, who must exist there. */
  readonly CustomerId: number;
  /** Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read. */
  readonly BookingStart: number;
  /** Persons or pieces. 1 by default. */
  readonly Count?: number;
  /** Never there. */
  readonly CustomerNote?: never;
  /** Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up. "Never" by default. */
  readonly PaymentRequiredProcess?: "Never" | "System" | 0 | 1;
  /** Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out. */
  readonly TimeStamp?: number;
}

/**
 * How Reservanto holds it.
 *
 * - `Confirmed`: firm
 * - `ConfirmationRequested`: the merchant has to confirm it
 * - `AlternateSubscribed`: on the waiting list
 * - `AlternateAutoPromotion`: on the waiting list, and moves up by itself
 */
export type AppointmentStatus = "Confirmed" | "ConfirmationRequested" | "AlternateSubscribed" | "AlternateAutoPromotion";

/** The booking, in the names and words of Reservanto. */
export interface Booking {
  /** Number of the booking in Reservanto. */
  readonly AppointmentId: number;
  /** The customer of the request. */
  readonly CustomerId: number;
  readonly Status: AppointmentStatus;
  /** The customer has to pay. Null when the answer to the call was lost: nothing else tells it. */
  readonly IsPaymentRequired: boolean | null;
  /** Reservanto is asking the customer for the payment. Null when the answer to the call was lost: nothing else tells it. */
  readonly IsPaymentRequiredProcessing: boolean | null;
}

/**
 * How firm the booking is.
 *
 * - `confirmed`: the booking is firm
 * - `awaiting-confirmation`: the merchant has to confirm it
 * - `waiting-list`: it becomes a booking when a place is free
 */
export type Confirmation = "confirmed" | "awaiting-confirmation" | "waiting-list";

/**
 * Why the flags are as they are.
 *
 * - `booked`: there is a firm booking
 * - `payment-required`: there is a booking, and the customer has to pay
 * - `awaiting-confirmation`: the merchant has to confirm the booking
 * - `waiting-list`: the customer stands on the waiting list
 *
 * More words may come: be ready for one that you do not know.
 */
export type CreatedReason = "booked" | "payment-required" | "awaiting-confirmation" | "waiting-list" | (string & {});

/** Whom you should tell now, and whom Reservanto tells by itself. */
export interface CreatedNotifications {
  /** Tell the customer. */
  readonly notifyCustomer: boolean;
  /** Reservanto writes to the customer by itself, so you should not. */
  readonly customerNotifiedByReservanto: boolean;
  /** Tell the merchant, who has to act or to know. */
  readonly notifyMerchant: boolean;
  readonly reason: CreatedReason;
}

/**
 * What made the outcome final.
 *
 * - `response`: the answer of Reservanto
 * - `reconciliation`: the answer was lost, and Reservanto was asked what it holds
 * - `operator`: a person
 */
export type CreatedBy = "response" | "reconciliation" | "operator";

/** Reservanto holds the booking: the data of `booking.created`. */
export interface BookingCreated {
  /** The reference of the request, short enough to be read out. The same request always has the same one. */
  readonly reference: string;
  readonly request: BookedRequest;
  readonly booking: Booking;
  readonly confirmation: Confirmation;
  readonly notifications: CreatedNotifications;
  /** How many calls were made to Reservanto. */
  readonly attempts: number;
  /** When the request was read. */
  readonly receivedAt: string;
  /** When this outcome became final. */
  readonly settledAt: string;
  readonly settledBy: CreatedBy;
}

/** Kafka headers in the binary mode of CloudEvents, as UTF-8. The value is the data. */
export interface BookingCreatedBinaryHeaders {
  /** Content type of the value. */
  readonly "content-type": "application/json; charset=utf-8";
  /** Version of CloudEvents. */
  readonly ce_specversion: "1.0";
  /** The same for every copy of this event: drop what you have seen. */
  readonly ce_id: string;
  /** EVENTS_SOURCE of the bridge. */
  readonly ce_source: string;
  /** Type of the event. */
  readonly ce_type: "booking.created";
  /** When the outcome became final. */
  readonly ce_time: string;
  /** The reference of the request; for a record that is no request, where it stood: topic-partition-offset. */
  readonly ce_subject: string;
  /** The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset. */
  readonly ce_causationid: string;
  /** The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic. */
  readonly ce_causationsource: string;
  /** Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. */
  readonly ce_correlationid?: string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly ce_traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly ce_tracestate?: string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly tracestate?: string;
}

/** Kafka headers in the structured mode of CloudEvents. The value is the whole event. */
export interface BookingCreatedStructuredHeaders {
  /** Content type of the value. */
  readonly "content-type": "application/cloudevents+json; charset=utf-8";
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly tracestate?: string;
}

/** The whole event, as the value of a record in the structured mode of CloudEvents. */
export interface BookingCreatedEvent {
  /** Version of CloudEvents. */
  readonly specversion: "1.0";
  /** The same for every copy of this event: drop what you have seen. */
  readonly id: string;
  /** EVENTS_SOURCE of the bridge. */
  readonly source: string;
  /** Type of the event. */
  readonly type: "booking.created";
  /** When the outcome became final. */
  readonly time: string;
  /** The reference of the request; for a record that is no request, where it stood: topic-partition-offset. */
  readonly subject: string;
  /** The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset. */
  readonly causationid: string;
  /** The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic. */
  readonly causationsource: string;
  /** Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. */
  readonly correlationid?: string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly tracestate?: string;
  /** Content type of the value. */
  readonly datacontenttype: "application/json";
  readonly data: BookingCreated;
}

/** The documented properties of the request as they were given, right or wrong, without the note; null when the record could not be read. */
export interface FailedRequest {
  /** As it was given, right or wrong. */
  readonly BookingResourceId?: unknown;
  /** As it was given, right or wrong. */
  readonly BookingServiceId?: unknown;
  /** As it was given, right or wrong. */
  readonly CustomerId?: unknown;
  /** As it was given, right or wrong. */
  readonly BookingStart?: unknown;
  /** As it was given, right or wrong. */
  readonly Count?: unknown;
  /** Never there. */
  readonly CustomerNote?: never;
  /** As it was given, right or wrong. */
  readonly PaymentRequiredProcess?: unknown;
  /** As it was given, right or wrong. */
  readonly TimeStamp?: unknown;
}

/**
 * What happened. Decide by `category`, `retryable` and `bookingMayExist` where you do not know a code.
 *
 * - `VALIDATION_FAILED`: The request breaks the rules of its contract
 * - `MALFORMED_EVENT`: The record is not a JSON object
 * - `UNSUPPORTED_EVENT`: The record is no booking.requested event of CloudEvents 1.0
 * - `UNDECODABLE_RECORDS`: Records cannot be decoded
 * - `RECORD_TOO_LARGE`: The record is larger than can be read
 * - `NOT_STORABLE`: The database cannot store the request
 * - `ID_REUSED`: Another request has this event id already
 * - `REQUEST_EXPIRED`: The deadline passed before the request could be booked
 * - `CUSTOMER_NOT_FOUND`: Reservanto has no such customer
 * - `RESOURCE_NOT_FOUND`: Reservanto has no such resource
 * - `SERVICE_NOT_FOUND`: Reservanto has no such service for this resource
 * - `SLOT_UNAVAILABLE`: The slot is taken
 * - `INVALID_START`: Reservanto does not accept this start
 * - `INVALID_COUNT`: Reservanto does not accept this count
 * - `BOOKING_REJECTED`: Reservanto recorded the booking as rejected
 * - `REFUSED_BY_RESERVANTO`: Reservanto refused the request
 * - `RESERVANTO_MISCONFIGURED`: Reservanto does not understand this installation
 * - `SETTLED_BY_OPERATOR`: A person found that no booking was made and closed the request
 * - `OUTCOME_UNKNOWN`: Nobody could find out whether the booking was made
 *
 * More words may come: be ready for one that you do not know.
 */
export type FailureCode = "VALIDATION_FAILED" | "MALFORMED_EVENT" | "UNSUPPORTED_EVENT" | "UNDECODABLE_RECORDS" | "RECORD_TOO_LARGE" | "NOT_STORABLE" | "ID_REUSED" | "REQUEST_EXPIRED" | "CUSTOMER_NOT_FOUND" | "RESOURCE_NOT_FOUND" | "SERVICE_NOT_FOUND" | "SLOT_UNAVAILABLE" | "INVALID_START" | "INVALID_COUNT" | "BOOKING_REJECTED" | "REFUSED_BY_RESERVANTO" | "RESERVANTO_MISCONFIGURED" | "SETTLED_BY_OPERATOR" | "OUTCOME_UNKNOWN" | (string & {});

/**
 * Whose matter it is.
 *
 * - `validation`: The producer sent something that is no valid request; Reservanto was not asked.
 * - `business`: Reservanto or a person said no to this very request.
 * - `configuration`: The installation is at fault, not the request; its operator has to act.
 * - `unavailable`: Reservanto could not be reached; nothing was booked.
 * - `expired`: The request waited until its deadline; nothing was booked.
 * - `unknown-outcome`: Nobody knows whether a booking exists.
 */
export type FailureCategory = "validation" | "business" | "configuration" | "unavailable" | "expired" | "unknown-outcome";

/** One thing that is wrong. */
export interface FailureDetail {
  /** JSON pointer into the data of the request; empty for the whole. */
  readonly pointer: string;
  /** The rule that is broken, or a failure code. More may come. */
  readonly code: string;
  /** One English sentence for a person. */
  readonly message: string;
}

/** What Reservanto said, word for word; null when it said nothing. */
export interface ProviderAnswer {
  /** HTTP status of the answer. */
  readonly httpStatus: number | null;
  /** Its messages. */
  readonly messages: readonly string[];
  /** The properties that it named. */
  readonly parameters: readonly string[];
  /** Language of the messages: Czech. */
  readonly language: "cs";
}

/** Why there is no booking, or none that anybody knows of. */
export interface Failure {
  /** URI of the code: the address of the page that explains it where EVENTS_DOCS_URL is set, else a URN. */
  readonly type: string;
  readonly code: FailureCode;
  readonly category: FailureCategory;
  /** Is it sensible to send a new request, under a new id and perhaps with other wishes? */
  readonly retryable: boolean;
  /** True where it is not known whether Reservanto holds a booking, or where another request of the same id may have one. Tell no customer "failed" then. */
  readonly bookingMayExist: boolean;
  /** The code in words; the same for every failure of this code. */
  readonly title: string;
  /** One English sentence about this failure. */
  readonly detail: string;
  /** Everything that is wrong, as far as it is known; may be empty. */
  readonly errors: readonly FailureDetail[];
  readonly provider: ProviderAnswer | null;
}

/**
 * Why the flags are as they are.
 *
 * - `refused`: Reservanto did not accept the request
 * - `invalid-request`: the request was wrong, which no customer can correct
 * - `expired`: the deadline of the request passed
 * - `unavailable`: Reservanto could not be reached
 * - `misconfigured`: the account or this installation lacks something
 * - `unknown-outcome`: there may be a booking, so no customer is told
 *
 * More words may come: be ready for one that you do not know.
 */
export type FailedReason = "refused" | "invalid-request" | "expired" | "unavailable" | "misconfigured" | "unknown-outcome" | (string & {});

/** Whom you should tell now, and whom Reservanto tells by itself. */
export interface FailedNotifications {
  /** Tell the customer. */
  readonly notifyCustomer: boolean;
  /** Reservanto writes to the customer by itself, so you should not. */
  readonly customerNotifiedByReservanto: boolean;
  /** Tell the merchant, who has to act or to know. */
  readonly notifyMerchant: boolean;
  readonly reason: FailedReason;
}

/**
 * What made the outcome final.
 *
 * - `intake`: the record or its data was wrong
 * - `deadline`: its time was over
 * - `response`: the answer of Reservanto
 * - `reconciliation`: the answer was lost, and Reservanto was asked what it holds
 * - `operator`: a person
 */
export type FailedBy = "intake" | "deadline" | "response" | "reconciliation" | "operator";

/** There is no booking, or (`bookingMayExist`) nobody knows: the data of `booking.failed`. */
export interface BookingFailed {
  /** The reference of the request, short enough to be read out. The same request always has the same one. Null when there is no request. */
  readonly reference: string | null;
  readonly request: FailedRequest | null;
  readonly failure: Failure;
  readonly notifications: FailedNotifications;
  /** How many calls were made to Reservanto. */
  readonly attempts: number;
  /** When the request was read. */
  readonly receivedAt: string;
  /** When this outcome became final. */
  readonly settledAt: string;
  readonly settledBy: FailedBy;
}

/** Kafka headers in the binary mode of CloudEvents, as UTF-8. The value is the data. */
export interface BookingFailedBinaryHeaders {
  /** Content type of the value. */
  readonly "content-type": "application/json; charset=utf-8";
  /** Version of CloudEvents. */
  readonly ce_specversion: "1.0";
  /** The same for every copy of this event: drop what you have seen. */
  readonly ce_id: string;
  /** EVENTS_SOURCE of the bridge. */
  readonly ce_source: string;
  /** Type of the event. */
  readonly ce_type: "booking.failed";
  /** When the outcome became final. */
  readonly ce_time: string;
  /** The reference of the request; for a record that is no request, where it stood: topic-partition-offset. */
  readonly ce_subject: string;
  /** The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset. */
  readonly ce_causationid: string;
  /** The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic. */
  readonly ce_causationsource: string;
  /** The id of a record that another request has: this is not the outcome of that request. */
  readonly ce_claimedid?: string;
  /** The source of such a record. */
  readonly ce_claimedsource?: string;
  /** Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. */
  readonly ce_correlationid?: string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly ce_traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly ce_tracestate?: string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly tracestate?: string;
}

/** Kafka headers in the structured mode of CloudEvents. The value is the whole event. */
export interface BookingFailedStructuredHeaders {
  /** Content type of the value. */
  readonly "content-type": "application/cloudevents+json; charset=utf-8";
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly tracestate?: string;
}

/** The whole event, as the value of a record in the structured mode of CloudEvents. */
export interface BookingFailedEvent {
  /** Version of CloudEvents. */
  readonly specversion: "1.0";
  /** The same for every copy of this event: drop what you have seen. */
  readonly id: string;
  /** EVENTS_SOURCE of the bridge. */
  readonly source: string;
  /** Type of the event. */
  readonly type: "booking.failed";
  /** When the outcome became final. */
  readonly time: string;
  /** The reference of the request; for a record that is no request, where it stood: topic-partition-offset. */
  readonly subject: string;
  /** The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset. */
  readonly causationid: string;
  /** The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic. */
  readonly causationsource: string;
  /** The id of a record that another request has: this is not the outcome of that request. */
  readonly claimedid?: string;
  /** The source of such a record. */
  readonly claimedsource?: string;
  /** Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. */
  readonly correlationid?: string;
  /** W3C Trace Context; the outcome carries it on. Left out where it is not well formed. */
  readonly traceparent?: string;
  /** W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed. */
  readonly tracestate?: string;
  /** Content type of the value. */
  readonly datacontenttype: "application/json";
  readonly data: BookingFailed;
}

/**
 * Why it is here.
 *
 * - `MALFORMED_EVENT`: The record is not a JSON object
 * - `UNSUPPORTED_EVENT`: The record is no booking.requested event of CloudEvents 1.0
 * - `UNDECODABLE_RECORDS`: Records cannot be decoded
 * - `RECORD_TOO_LARGE`: The record is larger than can be read
 * - `NOT_STORABLE`: The database cannot store the request
 * - `ID_REUSED`: Another request has this event id already
 *
 * More words may come: be ready for one that you do not know.
 */
export type DeadLetterCode = "MALFORMED_EVENT" | "UNSUPPORTED_EVENT" | "UNDECODABLE_RECORDS" | "RECORD_TOO_LARGE" | "NOT_STORABLE" | "ID_REUSED" | (string & {});

/** Why a record could not become a request, and where it stood. Key, value and all other headers are those of the record, byte for byte; what is too large to be copied, or could not be decoded, is left out and named. */
export interface DeadLetterHeaders {
  /** Topic of the record. */
  readonly "x-original-topic": string;
  /** Partition of the record. */
  readonly "x-original-partition": string;
  /** Offset of the record. */
  readonly "x-original-offset": string;
  /** Time of the record, in milliseconds since 1970. */
  readonly "x-original-timestamp": string;
  /** Last offset, inclusive, where the letter stands for offsets that could not be decoded. */
  readonly "x-original-last-offset"?: string;
  /** Codec of a batch that could not be decoded: `none`, `gzip`, `snappy`, `lz4`, `zstd` or a number. */
  readonly "x-original-codec"?: string;
  /** Bytes of a batch, or of a record, that could not be decoded. */
  readonly "x-original-size"?: string;
  /** SHA-256 of those bytes, base64url. */
  readonly "x-original-sha256"?: string;
  /** Bytes of a value that is left out because it has more than 256 KiB. */
  readonly "x-original-value-size"?: string;
  /** SHA-256 of that value, base64url. */
  readonly "x-original-value-sha256"?: string;
  /** The first bytes of what is left out, 1 KiB at most, base64. */
  readonly "x-original-first-bytes"?: string;
  /** Bytes of a key that is left out because it has more than 64 KiB. */
  readonly "x-original-key-size"?: string;
  /** SHA-256 of that key, base64url. */
  readonly "x-original-key-sha256"?: string;
  /** How many headers are left out because there are more than 500, or 64 KiB. */
  readonly "x-original-headers-omitted"?: string;
  readonly "x-error-code": DeadLetterCode;
  /** One English sentence for a person. */
  readonly "x-error-message": string;
  /** When the record was given up. */
  readonly "x-failed-at": string;
  readonly [name: string]: unknown;
}
