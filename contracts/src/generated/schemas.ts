// Made by `npm run contracts`; changes are lost.

/** Names of the schemas. */
export type SchemaName = "booking.requested" | "booking.requested.binary-headers" | "booking.requested.structured-headers" | "booking.requested.bare-headers" | "booking.requested.event" | "booking.created" | "booking.created.binary-headers" | "booking.created.structured-headers" | "booking.created.event" | "booking.failed" | "booking.failed.binary-headers" | "booking.failed.structured-headers" | "booking.failed.event" | "dead-letter.headers";

/** JSON Schemas (draft 2020-12), one for each name. */
export type SchemaTable = Readonly<Record<SchemaName, Readonly<Record<string, unknown>>>>;

/** The schemas to check with what you write: nothing that is not described is allowed. */
export const SCHEMAS: SchemaTable = {
  "booking.requested": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.requested:1",
    "title": "BookingRequested",
    "description": "A wish for one booking: the data of `booking.requested`.",
    "type": "object",
    "properties": {
      "BookingResourceId": {
        "description": "The resource in Reservanto: a studio, a room, a person.",
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647,
        "examples": [
          19564
        ]
      },
      "BookingServiceId": {
        "description": "The service in Reservanto. The resource must offer it.",
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647,
        "examples": [
          112325
        ]
      },
      "CustomerId": {
        "description": "The customer in Reservanto, who must exist there.",
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647,
        "examples": [
          965123
        ]
      },
      "BookingStart": {
        "description": "Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read.",
        "type": "integer",
        "minimum": 1,
        "exclusiveMaximum": 100000000000,
        "examples": [
          1893456000
        ]
      },
      "Count": {
        "description": "Persons or pieces.",
        "type": [
          "integer",
          "null"
        ],
        "minimum": 1,
        "maximum": 2147483647,
        "examples": [
          1
        ],
        "default": 1
      },
      "CustomerNote": {
        "description": "A note for the merchant, in the words of the customer. It is never repeated in an outcome.",
        "type": [
          "string",
          "null"
        ],
        "default": null,
        "examples": [
          "Prosím o klidné místo"
        ]
      },
      "PaymentRequiredProcess": {
        "title": "PaymentRequiredProcess",
        "description": "Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up.",
        "enum": [
          "Never",
          "System",
          0,
          1,
          null
        ],
        "default": "Never"
      },
      "TimeStamp": {
        "description": "Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out.",
        "type": [
          "integer",
          "null"
        ],
        "minimum": -9007199254740991,
        "maximum": 9007199254740991,
        "examples": [
          1893452400
        ]
      }
    },
    "required": [
      "BookingResourceId",
      "BookingServiceId",
      "CustomerId",
      "BookingStart"
    ],
    "additionalProperties": false,
    "examples": [
      {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893456000
      }
    ]
  },
  "booking.requested.binary-headers": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.requested.binary-headers:1",
    "title": "BookingRequestedBinaryHeaders",
    "description": "Kafka headers in the binary mode of CloudEvents, as UTF-8. The value is the data.",
    "type": "object",
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "type": "string",
        "pattern": "^application/json",
        "examples": [
          "application/json"
        ]
      },
      "ce_specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "ce_id": {
        "description": "With `source` the identity of the request: the same identity is the same request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters.",
        "type": "string",
        "examples": [
          "order-2041"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "ce_source": {
        "description": "Who asks. The same for every copy of a request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "ce_type": {
        "description": "Type of the event.",
        "const": "booking.requested"
      },
      "ce_time": {
        "description": "When the event was made.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:00Z"
        ],
        "format": "date-time"
      },
      "ce_subject": {
        "description": "For your own use; it is not read.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "ce_dataschema": {
        "description": "For your own use; it is not read.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge:schema:booking.requested:1"
        ]
      },
      "ce_expirytime": {
        "description": "Moment after which the request must not be booked any more.",
        "type": "string",
        "examples": [
          "2029-12-31T12:00:00Z"
        ],
        "format": "date-time",
        "pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$"
      },
      "ce_correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. The id serves where there is none.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "maxLength": 500
      },
      "ce_traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "ce_tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    },
    "required": [
      "ce_specversion",
      "ce_id",
      "ce_source",
      "ce_type"
    ],
    "additionalProperties": true
  },
  "booking.requested.structured-headers": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.requested.structured-headers:1",
    "title": "BookingRequestedStructuredHeaders",
    "description": "Kafka headers in the structured mode of CloudEvents. The value is the whole event.",
    "type": "object",
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "type": "string",
        "pattern": "^application/cloudevents\\+json",
        "examples": [
          "application/cloudevents+json"
        ]
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    },
    "required": [
      "content-type"
    ],
    "additionalProperties": true
  },
  "booking.requested.bare-headers": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.requested.bare-headers:1",
    "title": "BareRequestHeaders",
    "description": "Kafka headers of a request that is no CloudEvent. The value is the data.",
    "type": "object",
    "properties": {
      "content-type": {
        "description": "Anything but application/cloudevents.",
        "type": "string",
        "examples": [
          "application/json"
        ],
        "pattern": "^application/json"
      },
      "idempotency-key": {
        "description": "Identity of the request: the same key in the same topic is the same request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters.",
        "type": "string",
        "examples": [
          "order-2041"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "message-id": {
        "description": "Serves where there is no idempotency-key. Without both, every record is a request of its own.",
        "type": "string",
        "examples": [
          "order-2041"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "id": {
        "description": "A UUID serves where there is neither of both, as the outbox event router of Debezium writes it; anything else is refused.",
        "type": "string",
        "examples": [
          "7f0c5a0e-4c3b-4d5e-9b1a-0e3f5d7c9a21"
        ],
        "format": "uuid",
        "pattern": "^[0-9A-Fa-f-]{36}$"
      },
      "correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "maxLength": 500
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    },
    "required": [],
    "additionalProperties": true
  },
  "booking.requested.event": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.requested.event:1",
    "title": "BookingRequestedEvent",
    "description": "The whole event, as the value of a record in the structured mode of CloudEvents.",
    "type": "object",
    "properties": {
      "specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "id": {
        "description": "With `source` the identity of the request: the same identity is the same request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters.",
        "type": "string",
        "examples": [
          "order-2041"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "source": {
        "description": "Who asks. The same for every copy of a request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "type": {
        "description": "Type of the event.",
        "const": "booking.requested"
      },
      "time": {
        "description": "When the event was made.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:00Z"
        ],
        "format": "date-time"
      },
      "subject": {
        "description": "For your own use; it is not read.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "dataschema": {
        "description": "For your own use; it is not read.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge:schema:booking.requested:1"
        ]
      },
      "expirytime": {
        "description": "Moment after which the request must not be booked any more.",
        "type": "string",
        "examples": [
          "2029-12-31T12:00:00Z"
        ],
        "format": "date-time",
        "pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$"
      },
      "correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. The id serves where there is none.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "maxLength": 500
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "datacontenttype": {
        "description": "Content type of the value.",
        "type": "string",
        "pattern": "^application/json",
        "examples": [
          "application/json"
        ]
      },
      "data": {
        "title": "BookingRequested",
        "description": "A wish for one booking: the data of `booking.requested`.",
        "type": "object",
        "properties": {
          "BookingResourceId": {
            "description": "The resource in Reservanto: a studio, a room, a person.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              19564
            ]
          },
          "BookingServiceId": {
            "description": "The service in Reservanto. The resource must offer it.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              112325
            ]
          },
          "CustomerId": {
            "description": "The customer in Reservanto, who must exist there.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              965123
            ]
          },
          "BookingStart": {
            "description": "Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read.",
            "type": "integer",
            "minimum": 1,
            "exclusiveMaximum": 100000000000,
            "examples": [
              1893456000
            ]
          },
          "Count": {
            "description": "Persons or pieces.",
            "type": [
              "integer",
              "null"
            ],
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              1
            ],
            "default": 1
          },
          "CustomerNote": {
            "description": "A note for the merchant, in the words of the customer. It is never repeated in an outcome.",
            "type": [
              "string",
              "null"
            ],
            "default": null,
            "examples": [
              "Prosím o klidné místo"
            ]
          },
          "PaymentRequiredProcess": {
            "title": "PaymentRequiredProcess",
            "description": "Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up.",
            "enum": [
              "Never",
              "System",
              0,
              1,
              null
            ],
            "default": "Never"
          },
          "TimeStamp": {
            "description": "Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out.",
            "type": [
              "integer",
              "null"
            ],
            "minimum": -9007199254740991,
            "maximum": 9007199254740991,
            "examples": [
              1893452400
            ]
          }
        },
        "required": [
          "BookingResourceId",
          "BookingServiceId",
          "CustomerId",
          "BookingStart"
        ],
        "additionalProperties": false,
        "examples": [
          {
            "BookingResourceId": 19564,
            "BookingServiceId": 112325,
            "CustomerId": 965123,
            "BookingStart": 1893456000
          }
        ]
      }
    },
    "required": [
      "specversion",
      "id",
      "source",
      "type",
      "data"
    ],
    "additionalProperties": true
  },
  "booking.created": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.created:1",
    "title": "BookingCreated",
    "description": "Reservanto holds the booking: the data of `booking.created`.",
    "type": "object",
    "properties": {
      "reference": {
        "description": "The reference of the request, short enough to be read out. The same request always has the same one.",
        "type": "string",
        "pattern": "^[0-9A-HJKMNP-TV-Z]{10}$",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "request": {
        "title": "BookedRequest",
        "description": "The properties of the request as they were given, without the note. What was left out or null is absent.",
        "type": "object",
        "properties": {
          "BookingResourceId": {
            "description": "The resource in Reservanto: a studio, a room, a person.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              19564
            ]
          },
          "BookingServiceId": {
            "description": "The service in Reservanto. The resource must offer it.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              112325
            ]
          },
          "CustomerId": {
            "description": "The customer in Reservanto, who must exist there.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              965123
            ]
          },
          "BookingStart": {
            "description": "Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read.",
            "type": "integer",
            "minimum": 1,
            "exclusiveMaximum": 100000000000,
            "examples": [
              1893456000
            ]
          },
          "Count": {
            "description": "Persons or pieces.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              1
            ],
            "default": 1
          },
          "CustomerNote": false,
          "PaymentRequiredProcess": {
            "description": "Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up.",
            "enum": [
              "Never",
              "System",
              0,
              1
            ],
            "default": "Never"
          },
          "TimeStamp": {
            "description": "Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out.",
            "type": "integer",
            "minimum": -9007199254740991,
            "maximum": 9007199254740991,
            "examples": [
              1893452400
            ]
          }
        },
        "required": [
          "BookingResourceId",
          "BookingServiceId",
          "CustomerId",
          "BookingStart"
        ],
        "additionalProperties": false
      },
      "booking": {
        "title": "Booking",
        "description": "The booking, in the names and words of Reservanto.",
        "type": "object",
        "properties": {
          "AppointmentId": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "description": "Number of the booking in Reservanto.",
            "examples": [
              48211093
            ]
          },
          "CustomerId": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "description": "The customer of the request.",
            "examples": [
              965123
            ]
          },
          "Status": {
            "title": "AppointmentStatus",
            "description": "How Reservanto holds it.\n\n- `Confirmed`: firm\n- `ConfirmationRequested`: the merchant has to confirm it\n- `AlternateSubscribed`: on the waiting list\n- `AlternateAutoPromotion`: on the waiting list, and moves up by itself",
            "type": "string",
            "enum": [
              "Confirmed",
              "ConfirmationRequested",
              "AlternateSubscribed",
              "AlternateAutoPromotion"
            ]
          },
          "IsPaymentRequired": {
            "description": "The customer has to pay. Null when the answer to the call was lost: nothing else tells it.",
            "type": [
              "boolean",
              "null"
            ]
          },
          "IsPaymentRequiredProcessing": {
            "description": "Reservanto is asking the customer for the payment. Null when the answer to the call was lost: nothing else tells it.",
            "type": [
              "boolean",
              "null"
            ]
          }
        },
        "required": [
          "AppointmentId",
          "CustomerId",
          "Status",
          "IsPaymentRequired",
          "IsPaymentRequiredProcessing"
        ],
        "additionalProperties": false
      },
      "confirmation": {
        "title": "Confirmation",
        "description": "How firm the booking is.\n\n- `confirmed`: the booking is firm\n- `awaiting-confirmation`: the merchant has to confirm it\n- `waiting-list`: it becomes a booking when a place is free",
        "type": "string",
        "enum": [
          "confirmed",
          "awaiting-confirmation",
          "waiting-list"
        ]
      },
      "notifications": {
        "title": "CreatedNotifications",
        "description": "Whom you should tell now, and whom Reservanto tells by itself.",
        "type": "object",
        "properties": {
          "notifyCustomer": {
            "description": "Tell the customer.",
            "type": "boolean"
          },
          "customerNotifiedByReservanto": {
            "description": "Reservanto writes to the customer by itself, so you should not.",
            "type": "boolean"
          },
          "notifyMerchant": {
            "description": "Tell the merchant, who has to act or to know.",
            "type": "boolean"
          },
          "reason": {
            "title": "CreatedReason",
            "description": "Why the flags are as they are.\n\n- `booked`: there is a firm booking\n- `payment-required`: there is a booking, and the customer has to pay\n- `awaiting-confirmation`: the merchant has to confirm the booking\n- `waiting-list`: the customer stands on the waiting list\n\nMore words may come: be ready for one that you do not know.",
            "type": "string",
            "enum": [
              "booked",
              "payment-required",
              "awaiting-confirmation",
              "waiting-list"
            ]
          }
        },
        "required": [
          "notifyCustomer",
          "customerNotifiedByReservanto",
          "notifyMerchant",
          "reason"
        ],
        "additionalProperties": false
      },
      "attempts": {
        "description": "How many calls were made to Reservanto.",
        "type": "integer",
        "minimum": 1,
        "examples": [
          1
        ]
      },
      "receivedAt": {
        "description": "When the request was read.",
        "type": "string",
        "format": "date-time",
        "pattern": "Z$",
        "examples": [
          "2029-12-24T09:00:00.000Z"
        ]
      },
      "settledAt": {
        "description": "When this outcome became final.",
        "type": "string",
        "format": "date-time",
        "pattern": "Z$",
        "examples": [
          "2029-12-24T09:00:00.000Z"
        ]
      },
      "settledBy": {
        "title": "CreatedBy",
        "description": "What made the outcome final.\n\n- `response`: the answer of Reservanto\n- `reconciliation`: the answer was lost, and Reservanto was asked what it holds\n- `operator`: a person",
        "type": "string",
        "enum": [
          "response",
          "reconciliation",
          "operator"
        ]
      }
    },
    "required": [
      "reference",
      "request",
      "booking",
      "confirmation",
      "notifications",
      "attempts",
      "receivedAt",
      "settledAt",
      "settledBy"
    ],
    "additionalProperties": false
  },
  "booking.created.binary-headers": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.created.binary-headers:1",
    "title": "BookingCreatedBinaryHeaders",
    "description": "Kafka headers in the binary mode of CloudEvents, as UTF-8. The value is the data.",
    "type": "object",
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "const": "application/json; charset=utf-8"
      },
      "ce_specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "ce_id": {
        "description": "The same for every copy of this event: drop what you have seen.",
        "type": "string",
        "examples": [
          "7f0c5a0e-4c3b-8d5e-9b1a-0e3f5d7c9a21"
        ],
        "format": "uuid"
      },
      "ce_source": {
        "description": "EVENTS_SOURCE of the bridge.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge"
        ]
      },
      "ce_type": {
        "description": "Type of the event.",
        "const": "booking.created"
      },
      "ce_time": {
        "description": "When the outcome became final.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:01.250Z"
        ],
        "format": "date-time",
        "pattern": "Z$"
      },
      "ce_subject": {
        "description": "The reference of the request; for a record that is no request, where it stood: topic-partition-offset.",
        "type": "string",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "ce_causationid": {
        "description": "The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "ce_causationsource": {
        "description": "The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "ce_correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$"
      },
      "ce_traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "ce_tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    },
    "required": [
      "content-type",
      "ce_specversion",
      "ce_id",
      "ce_source",
      "ce_type",
      "ce_time",
      "ce_subject",
      "ce_causationid",
      "ce_causationsource"
    ],
    "additionalProperties": false
  },
  "booking.created.structured-headers": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.created.structured-headers:1",
    "title": "BookingCreatedStructuredHeaders",
    "description": "Kafka headers in the structured mode of CloudEvents. The value is the whole event.",
    "type": "object",
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "const": "application/cloudevents+json; charset=utf-8"
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    },
    "required": [
      "content-type"
    ],
    "additionalProperties": false
  },
  "booking.created.event": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.created.event:1",
    "title": "BookingCreatedEvent",
    "description": "The whole event, as the value of a record in the structured mode of CloudEvents.",
    "type": "object",
    "properties": {
      "specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "id": {
        "description": "The same for every copy of this event: drop what you have seen.",
        "type": "string",
        "examples": [
          "7f0c5a0e-4c3b-8d5e-9b1a-0e3f5d7c9a21"
        ],
        "format": "uuid"
      },
      "source": {
        "description": "EVENTS_SOURCE of the bridge.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge"
        ]
      },
      "type": {
        "description": "Type of the event.",
        "const": "booking.created"
      },
      "time": {
        "description": "When the outcome became final.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:01.250Z"
        ],
        "format": "date-time",
        "pattern": "Z$"
      },
      "subject": {
        "description": "The reference of the request; for a record that is no request, where it stood: topic-partition-offset.",
        "type": "string",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "causationid": {
        "description": "The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "causationsource": {
        "description": "The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$"
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "datacontenttype": {
        "description": "Content type of the value.",
        "const": "application/json"
      },
      "data": {
        "title": "BookingCreated",
        "description": "Reservanto holds the booking: the data of `booking.created`.",
        "type": "object",
        "properties": {
          "reference": {
            "description": "The reference of the request, short enough to be read out. The same request always has the same one.",
            "type": "string",
            "pattern": "^[0-9A-HJKMNP-TV-Z]{10}$",
            "examples": [
              "7F3K9Q2MZ1"
            ]
          },
          "request": {
            "title": "BookedRequest",
            "description": "The properties of the request as they were given, without the note. What was left out or null is absent.",
            "type": "object",
            "properties": {
              "BookingResourceId": {
                "description": "The resource in Reservanto: a studio, a room, a person.",
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "examples": [
                  19564
                ]
              },
              "BookingServiceId": {
                "description": "The service in Reservanto. The resource must offer it.",
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "examples": [
                  112325
                ]
              },
              "CustomerId": {
                "description": "The customer in Reservanto, who must exist there.",
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "examples": [
                  965123
                ]
              },
              "BookingStart": {
                "description": "Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read.",
                "type": "integer",
                "minimum": 1,
                "exclusiveMaximum": 100000000000,
                "examples": [
                  1893456000
                ]
              },
              "Count": {
                "description": "Persons or pieces.",
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "examples": [
                  1
                ],
                "default": 1
              },
              "CustomerNote": false,
              "PaymentRequiredProcess": {
                "description": "Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up.",
                "enum": [
                  "Never",
                  "System",
                  0,
                  1
                ],
                "default": "Never"
              },
              "TimeStamp": {
                "description": "Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out.",
                "type": "integer",
                "minimum": -9007199254740991,
                "maximum": 9007199254740991,
                "examples": [
                  1893452400
                ]
              }
            },
            "required": [
              "BookingResourceId",
              "BookingServiceId",
              "CustomerId",
              "BookingStart"
            ],
            "additionalProperties": false
          },
          "booking": {
            "title": "Booking",
            "description": "The booking, in the names and words of Reservanto.",
            "type": "object",
            "properties": {
              "AppointmentId": {
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "description": "Number of the booking in Reservanto.",
                "examples": [
                  48211093
                ]
              },
              "CustomerId": {
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "description": "The customer of the request.",
                "examples": [
                  965123
                ]
              },
              "Status": {
                "title": "AppointmentStatus",
                "description": "How Reservanto holds it.\n\n- `Confirmed`: firm\n- `ConfirmationRequested`: the merchant has to confirm it\n- `AlternateSubscribed`: on the waiting list\n- `AlternateAutoPromotion`: on the waiting list, and moves up by itself",
                "type": "string",
                "enum": [
                  "Confirmed",
                  "ConfirmationRequested",
                  "AlternateSubscribed",
                  "AlternateAutoPromotion"
                ]
              },
              "IsPaymentRequired": {
                "description": "The customer has to pay. Null when the answer to the call was lost: nothing else tells it.",
                "type": [
                  "boolean",
                  "null"
                ]
              },
              "IsPaymentRequiredProcessing": {
                "description": "Reservanto is asking the customer for the payment. Null when the answer to the call was lost: nothing else tells it.",
                "type": [
                  "boolean",
                  "null"
                ]
              }
            },
            "required": [
              "AppointmentId",
              "CustomerId",
              "Status",
              "IsPaymentRequired",
              "IsPaymentRequiredProcessing"
            ],
            "additionalProperties": false
          },
          "confirmation": {
            "title": "Confirmation",
            "description": "How firm the booking is.\n\n- `confirmed`: the booking is firm\n- `awaiting-confirmation`: the merchant has to confirm it\n- `waiting-list`: it becomes a booking when a place is free",
            "type": "string",
            "enum": [
              "confirmed",
              "awaiting-confirmation",
              "waiting-list"
            ]
          },
          "notifications": {
            "title": "CreatedNotifications",
            "description": "Whom you should tell now, and whom Reservanto tells by itself.",
            "type": "object",
            "properties": {
              "notifyCustomer": {
                "description": "Tell the customer.",
                "type": "boolean"
              },
              "customerNotifiedByReservanto": {
                "description": "Reservanto writes to the customer by itself, so you should not.",
                "type": "boolean"
              },
              "notifyMerchant": {
                "description": "Tell the merchant, who has to act or to know.",
                "type": "boolean"
              },
              "reason": {
                "title": "CreatedReason",
                "description": "Why the flags are as they are.\n\n- `booked`: there is a firm booking\n- `payment-required`: there is a booking, and the customer has to pay\n- `awaiting-confirmation`: the merchant has to confirm the booking\n- `waiting-list`: the customer stands on the waiting list\n\nMore words may come: be ready for one that you do not know.",
                "type": "string",
                "enum": [
                  "booked",
                  "payment-required",
                  "awaiting-confirmation",
                  "waiting-list"
                ]
              }
            },
            "required": [
              "notifyCustomer",
              "customerNotifiedByReservanto",
              "notifyMerchant",
              "reason"
            ],
            "additionalProperties": false
          },
          "attempts": {
            "description": "How many calls were made to Reservanto.",
            "type": "integer",
            "minimum": 1,
            "examples": [
              1
            ]
          },
          "receivedAt": {
            "description": "When the request was read.",
            "type": "string",
            "format": "date-time",
            "pattern": "Z$",
            "examples": [
              "2029-12-24T09:00:00.000Z"
            ]
          },
          "settledAt": {
            "description": "When this outcome became final.",
            "type": "string",
            "format": "date-time",
            "pattern": "Z$",
            "examples": [
              "2029-12-24T09:00:00.000Z"
            ]
          },
          "settledBy": {
            "title": "CreatedBy",
            "description": "What made the outcome final.\n\n- `response`: the answer of Reservanto\n- `reconciliation`: the answer was lost, and Reservanto was asked what it holds\n- `operator`: a person",
            "type": "string",
            "enum": [
              "response",
              "reconciliation",
              "operator"
            ]
          }
        },
        "required": [
          "reference",
          "request",
          "booking",
          "confirmation",
          "notifications",
          "attempts",
          "receivedAt",
          "settledAt",
          "settledBy"
        ],
        "additionalProperties": false
      }
    },
    "required": [
      "specversion",
      "id",
      "source",
      "type",
      "time",
      "subject",
      "causationid",
      "causationsource",
      "datacontenttype",
      "data"
    ],
    "additionalProperties": false
  },
  "booking.failed": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.failed:1",
    "title": "BookingFailed",
    "description": "There is no booking, or (`bookingMayExist`) nobody knows: the data of `booking.failed`.",
    "type": "object",
    "properties": {
      "reference": {
        "description": "The reference of the request, short enough to be read out. The same request always has the same one. Null when there is no request.",
        "type": [
          "string",
          "null"
        ],
        "pattern": "^[0-9A-HJKMNP-TV-Z]{10}$",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "request": {
        "title": "FailedRequest",
        "description": "The documented properties of the request as they were given, right or wrong, without the note; null when the record could not be read.",
        "type": [
          "object",
          "null"
        ],
        "properties": {
          "BookingResourceId": {
            "description": "As it was given, right or wrong."
          },
          "BookingServiceId": {
            "description": "As it was given, right or wrong."
          },
          "CustomerId": {
            "description": "As it was given, right or wrong."
          },
          "BookingStart": {
            "description": "As it was given, right or wrong."
          },
          "Count": {
            "description": "As it was given, right or wrong."
          },
          "CustomerNote": false,
          "PaymentRequiredProcess": {
            "description": "As it was given, right or wrong."
          },
          "TimeStamp": {
            "description": "As it was given, right or wrong."
          }
        },
        "required": [],
        "additionalProperties": false
      },
      "failure": {
        "title": "Failure",
        "description": "Why there is no booking, or none that anybody knows of.",
        "type": "object",
        "properties": {
          "type": {
            "description": "URI of the code: the address of the page that explains it where EVENTS_DOCS_URL is set, else a URN.",
            "type": "string",
            "format": "uri",
            "examples": [
              "urn:reservanto-bridge:failure:SLOT_UNAVAILABLE"
            ]
          },
          "code": {
            "title": "FailureCode",
            "description": "What happened. Decide by `category`, `retryable` and `bookingMayExist` where you do not know a code.\n\n- `VALIDATION_FAILED`: The request breaks the rules of its contract\n- `MALFORMED_EVENT`: The record is not a JSON object\n- `UNSUPPORTED_EVENT`: The record is no booking.requested event of CloudEvents 1.0\n- `UNDECODABLE_RECORDS`: Records cannot be decoded\n- `RECORD_TOO_LARGE`: The record is larger than can be read\n- `NOT_STORABLE`: The database cannot store the request\n- `ID_REUSED`: Another request has this event id already\n- `REQUEST_EXPIRED`: The deadline passed before the request could be booked\n- `CUSTOMER_NOT_FOUND`: Reservanto has no such customer\n- `RESOURCE_NOT_FOUND`: Reservanto has no such resource\n- `SERVICE_NOT_FOUND`: Reservanto has no such service for this resource\n- `SLOT_UNAVAILABLE`: The slot is taken\n- `INVALID_START`: Reservanto does not accept this start\n- `INVALID_COUNT`: Reservanto does not accept this count\n- `BOOKING_REJECTED`: Reservanto recorded the booking as rejected\n- `REFUSED_BY_RESERVANTO`: Reservanto refused the request\n- `RESERVANTO_MISCONFIGURED`: Reservanto does not understand this installation\n- `SETTLED_BY_OPERATOR`: A person found that no booking was made and closed the request\n- `OUTCOME_UNKNOWN`: Nobody could find out whether the booking was made\n\nMore words may come: be ready for one that you do not know.",
            "type": "string",
            "enum": [
              "VALIDATION_FAILED",
              "MALFORMED_EVENT",
              "UNSUPPORTED_EVENT",
              "UNDECODABLE_RECORDS",
              "RECORD_TOO_LARGE",
              "NOT_STORABLE",
              "ID_REUSED",
              "REQUEST_EXPIRED",
              "CUSTOMER_NOT_FOUND",
              "RESOURCE_NOT_FOUND",
              "SERVICE_NOT_FOUND",
              "SLOT_UNAVAILABLE",
              "INVALID_START",
              "INVALID_COUNT",
              "BOOKING_REJECTED",
              "REFUSED_BY_RESERVANTO",
              "RESERVANTO_MISCONFIGURED",
              "SETTLED_BY_OPERATOR",
              "OUTCOME_UNKNOWN"
            ]
          },
          "category": {
            "title": "FailureCategory",
            "description": "Whose matter it is.\n\n- `validation`: The producer sent something that is no valid request; Reservanto was not asked.\n- `business`: Reservanto or a person said no to this very request.\n- `configuration`: The installation is at fault, not the request; its operator has to act.\n- `unavailable`: Reservanto could not be reached; nothing was booked.\n- `expired`: The request waited until its deadline; nothing was booked.\n- `unknown-outcome`: Nobody knows whether a booking exists.",
            "type": "string",
            "enum": [
              "validation",
              "business",
              "configuration",
              "unavailable",
              "expired",
              "unknown-outcome"
            ]
          },
          "retryable": {
            "description": "Is it sensible to send a new request, under a new id and perhaps with other wishes?",
            "type": "boolean"
          },
          "bookingMayExist": {
            "description": "True where it is not known whether Reservanto holds a booking, or where another request of the same id may have one. Tell no customer \"failed\" then.",
            "type": "boolean"
          },
          "title": {
            "description": "The code in words; the same for every failure of this code.",
            "type": "string"
          },
          "detail": {
            "description": "One English sentence about this failure.",
            "type": "string"
          },
          "errors": {
            "description": "Everything that is wrong, as far as it is known; may be empty.",
            "type": "array",
            "items": {
              "title": "FailureDetail",
              "description": "One thing that is wrong.",
              "type": "object",
              "properties": {
                "pointer": {
                  "description": "JSON pointer into the data of the request; empty for the whole.",
                  "type": "string",
                  "examples": [
                    "/BookingStart"
                  ]
                },
                "code": {
                  "description": "The rule that is broken, or a failure code. More may come.",
                  "type": "string",
                  "examples": [
                    "unixSeconds"
                  ]
                },
                "message": {
                  "description": "One English sentence for a person.",
                  "type": "string"
                }
              },
              "required": [
                "pointer",
                "code",
                "message"
              ],
              "additionalProperties": false
            }
          },
          "provider": {
            "title": "ProviderAnswer",
            "description": "What Reservanto said, word for word; null when it said nothing.",
            "type": [
              "object",
              "null"
            ],
            "properties": {
              "httpStatus": {
                "description": "HTTP status of the answer.",
                "type": [
                  "integer",
                  "null"
                ],
                "examples": [
                  200
                ]
              },
              "messages": {
                "description": "Its messages.",
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "parameters": {
                "description": "The properties that it named.",
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "language": {
                "description": "Language of the messages: Czech.",
                "const": "cs"
              }
            },
            "required": [
              "httpStatus",
              "messages",
              "parameters",
              "language"
            ],
            "additionalProperties": false
          }
        },
        "required": [
          "type",
          "code",
          "category",
          "retryable",
          "bookingMayExist",
          "title",
          "detail",
          "errors",
          "provider"
        ],
        "additionalProperties": false
      },
      "notifications": {
        "title": "FailedNotifications",
        "description": "Whom you should tell now, and whom Reservanto tells by itself.",
        "type": "object",
        "properties": {
          "notifyCustomer": {
            "description": "Tell the customer.",
            "type": "boolean"
          },
          "customerNotifiedByReservanto": {
            "description": "Reservanto writes to the customer by itself, so you should not.",
            "type": "boolean"
          },
          "notifyMerchant": {
            "description": "Tell the merchant, who has to act or to know.",
            "type": "boolean"
          },
          "reason": {
            "title": "FailedReason",
            "description": "Why the flags are as they are.\n\n- `refused`: Reservanto did not accept the request\n- `invalid-request`: the request was wrong, which no customer can correct\n- `expired`: the deadline of the request passed\n- `unavailable`: Reservanto could not be reached\n- `misconfigured`: the account or this installation lacks something\n- `unknown-outcome`: there may be a booking, so no customer is told\n\nMore words may come: be ready for one that you do not know.",
            "type": "string",
            "enum": [
              "refused",
              "invalid-request",
              "expired",
              "unavailable",
              "misconfigured",
              "unknown-outcome"
            ]
          }
        },
        "required": [
          "notifyCustomer",
          "customerNotifiedByReservanto",
          "notifyMerchant",
          "reason"
        ],
        "additionalProperties": false
      },
      "attempts": {
        "description": "How many calls were made to Reservanto.",
        "type": "integer",
        "minimum": 0,
        "examples": [
          1
        ]
      },
      "receivedAt": {
        "description": "When the request was read.",
        "type": "string",
        "format": "date-time",
        "pattern": "Z$",
        "examples": [
          "2029-12-24T09:00:00.000Z"
        ]
      },
      "settledAt": {
        "description": "When this outcome became final.",
        "type": "string",
        "format": "date-time",
        "pattern": "Z$",
        "examples": [
          "2029-12-24T09:00:00.000Z"
        ]
      },
      "settledBy": {
        "title": "FailedBy",
        "description": "What made the outcome final.\n\n- `intake`: the record or its data was wrong\n- `deadline`: its time was over\n- `response`: the answer of Reservanto\n- `reconciliation`: the answer was lost, and Reservanto was asked what it holds\n- `operator`: a person",
        "type": "string",
        "enum": [
          "intake",
          "deadline",
          "response",
          "reconciliation",
          "operator"
        ]
      }
    },
    "required": [
      "reference",
      "request",
      "failure",
      "notifications",
      "attempts",
      "receivedAt",
      "settledAt",
      "settledBy"
    ],
    "additionalProperties": false
  },
  "booking.failed.binary-headers": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.failed.binary-headers:1",
    "title": "BookingFailedBinaryHeaders",
    "description": "Kafka headers in the binary mode of CloudEvents, as UTF-8. The value is the data.",
    "type": "object",
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "const": "application/json; charset=utf-8"
      },
      "ce_specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "ce_id": {
        "description": "The same for every copy of this event: drop what you have seen.",
        "type": "string",
        "examples": [
          "7f0c5a0e-4c3b-8d5e-9b1a-0e3f5d7c9a21"
        ],
        "format": "uuid"
      },
      "ce_source": {
        "description": "EVENTS_SOURCE of the bridge.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge"
        ]
      },
      "ce_type": {
        "description": "Type of the event.",
        "const": "booking.failed"
      },
      "ce_time": {
        "description": "When the outcome became final.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:01.250Z"
        ],
        "format": "date-time",
        "pattern": "Z$"
      },
      "ce_subject": {
        "description": "The reference of the request; for a record that is no request, where it stood: topic-partition-offset.",
        "type": "string",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "ce_causationid": {
        "description": "The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "ce_causationsource": {
        "description": "The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "ce_claimedid": {
        "description": "The id of a record that another request has: this is not the outcome of that request.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "ce_claimedsource": {
        "description": "The source of such a record.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "ce_correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$"
      },
      "ce_traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "ce_tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    },
    "required": [
      "content-type",
      "ce_specversion",
      "ce_id",
      "ce_source",
      "ce_type",
      "ce_time",
      "ce_subject",
      "ce_causationid",
      "ce_causationsource"
    ],
    "additionalProperties": false
  },
  "booking.failed.structured-headers": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.failed.structured-headers:1",
    "title": "BookingFailedStructuredHeaders",
    "description": "Kafka headers in the structured mode of CloudEvents. The value is the whole event.",
    "type": "object",
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "const": "application/cloudevents+json; charset=utf-8"
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    },
    "required": [
      "content-type"
    ],
    "additionalProperties": false
  },
  "booking.failed.event": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:booking.failed.event:1",
    "title": "BookingFailedEvent",
    "description": "The whole event, as the value of a record in the structured mode of CloudEvents.",
    "type": "object",
    "properties": {
      "specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "id": {
        "description": "The same for every copy of this event: drop what you have seen.",
        "type": "string",
        "examples": [
          "7f0c5a0e-4c3b-8d5e-9b1a-0e3f5d7c9a21"
        ],
        "format": "uuid"
      },
      "source": {
        "description": "EVENTS_SOURCE of the bridge.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge"
        ]
      },
      "type": {
        "description": "Type of the event.",
        "const": "booking.failed"
      },
      "time": {
        "description": "When the outcome became final.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:01.250Z"
        ],
        "format": "date-time",
        "pattern": "Z$"
      },
      "subject": {
        "description": "The reference of the request; for a record that is no request, where it stood: topic-partition-offset.",
        "type": "string",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "causationid": {
        "description": "The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "causationsource": {
        "description": "The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "claimedid": {
        "description": "The id of a record that another request has: this is not the outcome of that request.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "claimedsource": {
        "description": "The source of such a record.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$"
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "datacontenttype": {
        "description": "Content type of the value.",
        "const": "application/json"
      },
      "data": {
        "title": "BookingFailed",
        "description": "There is no booking, or (`bookingMayExist`) nobody knows: the data of `booking.failed`.",
        "type": "object",
        "properties": {
          "reference": {
            "description": "The reference of the request, short enough to be read out. The same request always has the same one. Null when there is no request.",
            "type": [
              "string",
              "null"
            ],
            "pattern": "^[0-9A-HJKMNP-TV-Z]{10}$",
            "examples": [
              "7F3K9Q2MZ1"
            ]
          },
          "request": {
            "title": "FailedRequest",
            "description": "The documented properties of the request as they were given, right or wrong, without the note; null when the record could not be read.",
            "type": [
              "object",
              "null"
            ],
            "properties": {
              "BookingResourceId": {
                "description": "As it was given, right or wrong."
              },
              "BookingServiceId": {
                "description": "As it was given, right or wrong."
              },
              "CustomerId": {
                "description": "As it was given, right or wrong."
              },
              "BookingStart": {
                "description": "As it was given, right or wrong."
              },
              "Count": {
                "description": "As it was given, right or wrong."
              },
              "CustomerNote": false,
              "PaymentRequiredProcess": {
                "description": "As it was given, right or wrong."
              },
              "TimeStamp": {
                "description": "As it was given, right or wrong."
              }
            },
            "required": [],
            "additionalProperties": false
          },
          "failure": {
            "title": "Failure",
            "description": "Why there is no booking, or none that anybody knows of.",
            "type": "object",
            "properties": {
              "type": {
                "description": "URI of the code: the address of the page that explains it where EVENTS_DOCS_URL is set, else a URN.",
                "type": "string",
                "format": "uri",
                "examples": [
                  "urn:reservanto-bridge:failure:SLOT_UNAVAILABLE"
                ]
              },
              "code": {
                "title": "FailureCode",
                "description": "What happened. Decide by `category`, `retryable` and `bookingMayExist` where you do not know a code.\n\n- `VALIDATION_FAILED`: The request breaks the rules of its contract\n- `MALFORMED_EVENT`: The record is not a JSON object\n- `UNSUPPORTED_EVENT`: The record is no booking.requested event of CloudEvents 1.0\n- `UNDECODABLE_RECORDS`: Records cannot be decoded\n- `RECORD_TOO_LARGE`: The record is larger than can be read\n- `NOT_STORABLE`: The database cannot store the request\n- `ID_REUSED`: Another request has this event id already\n- `REQUEST_EXPIRED`: The deadline passed before the request could be booked\n- `CUSTOMER_NOT_FOUND`: Reservanto has no such customer\n- `RESOURCE_NOT_FOUND`: Reservanto has no such resource\n- `SERVICE_NOT_FOUND`: Reservanto has no such service for this resource\n- `SLOT_UNAVAILABLE`: The slot is taken\n- `INVALID_START`: Reservanto does not accept this start\n- `INVALID_COUNT`: Reservanto does not accept this count\n- `BOOKING_REJECTED`: Reservanto recorded the booking as rejected\n- `REFUSED_BY_RESERVANTO`: Reservanto refused the request\n- `RESERVANTO_MISCONFIGURED`: Reservanto does not understand this installation\n- `SETTLED_BY_OPERATOR`: A person found that no booking was made and closed the request\n- `OUTCOME_UNKNOWN`: Nobody could find out whether the booking was made\n\nMore words may come: be ready for one that you do not know.",
                "type": "string",
                "enum": [
                  "VALIDATION_FAILED",
                  "MALFORMED_EVENT",
                  "UNSUPPORTED_EVENT",
                  "UNDECODABLE_RECORDS",
                  "RECORD_TOO_LARGE",
                  "NOT_STORABLE",
                  "ID_REUSED",
                  "REQUEST_EXPIRED",
                  "CUSTOMER_NOT_FOUND",
                  "RESOURCE_NOT_FOUND",
                  "SERVICE_NOT_FOUND",
                  "SLOT_UNAVAILABLE",
                  "INVALID_START",
                  "INVALID_COUNT",
                  "BOOKING_REJECTED",
                  "REFUSED_BY_RESERVANTO",
                  "RESERVANTO_MISCONFIGURED",
                  "SETTLED_BY_OPERATOR",
                  "OUTCOME_UNKNOWN"
                ]
              },
              "category": {
                "title": "FailureCategory",
                "description": "Whose matter it is.\n\n- `validation`: The producer sent something that is no valid request; Reservanto was not asked.\n- `business`: Reservanto or a person said no to this very request.\n- `configuration`: The installation is at fault, not the request; its operator has to act.\n- `unavailable`: Reservanto could not be reached; nothing was booked.\n- `expired`: The request waited until its deadline; nothing was booked.\n- `unknown-outcome`: Nobody knows whether a booking exists.",
                "type": "string",
                "enum": [
                  "validation",
                  "business",
                  "configuration",
                  "unavailable",
                  "expired",
                  "unknown-outcome"
                ]
              },
              "retryable": {
                "description": "Is it sensible to send a new request, under a new id and perhaps with other wishes?",
                "type": "boolean"
              },
              "bookingMayExist": {
                "description": "True where it is not known whether Reservanto holds a booking, or where another request of the same id may have one. Tell no customer \"failed\" then.",
                "type": "boolean"
              },
              "title": {
                "description": "The code in words; the same for every failure of this code.",
                "type": "string"
              },
              "detail": {
                "description": "One English sentence about this failure.",
                "type": "string"
              },
              "errors": {
                "description": "Everything that is wrong, as far as it is known; may be empty.",
                "type": "array",
                "items": {
                  "title": "FailureDetail",
                  "description": "One thing that is wrong.",
                  "type": "object",
                  "properties": {
                    "pointer": {
                      "description": "JSON pointer into the data of the request; empty for the whole.",
                      "type": "string",
                      "examples": [
                        "/BookingStart"
                      ]
                    },
                    "code": {
                      "description": "The rule that is broken, or a failure code. More may come.",
                      "type": "string",
                      "examples": [
                        "unixSeconds"
                      ]
                    },
                    "message": {
                      "description": "One English sentence for a person.",
                      "type": "string"
                    }
                  },
                  "required": [
                    "pointer",
                    "code",
                    "message"
                  ],
                  "additionalProperties": false
                }
              },
              "provider": {
                "title": "ProviderAnswer",
                "description": "What Reservanto said, word for word; null when it said nothing.",
                "type": [
                  "object",
                  "null"
                ],
                "properties": {
                  "httpStatus": {
                    "description": "HTTP status of the answer.",
                    "type": [
                      "integer",
                      "null"
                    ],
                    "examples": [
                      200
                    ]
                  },
                  "messages": {
                    "description": "Its messages.",
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "parameters": {
                    "description": "The properties that it named.",
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "language": {
                    "description": "Language of the messages: Czech.",
                    "const": "cs"
                  }
                },
                "required": [
                  "httpStatus",
                  "messages",
                  "parameters",
                  "language"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "type",
              "code",
              "category",
              "retryable",
              "bookingMayExist",
              "title",
              "detail",
              "errors",
              "provider"
            ],
            "additionalProperties": false
          },
          "notifications": {
            "title": "FailedNotifications",
            "description": "Whom you should tell now, and whom Reservanto tells by itself.",
            "type": "object",
            "properties": {
              "notifyCustomer": {
                "description": "Tell the customer.",
                "type": "boolean"
              },
              "customerNotifiedByReservanto": {
                "description": "Reservanto writes to the customer by itself, so you should not.",
                "type": "boolean"
              },
              "notifyMerchant": {
                "description": "Tell the merchant, who has to act or to know.",
                "type": "boolean"
              },
              "reason": {
                "title": "FailedReason",
                "description": "Why the flags are as they are.\n\n- `refused`: Reservanto did not accept the request\n- `invalid-request`: the request was wrong, which no customer can correct\n- `expired`: the deadline of the request passed\n- `unavailable`: Reservanto could not be reached\n- `misconfigured`: the account or this installation lacks something\n- `unknown-outcome`: there may be a booking, so no customer is told\n\nMore words may come: be ready for one that you do not know.",
                "type": "string",
                "enum": [
                  "refused",
                  "invalid-request",
                  "expired",
                  "unavailable",
                  "misconfigured",
                  "unknown-outcome"
                ]
              }
            },
            "required": [
              "notifyCustomer",
              "customerNotifiedByReservanto",
              "notifyMerchant",
              "reason"
            ],
            "additionalProperties": false
          },
          "attempts": {
            "description": "How many calls were made to Reservanto.",
            "type": "integer",
            "minimum": 0,
            "examples": [
              1
            ]
          },
          "receivedAt": {
            "description": "When the request was read.",
            "type": "string",
            "format": "date-time",
            "pattern": "Z$",
            "examples": [
              "2029-12-24T09:00:00.000Z"
            ]
          },
          "settledAt": {
            "description": "When this outcome became final.",
            "type": "string",
            "format": "date-time",
            "pattern": "Z$",
            "examples": [
              "2029-12-24T09:00:00.000Z"
            ]
          },
          "settledBy": {
            "title": "FailedBy",
            "description": "What made the outcome final.\n\n- `intake`: the record or its data was wrong\n- `deadline`: its time was over\n- `response`: the answer of Reservanto\n- `reconciliation`: the answer was lost, and Reservanto was asked what it holds\n- `operator`: a person",
            "type": "string",
            "enum": [
              "intake",
              "deadline",
              "response",
              "reconciliation",
              "operator"
            ]
          }
        },
        "required": [
          "reference",
          "request",
          "failure",
          "notifications",
          "attempts",
          "receivedAt",
          "settledAt",
          "settledBy"
        ],
        "additionalProperties": false
      }
    },
    "required": [
      "specversion",
      "id",
      "source",
      "type",
      "time",
      "subject",
      "causationid",
      "causationsource",
      "datacontenttype",
      "data"
    ],
    "additionalProperties": false
  },
  "dead-letter.headers": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:reservanto-bridge:schema:dead-letter.headers:1",
    "title": "DeadLetterHeaders",
    "description": "Why a record could not become a request, and where it stood. Key, value and all other headers are those of the record, byte for byte; what is too large to be copied, or could not be decoded, is left out and named.",
    "type": "object",
    "properties": {
      "x-original-topic": {
        "description": "Topic of the record.",
        "type": "string",
        "examples": [
          "booking.requested"
        ]
      },
      "x-original-partition": {
        "description": "Partition of the record.",
        "type": "string",
        "pattern": "^\\d+$",
        "examples": [
          "3"
        ]
      },
      "x-original-offset": {
        "description": "Offset of the record.",
        "type": "string",
        "pattern": "^\\d+$",
        "examples": [
          "1024"
        ]
      },
      "x-original-timestamp": {
        "description": "Time of the record, in milliseconds since 1970.",
        "type": "string",
        "pattern": "^-?\\d+$",
        "examples": [
          "1892797200000"
        ]
      },
      "x-original-last-offset": {
        "description": "Last offset, inclusive, where the letter stands for offsets that could not be decoded.",
        "type": "string"
      },
      "x-original-codec": {
        "description": "Codec of a batch that could not be decoded: `none`, `gzip`, `snappy`, `lz4`, `zstd` or a number.",
        "type": "string"
      },
      "x-original-size": {
        "description": "Bytes of a batch, or of a record, that could not be decoded.",
        "type": "string"
      },
      "x-original-sha256": {
        "description": "SHA-256 of those bytes, base64url.",
        "type": "string"
      },
      "x-original-value-size": {
        "description": "Bytes of a value that is left out because it has more than 256 KiB.",
        "type": "string"
      },
      "x-original-value-sha256": {
        "description": "SHA-256 of that value, base64url.",
        "type": "string"
      },
      "x-original-first-bytes": {
        "description": "The first bytes of what is left out, 1 KiB at most, base64.",
        "type": "string"
      },
      "x-original-key-size": {
        "description": "Bytes of a key that is left out because it has more than 64 KiB.",
        "type": "string"
      },
      "x-original-key-sha256": {
        "description": "SHA-256 of that key, base64url.",
        "type": "string"
      },
      "x-original-headers-omitted": {
        "description": "How many headers are left out because there are more than 500, or 64 KiB.",
        "type": "string"
      },
      "x-error-code": {
        "title": "DeadLetterCode",
        "description": "Why it is here.\n\n- `MALFORMED_EVENT`: The record is not a JSON object\n- `UNSUPPORTED_EVENT`: The record is no booking.requested event of CloudEvents 1.0\n- `UNDECODABLE_RECORDS`: Records cannot be decoded\n- `RECORD_TOO_LARGE`: The record is larger than can be read\n- `NOT_STORABLE`: The database cannot store the request\n- `ID_REUSED`: Another request has this event id already\n\nMore words may come: be ready for one that you do not know.",
        "type": "string",
        "enum": [
          "MALFORMED_EVENT",
          "UNSUPPORTED_EVENT",
          "UNDECODABLE_RECORDS",
          "RECORD_TOO_LARGE",
          "NOT_STORABLE",
          "ID_REUSED"
        ]
      },
      "x-error-message": {
        "description": "One English sentence for a person.",
        "type": "string"
      },
      "x-failed-at": {
        "description": "When the record was given up.",
        "type": "string",
        "format": "date-time",
        "pattern": "Z$",
        "examples": [
          "2029-12-24T09:00:00.000Z"
        ]
      }
    },
    "required": [
      "x-original-topic",
      "x-original-partition",
      "x-original-offset",
      "x-original-timestamp",
      "x-error-code",
      "x-error-message",
      "x-failed-at"
    ],
    "additionalProperties": true
  }
};

/** The schemas to check with what you read: later releases keep to them. */
export const OPEN_SCHEMAS: SchemaTable = {
  "booking.requested": {
    "$id": "urn:reservanto-bridge:schema:booking.requested:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingRequested",
    "description": "A wish for one booking: the data of `booking.requested`.",
    "type": "object",
    "required": [
      "BookingResourceId",
      "BookingServiceId",
      "CustomerId",
      "BookingStart"
    ],
    "examples": [
      {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893456000
      }
    ],
    "properties": {
      "BookingResourceId": {
        "description": "The resource in Reservanto: a studio, a room, a person.",
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647,
        "examples": [
          19564
        ]
      },
      "BookingServiceId": {
        "description": "The service in Reservanto. The resource must offer it.",
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647,
        "examples": [
          112325
        ]
      },
      "CustomerId": {
        "description": "The customer in Reservanto, who must exist there.",
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647,
        "examples": [
          965123
        ]
      },
      "BookingStart": {
        "description": "Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read.",
        "type": "integer",
        "minimum": 1,
        "exclusiveMaximum": 100000000000,
        "examples": [
          1893456000
        ]
      },
      "Count": {
        "description": "Persons or pieces.",
        "type": [
          "integer",
          "null"
        ],
        "minimum": 1,
        "maximum": 2147483647,
        "examples": [
          1
        ],
        "default": 1
      },
      "CustomerNote": {
        "description": "A note for the merchant, in the words of the customer. It is never repeated in an outcome.",
        "type": [
          "string",
          "null"
        ],
        "default": null,
        "examples": [
          "Prosím o klidné místo"
        ]
      },
      "PaymentRequiredProcess": {
        "title": "PaymentRequiredProcess",
        "description": "Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up.",
        "default": "Never",
        "enum": [
          "Never",
          "System",
          0,
          1,
          null
        ]
      },
      "TimeStamp": {
        "description": "Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out.",
        "type": [
          "integer",
          "null"
        ],
        "minimum": -9007199254740991,
        "maximum": 9007199254740991,
        "examples": [
          1893452400
        ]
      }
    }
  },
  "booking.requested.binary-headers": {
    "$id": "urn:reservanto-bridge:schema:booking.requested.binary-headers:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingRequestedBinaryHeaders",
    "description": "Kafka headers in the binary mode of CloudEvents, as UTF-8. The value is the data.",
    "type": "object",
    "required": [
      "ce_specversion",
      "ce_id",
      "ce_source",
      "ce_type"
    ],
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "type": "string",
        "pattern": "^application/json",
        "examples": [
          "application/json"
        ]
      },
      "ce_specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "ce_id": {
        "description": "With `source` the identity of the request: the same identity is the same request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters.",
        "type": "string",
        "examples": [
          "order-2041"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "ce_source": {
        "description": "Who asks. The same for every copy of a request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "ce_type": {
        "description": "Type of the event.",
        "const": "booking.requested"
      },
      "ce_time": {
        "description": "When the event was made.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:00Z"
        ],
        "format": "date-time"
      },
      "ce_subject": {
        "description": "For your own use; it is not read.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "ce_dataschema": {
        "description": "For your own use; it is not read.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge:schema:booking.requested:1"
        ]
      },
      "ce_expirytime": {
        "description": "Moment after which the request must not be booked any more.",
        "type": "string",
        "examples": [
          "2029-12-31T12:00:00Z"
        ],
        "format": "date-time",
        "pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$"
      },
      "ce_correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. The id serves where there is none.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "maxLength": 500
      },
      "ce_traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "ce_tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    }
  },
  "booking.requested.structured-headers": {
    "$id": "urn:reservanto-bridge:schema:booking.requested.structured-headers:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingRequestedStructuredHeaders",
    "description": "Kafka headers in the structured mode of CloudEvents. The value is the whole event.",
    "type": "object",
    "required": [
      "content-type"
    ],
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "type": "string",
        "pattern": "^application/cloudevents\\+json",
        "examples": [
          "application/cloudevents+json"
        ]
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    }
  },
  "booking.requested.bare-headers": {
    "$id": "urn:reservanto-bridge:schema:booking.requested.bare-headers:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BareRequestHeaders",
    "description": "Kafka headers of a request that is no CloudEvent. The value is the data.",
    "type": "object",
    "required": [],
    "properties": {
      "content-type": {
        "description": "Anything but application/cloudevents.",
        "type": "string",
        "examples": [
          "application/json"
        ],
        "pattern": "^application/json"
      },
      "idempotency-key": {
        "description": "Identity of the request: the same key in the same topic is the same request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters.",
        "type": "string",
        "examples": [
          "order-2041"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "message-id": {
        "description": "Serves where there is no idempotency-key. Without both, every record is a request of its own.",
        "type": "string",
        "examples": [
          "order-2041"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "id": {
        "description": "A UUID serves where there is neither of both, as the outbox event router of Debezium writes it; anything else is refused.",
        "type": "string",
        "examples": [
          "7f0c5a0e-4c3b-4d5e-9b1a-0e3f5d7c9a21"
        ],
        "format": "uuid",
        "pattern": "^[0-9A-Fa-f-]{36}$"
      },
      "correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "maxLength": 500
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    }
  },
  "booking.requested.event": {
    "$id": "urn:reservanto-bridge:schema:booking.requested.event:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingRequestedEvent",
    "description": "The whole event, as the value of a record in the structured mode of CloudEvents.",
    "type": "object",
    "required": [
      "specversion",
      "id",
      "source",
      "type",
      "data"
    ],
    "properties": {
      "specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "id": {
        "description": "With `source` the identity of the request: the same identity is the same request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters.",
        "type": "string",
        "examples": [
          "order-2041"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "source": {
        "description": "Who asks. The same for every copy of a request. With the other half of the identity at most 2000 bytes of UTF-8, without control characters, surrogates and noncharacters.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "minLength": 1,
        "maxLength": 1999
      },
      "type": {
        "description": "Type of the event.",
        "const": "booking.requested"
      },
      "time": {
        "description": "When the event was made.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:00Z"
        ],
        "format": "date-time"
      },
      "subject": {
        "description": "For your own use; it is not read.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "dataschema": {
        "description": "For your own use; it is not read.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge:schema:booking.requested:1"
        ]
      },
      "expirytime": {
        "description": "Moment after which the request must not be booked any more.",
        "type": "string",
        "examples": [
          "2029-12-31T12:00:00Z"
        ],
        "format": "date-time",
        "pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$"
      },
      "correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request. The id serves where there is none.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$",
        "maxLength": 500
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "datacontenttype": {
        "description": "Content type of the value.",
        "type": "string",
        "pattern": "^application/json",
        "examples": [
          "application/json"
        ]
      },
      "data": {
        "title": "BookingRequested",
        "description": "A wish for one booking: the data of `booking.requested`.",
        "type": "object",
        "required": [
          "BookingResourceId",
          "BookingServiceId",
          "CustomerId",
          "BookingStart"
        ],
        "examples": [
          {
            "BookingResourceId": 19564,
            "BookingServiceId": 112325,
            "CustomerId": 965123,
            "BookingStart": 1893456000
          }
        ],
        "properties": {
          "BookingResourceId": {
            "description": "The resource in Reservanto: a studio, a room, a person.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              19564
            ]
          },
          "BookingServiceId": {
            "description": "The service in Reservanto. The resource must offer it.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              112325
            ]
          },
          "CustomerId": {
            "description": "The customer in Reservanto, who must exist there.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              965123
            ]
          },
          "BookingStart": {
            "description": "Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read.",
            "type": "integer",
            "minimum": 1,
            "exclusiveMaximum": 100000000000,
            "examples": [
              1893456000
            ]
          },
          "Count": {
            "description": "Persons or pieces.",
            "type": [
              "integer",
              "null"
            ],
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              1
            ],
            "default": 1
          },
          "CustomerNote": {
            "description": "A note for the merchant, in the words of the customer. It is never repeated in an outcome.",
            "type": [
              "string",
              "null"
            ],
            "default": null,
            "examples": [
              "Prosím o klidné místo"
            ]
          },
          "PaymentRequiredProcess": {
            "title": "PaymentRequiredProcess",
            "description": "Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up.",
            "default": "Never",
            "enum": [
              "Never",
              "System",
              0,
              1,
              null
            ]
          },
          "TimeStamp": {
            "description": "Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out.",
            "type": [
              "integer",
              "null"
            ],
            "minimum": -9007199254740991,
            "maximum": 9007199254740991,
            "examples": [
              1893452400
            ]
          }
        }
      }
    }
  },
  "booking.created": {
    "$id": "urn:reservanto-bridge:schema:booking.created:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingCreated",
    "description": "Reservanto holds the booking: the data of `booking.created`.",
    "type": "object",
    "required": [
      "reference",
      "request",
      "booking",
      "confirmation",
      "notifications",
      "attempts",
      "receivedAt",
      "settledAt",
      "settledBy"
    ],
    "properties": {
      "reference": {
        "description": "The reference of the request, short enough to be read out. The same request always has the same one.",
        "type": "string",
        "pattern": "^[0-9A-HJKMNP-TV-Z]{10}$",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "request": {
        "title": "BookedRequest",
        "description": "The properties of the request as they were given, without the note. What was left out or null is absent.",
        "type": "object",
        "required": [
          "BookingResourceId",
          "BookingServiceId",
          "CustomerId",
          "BookingStart"
        ],
        "properties": {
          "BookingResourceId": {
            "description": "The resource in Reservanto: a studio, a room, a person.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              19564
            ]
          },
          "BookingServiceId": {
            "description": "The service in Reservanto. The resource must offer it.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              112325
            ]
          },
          "CustomerId": {
            "description": "The customer in Reservanto, who must exist there.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              965123
            ]
          },
          "BookingStart": {
            "description": "Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read.",
            "type": "integer",
            "minimum": 1,
            "exclusiveMaximum": 100000000000,
            "examples": [
              1893456000
            ]
          },
          "Count": {
            "description": "Persons or pieces.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "examples": [
              1
            ],
            "default": 1
          },
          "CustomerNote": false,
          "PaymentRequiredProcess": {
            "description": "Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up.",
            "default": "Never",
            "enum": [
              "Never",
              "System",
              0,
              1
            ]
          },
          "TimeStamp": {
            "description": "Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out.",
            "type": "integer",
            "minimum": -9007199254740991,
            "maximum": 9007199254740991,
            "examples": [
              1893452400
            ]
          }
        }
      },
      "booking": {
        "title": "Booking",
        "description": "The booking, in the names and words of Reservanto.",
        "type": "object",
        "required": [
          "AppointmentId",
          "CustomerId",
          "Status",
          "IsPaymentRequired",
          "IsPaymentRequiredProcessing"
        ],
        "properties": {
          "AppointmentId": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "description": "Number of the booking in Reservanto.",
            "examples": [
              48211093
            ]
          },
          "CustomerId": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "description": "The customer of the request.",
            "examples": [
              965123
            ]
          },
          "Status": {
            "title": "AppointmentStatus",
            "description": "How Reservanto holds it.\n\n- `Confirmed`: firm\n- `ConfirmationRequested`: the merchant has to confirm it\n- `AlternateSubscribed`: on the waiting list\n- `AlternateAutoPromotion`: on the waiting list, and moves up by itself",
            "type": "string",
            "enum": [
              "Confirmed",
              "ConfirmationRequested",
              "AlternateSubscribed",
              "AlternateAutoPromotion"
            ]
          },
          "IsPaymentRequired": {
            "description": "The customer has to pay. Null when the answer to the call was lost: nothing else tells it.",
            "type": [
              "boolean",
              "null"
            ]
          },
          "IsPaymentRequiredProcessing": {
            "description": "Reservanto is asking the customer for the payment. Null when the answer to the call was lost: nothing else tells it.",
            "type": [
              "boolean",
              "null"
            ]
          }
        }
      },
      "confirmation": {
        "title": "Confirmation",
        "description": "How firm the booking is.\n\n- `confirmed`: the booking is firm\n- `awaiting-confirmation`: the merchant has to confirm it\n- `waiting-list`: it becomes a booking when a place is free",
        "type": "string",
        "enum": [
          "confirmed",
          "awaiting-confirmation",
          "waiting-list"
        ]
      },
      "notifications": {
        "title": "CreatedNotifications",
        "description": "Whom you should tell now, and whom Reservanto tells by itself.",
        "type": "object",
        "required": [
          "notifyCustomer",
          "customerNotifiedByReservanto",
          "notifyMerchant",
          "reason"
        ],
        "properties": {
          "notifyCustomer": {
            "description": "Tell the customer.",
            "type": "boolean"
          },
          "customerNotifiedByReservanto": {
            "description": "Reservanto writes to the customer by itself, so you should not.",
            "type": "boolean"
          },
          "notifyMerchant": {
            "description": "Tell the merchant, who has to act or to know.",
            "type": "boolean"
          },
          "reason": {
            "title": "CreatedReason",
            "description": "Why the flags are as they are.\n\n- `booked`: there is a firm booking\n- `payment-required`: there is a booking, and the customer has to pay\n- `awaiting-confirmation`: the merchant has to confirm the booking\n- `waiting-list`: the customer stands on the waiting list\n\nMore words may come: be ready for one that you do not know.",
            "type": "string",
            "examples": [
              "booked",
              "payment-required",
              "awaiting-confirmation",
              "waiting-list"
            ]
          }
        }
      },
      "attempts": {
        "description": "How many calls were made to Reservanto.",
        "type": "integer",
        "minimum": 1,
        "examples": [
          1
        ]
      },
      "receivedAt": {
        "description": "When the request was read.",
        "type": "string",
        "format": "date-time",
        "pattern": "Z$",
        "examples": [
          "2029-12-24T09:00:00.000Z"
        ]
      },
      "settledAt": {
        "description": "When this outcome became final.",
        "type": "string",
        "format": "date-time",
        "pattern": "Z$",
        "examples": [
          "2029-12-24T09:00:00.000Z"
        ]
      },
      "settledBy": {
        "title": "CreatedBy",
        "description": "What made the outcome final.\n\n- `response`: the answer of Reservanto\n- `reconciliation`: the answer was lost, and Reservanto was asked what it holds\n- `operator`: a person",
        "type": "string",
        "enum": [
          "response",
          "reconciliation",
          "operator"
        ]
      }
    }
  },
  "booking.created.binary-headers": {
    "$id": "urn:reservanto-bridge:schema:booking.created.binary-headers:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingCreatedBinaryHeaders",
    "description": "Kafka headers in the binary mode of CloudEvents, as UTF-8. The value is the data.",
    "type": "object",
    "required": [
      "content-type",
      "ce_specversion",
      "ce_id",
      "ce_source",
      "ce_type",
      "ce_time",
      "ce_subject",
      "ce_causationid",
      "ce_causationsource"
    ],
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "const": "application/json; charset=utf-8"
      },
      "ce_specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "ce_id": {
        "description": "The same for every copy of this event: drop what you have seen.",
        "type": "string",
        "examples": [
          "7f0c5a0e-4c3b-8d5e-9b1a-0e3f5d7c9a21"
        ],
        "format": "uuid"
      },
      "ce_source": {
        "description": "EVENTS_SOURCE of the bridge.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge"
        ]
      },
      "ce_type": {
        "description": "Type of the event.",
        "const": "booking.created"
      },
      "ce_time": {
        "description": "When the outcome became final.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:01.250Z"
        ],
        "format": "date-time",
        "pattern": "Z$"
      },
      "ce_subject": {
        "description": "The reference of the request; for a record that is no request, where it stood: topic-partition-offset.",
        "type": "string",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "ce_causationid": {
        "description": "The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "ce_causationsource": {
        "description": "The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "ce_correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$"
      },
      "ce_traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "ce_tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    }
  },
  "booking.created.structured-headers": {
    "$id": "urn:reservanto-bridge:schema:booking.created.structured-headers:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingCreatedStructuredHeaders",
    "description": "Kafka headers in the structured mode of CloudEvents. The value is the whole event.",
    "type": "object",
    "required": [
      "content-type"
    ],
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "const": "application/cloudevents+json; charset=utf-8"
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    }
  },
  "booking.created.event": {
    "$id": "urn:reservanto-bridge:schema:booking.created.event:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingCreatedEvent",
    "description": "The whole event, as the value of a record in the structured mode of CloudEvents.",
    "type": "object",
    "required": [
      "specversion",
      "id",
      "source",
      "type",
      "time",
      "subject",
      "causationid",
      "causationsource",
      "datacontenttype",
      "data"
    ],
    "properties": {
      "specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "id": {
        "description": "The same for every copy of this event: drop what you have seen.",
        "type": "string",
        "examples": [
          "7f0c5a0e-4c3b-8d5e-9b1a-0e3f5d7c9a21"
        ],
        "format": "uuid"
      },
      "source": {
        "description": "EVENTS_SOURCE of the bridge.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge"
        ]
      },
      "type": {
        "description": "Type of the event.",
        "const": "booking.created"
      },
      "time": {
        "description": "When the outcome became final.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:01.250Z"
        ],
        "format": "date-time",
        "pattern": "Z$"
      },
      "subject": {
        "description": "The reference of the request; for a record that is no request, where it stood: topic-partition-offset.",
        "type": "string",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "causationid": {
        "description": "The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "causationsource": {
        "description": "The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$"
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "datacontenttype": {
        "description": "Content type of the value.",
        "const": "application/json"
      },
      "data": {
        "title": "BookingCreated",
        "description": "Reservanto holds the booking: the data of `booking.created`.",
        "type": "object",
        "required": [
          "reference",
          "request",
          "booking",
          "confirmation",
          "notifications",
          "attempts",
          "receivedAt",
          "settledAt",
          "settledBy"
        ],
        "properties": {
          "reference": {
            "description": "The reference of the request, short enough to be read out. The same request always has the same one.",
            "type": "string",
            "pattern": "^[0-9A-HJKMNP-TV-Z]{10}$",
            "examples": [
              "7F3K9Q2MZ1"
            ]
          },
          "request": {
            "title": "BookedRequest",
            "description": "The properties of the request as they were given, without the note. What was left out or null is absent.",
            "type": "object",
            "required": [
              "BookingResourceId",
              "BookingServiceId",
              "CustomerId",
              "BookingStart"
            ],
            "properties": {
              "BookingResourceId": {
                "description": "The resource in Reservanto: a studio, a room, a person.",
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "examples": [
                  19564
                ]
              },
              "BookingServiceId": {
                "description": "The service in Reservanto. The resource must offer it.",
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "examples": [
                  112325
                ]
              },
              "CustomerId": {
                "description": "The customer in Reservanto, who must exist there.",
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "examples": [
                  965123
                ]
              },
              "BookingStart": {
                "description": "Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read.",
                "type": "integer",
                "minimum": 1,
                "exclusiveMaximum": 100000000000,
                "examples": [
                  1893456000
                ]
              },
              "Count": {
                "description": "Persons or pieces.",
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "examples": [
                  1
                ],
                "default": 1
              },
              "CustomerNote": false,
              "PaymentRequiredProcess": {
                "description": "Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up.",
                "default": "Never",
                "enum": [
                  "Never",
                  "System",
                  0,
                  1
                ]
              },
              "TimeStamp": {
                "description": "Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out.",
                "type": "integer",
                "minimum": -9007199254740991,
                "maximum": 9007199254740991,
                "examples": [
                  1893452400
                ]
              }
            }
          },
          "booking": {
            "title": "Booking",
            "description": "The booking, in the names and words of Reservanto.",
            "type": "object",
            "required": [
              "AppointmentId",
              "CustomerId",
              "Status",
              "IsPaymentRequired",
              "IsPaymentRequiredProcessing"
            ],
            "properties": {
              "AppointmentId": {
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "description": "Number of the booking in Reservanto.",
                "examples": [
                  48211093
                ]
              },
              "CustomerId": {
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647,
                "description": "The customer of the request.",
                "examples": [
                  965123
                ]
              },
              "Status": {
                "title": "AppointmentStatus",
                "description": "How Reservanto holds it.\n\n- `Confirmed`: firm\n- `ConfirmationRequested`: the merchant has to confirm it\n- `AlternateSubscribed`: on the waiting list\n- `AlternateAutoPromotion`: on the waiting list, and moves up by itself",
                "type": "string",
                "enum": [
                  "Confirmed",
                  "ConfirmationRequested",
                  "AlternateSubscribed",
                  "AlternateAutoPromotion"
                ]
              },
              "IsPaymentRequired": {
                "description": "The customer has to pay. Null when the answer to the call was lost: nothing else tells it.",
                "type": [
                  "boolean",
                  "null"
                ]
              },
              "IsPaymentRequiredProcessing": {
                "description": "Reservanto is asking the customer for the payment. Null when the answer to the call was lost: nothing else tells it.",
                "type": [
                  "boolean",
                  "null"
                ]
              }
            }
          },
          "confirmation": {
            "title": "Confirmation",
            "description": "How firm the booking is.\n\n- `confirmed`: the booking is firm\n- `awaiting-confirmation`: the merchant has to confirm it\n- `waiting-list`: it becomes a booking when a place is free",
            "type": "string",
            "enum": [
              "confirmed",
              "awaiting-confirmation",
              "waiting-list"
            ]
          },
          "notifications": {
            "title": "CreatedNotifications",
            "description": "Whom you should tell now, and whom Reservanto tells by itself.",
            "type": "object",
            "required": [
              "notifyCustomer",
              "customerNotifiedByReservanto",
              "notifyMerchant",
              "reason"
            ],
            "properties": {
              "notifyCustomer": {
                "description": "Tell the customer.",
                "type": "boolean"
              },
              "customerNotifiedByReservanto": {
                "description": "Reservanto writes to the customer by itself, so you should not.",
                "type": "boolean"
              },
              "notifyMerchant": {
                "description": "Tell the merchant, who has to act or to know.",
                "type": "boolean"
              },
              "reason": {
                "title": "CreatedReason",
                "description": "Why the flags are as they are.\n\n- `booked`: there is a firm booking\n- `payment-required`: there is a booking, and the customer has to pay\n- `awaiting-confirmation`: the merchant has to confirm the booking\n- `waiting-list`: the customer stands on the waiting list\n\nMore words may come: be ready for one that you do not know.",
                "type": "string",
                "examples": [
                  "booked",
                  "payment-required",
                  "awaiting-confirmation",
                  "waiting-list"
                ]
              }
            }
          },
          "attempts": {
            "description": "How many calls were made to Reservanto.",
            "type": "integer",
            "minimum": 1,
            "examples": [
              1
            ]
          },
          "receivedAt": {
            "description": "When the request was read.",
            "type": "string",
            "format": "date-time",
            "pattern": "Z$",
            "examples": [
              "2029-12-24T09:00:00.000Z"
            ]
          },
          "settledAt": {
            "description": "When this outcome became final.",
            "type": "string",
            "format": "date-time",
            "pattern": "Z$",
            "examples": [
              "2029-12-24T09:00:00.000Z"
            ]
          },
          "settledBy": {
            "title": "CreatedBy",
            "description": "What made the outcome final.\n\n- `response`: the answer of Reservanto\n- `reconciliation`: the answer was lost, and Reservanto was asked what it holds\n- `operator`: a person",
            "type": "string",
            "enum": [
              "response",
              "reconciliation",
              "operator"
            ]
          }
        }
      }
    }
  },
  "booking.failed": {
    "$id": "urn:reservanto-bridge:schema:booking.failed:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingFailed",
    "description": "There is no booking, or (`bookingMayExist`) nobody knows: the data of `booking.failed`.",
    "type": "object",
    "required": [
      "reference",
      "request",
      "failure",
      "notifications",
      "attempts",
      "receivedAt",
      "settledAt",
      "settledBy"
    ],
    "properties": {
      "reference": {
        "description": "The reference of the request, short enough to be read out. The same request always has the same one. Null when there is no request.",
        "type": [
          "string",
          "null"
        ],
        "pattern": "^[0-9A-HJKMNP-TV-Z]{10}$",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "request": {
        "title": "FailedRequest",
        "description": "The documented properties of the request as they were given, right or wrong, without the note; null when the record could not be read.",
        "type": [
          "object",
          "null"
        ],
        "required": [],
        "properties": {
          "BookingResourceId": {
            "description": "As it was given, right or wrong."
          },
          "BookingServiceId": {
            "description": "As it was given, right or wrong."
          },
          "CustomerId": {
            "description": "As it was given, right or wrong."
          },
          "BookingStart": {
            "description": "As it was given, right or wrong."
          },
          "Count": {
            "description": "As it was given, right or wrong."
          },
          "CustomerNote": false,
          "PaymentRequiredProcess": {
            "description": "As it was given, right or wrong."
          },
          "TimeStamp": {
            "description": "As it was given, right or wrong."
          }
        }
      },
      "failure": {
        "title": "Failure",
        "description": "Why there is no booking, or none that anybody knows of.",
        "type": "object",
        "required": [
          "type",
          "code",
          "category",
          "retryable",
          "bookingMayExist",
          "title",
          "detail",
          "errors",
          "provider"
        ],
        "properties": {
          "type": {
            "description": "URI of the code: the address of the page that explains it where EVENTS_DOCS_URL is set, else a URN.",
            "type": "string",
            "format": "uri",
            "examples": [
              "urn:reservanto-bridge:failure:SLOT_UNAVAILABLE"
            ]
          },
          "code": {
            "title": "FailureCode",
            "description": "What happened. Decide by `category`, `retryable` and `bookingMayExist` where you do not know a code.\n\n- `VALIDATION_FAILED`: The request breaks the rules of its contract\n- `MALFORMED_EVENT`: The record is not a JSON object\n- `UNSUPPORTED_EVENT`: The record is no booking.requested event of CloudEvents 1.0\n- `UNDECODABLE_RECORDS`: Records cannot be decoded\n- `RECORD_TOO_LARGE`: The record is larger than can be read\n- `NOT_STORABLE`: The database cannot store the request\n- `ID_REUSED`: Another request has this event id already\n- `REQUEST_EXPIRED`: The deadline passed before the request could be booked\n- `CUSTOMER_NOT_FOUND`: Reservanto has no such customer\n- `RESOURCE_NOT_FOUND`: Reservanto has no such resource\n- `SERVICE_NOT_FOUND`: Reservanto has no such service for this resource\n- `SLOT_UNAVAILABLE`: The slot is taken\n- `INVALID_START`: Reservanto does not accept this start\n- `INVALID_COUNT`: Reservanto does not accept this count\n- `BOOKING_REJECTED`: Reservanto recorded the booking as rejected\n- `REFUSED_BY_RESERVANTO`: Reservanto refused the request\n- `RESERVANTO_MISCONFIGURED`: Reservanto does not understand this installation\n- `SETTLED_BY_OPERATOR`: A person found that no booking was made and closed the request\n- `OUTCOME_UNKNOWN`: Nobody could find out whether the booking was made\n\nMore words may come: be ready for one that you do not know.",
            "type": "string",
            "examples": [
              "VALIDATION_FAILED",
              "MALFORMED_EVENT",
              "UNSUPPORTED_EVENT",
              "UNDECODABLE_RECORDS",
              "RECORD_TOO_LARGE",
              "NOT_STORABLE",
              "ID_REUSED",
              "REQUEST_EXPIRED",
              "CUSTOMER_NOT_FOUND",
              "RESOURCE_NOT_FOUND",
              "SERVICE_NOT_FOUND",
              "SLOT_UNAVAILABLE",
              "INVALID_START",
              "INVALID_COUNT",
              "BOOKING_REJECTED",
              "REFUSED_BY_RESERVANTO",
              "RESERVANTO_MISCONFIGURED",
              "SETTLED_BY_OPERATOR",
              "OUTCOME_UNKNOWN"
            ]
          },
          "category": {
            "title": "FailureCategory",
            "description": "Whose matter it is.\n\n- `validation`: The producer sent something that is no valid request; Reservanto was not asked.\n- `business`: Reservanto or a person said no to this very request.\n- `configuration`: The installation is at fault, not the request; its operator has to act.\n- `unavailable`: Reservanto could not be reached; nothing was booked.\n- `expired`: The request waited until its deadline; nothing was booked.\n- `unknown-outcome`: Nobody knows whether a booking exists.",
            "type": "string",
            "enum": [
              "validation",
              "business",
              "configuration",
              "unavailable",
              "expired",
              "unknown-outcome"
            ]
          },
          "retryable": {
            "description": "Is it sensible to send a new request, under a new id and perhaps with other wishes?",
            "type": "boolean"
          },
          "bookingMayExist": {
            "description": "True where it is not known whether Reservanto holds a booking, or where another request of the same id may have one. Tell no customer \"failed\" then.",
            "type": "boolean"
          },
          "title": {
            "description": "The code in words; the same for every failure of this code.",
            "type": "string"
          },
          "detail": {
            "description": "One English sentence about this failure.",
            "type": "string"
          },
          "errors": {
            "description": "Everything that is wrong, as far as it is known; may be empty.",
            "type": "array",
            "items": {
              "title": "FailureDetail",
              "description": "One thing that is wrong.",
              "type": "object",
              "required": [
                "pointer",
                "code",
                "message"
              ],
              "properties": {
                "pointer": {
                  "description": "JSON pointer into the data of the request; empty for the whole.",
                  "type": "string",
                  "examples": [
                    "/BookingStart"
                  ]
                },
                "code": {
                  "description": "The rule that is broken, or a failure code. More may come.",
                  "type": "string",
                  "examples": [
                    "unixSeconds"
                  ]
                },
                "message": {
                  "description": "One English sentence for a person.",
                  "type": "string"
                }
              }
            }
          },
          "provider": {
            "title": "ProviderAnswer",
            "description": "What Reservanto said, word for word; null when it said nothing.",
            "type": [
              "object",
              "null"
            ],
            "required": [
              "httpStatus",
              "messages",
              "parameters",
              "language"
            ],
            "properties": {
              "httpStatus": {
                "description": "HTTP status of the answer.",
                "type": [
                  "integer",
                  "null"
                ],
                "examples": [
                  200
                ]
              },
              "messages": {
                "description": "Its messages.",
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "parameters": {
                "description": "The properties that it named.",
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "language": {
                "description": "Language of the messages: Czech.",
                "const": "cs"
              }
            }
          }
        }
      },
      "notifications": {
        "title": "FailedNotifications",
        "description": "Whom you should tell now, and whom Reservanto tells by itself.",
        "type": "object",
        "required": [
          "notifyCustomer",
          "customerNotifiedByReservanto",
          "notifyMerchant",
          "reason"
        ],
        "properties": {
          "notifyCustomer": {
            "description": "Tell the customer.",
            "type": "boolean"
          },
          "customerNotifiedByReservanto": {
            "description": "Reservanto writes to the customer by itself, so you should not.",
            "type": "boolean"
          },
          "notifyMerchant": {
            "description": "Tell the merchant, who has to act or to know.",
            "type": "boolean"
          },
          "reason": {
            "title": "FailedReason",
            "description": "Why the flags are as they are.\n\n- `refused`: Reservanto did not accept the request\n- `invalid-request`: the request was wrong, which no customer can correct\n- `expired`: the deadline of the request passed\n- `unavailable`: Reservanto could not be reached\n- `misconfigured`: the account or this installation lacks something\n- `unknown-outcome`: there may be a booking, so no customer is told\n\nMore words may come: be ready for one that you do not know.",
            "type": "string",
            "examples": [
              "refused",
              "invalid-request",
              "expired",
              "unavailable",
              "misconfigured",
              "unknown-outcome"
            ]
          }
        }
      },
      "attempts": {
        "description": "How many calls were made to Reservanto.",
        "type": "integer",
        "minimum": 0,
        "examples": [
          1
        ]
      },
      "receivedAt": {
        "description": "When the request was read.",
        "type": "string",
        "format": "date-time",
        "pattern": "Z$",
        "examples": [
          "2029-12-24T09:00:00.000Z"
        ]
      },
      "settledAt": {
        "description": "When this outcome became final.",
        "type": "string",
        "format": "date-time",
        "pattern": "Z$",
        "examples": [
          "2029-12-24T09:00:00.000Z"
        ]
      },
      "settledBy": {
        "title": "FailedBy",
        "description": "What made the outcome final.\n\n- `intake`: the record or its data was wrong\n- `deadline`: its time was over\n- `response`: the answer of Reservanto\n- `reconciliation`: the answer was lost, and Reservanto was asked what it holds\n- `operator`: a person",
        "type": "string",
        "enum": [
          "intake",
          "deadline",
          "response",
          "reconciliation",
          "operator"
        ]
      }
    }
  },
  "booking.failed.binary-headers": {
    "$id": "urn:reservanto-bridge:schema:booking.failed.binary-headers:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingFailedBinaryHeaders",
    "description": "Kafka headers in the binary mode of CloudEvents, as UTF-8. The value is the data.",
    "type": "object",
    "required": [
      "content-type",
      "ce_specversion",
      "ce_id",
      "ce_source",
      "ce_type",
      "ce_time",
      "ce_subject",
      "ce_causationid",
      "ce_causationsource"
    ],
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "const": "application/json; charset=utf-8"
      },
      "ce_specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "ce_id": {
        "description": "The same for every copy of this event: drop what you have seen.",
        "type": "string",
        "examples": [
          "7f0c5a0e-4c3b-8d5e-9b1a-0e3f5d7c9a21"
        ],
        "format": "uuid"
      },
      "ce_source": {
        "description": "EVENTS_SOURCE of the bridge.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge"
        ]
      },
      "ce_type": {
        "description": "Type of the event.",
        "const": "booking.failed"
      },
      "ce_time": {
        "description": "When the outcome became final.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:01.250Z"
        ],
        "format": "date-time",
        "pattern": "Z$"
      },
      "ce_subject": {
        "description": "The reference of the request; for a record that is no request, where it stood: topic-partition-offset.",
        "type": "string",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "ce_causationid": {
        "description": "The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "ce_causationsource": {
        "description": "The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "ce_claimedid": {
        "description": "The id of a record that another request has: this is not the outcome of that request.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "ce_claimedsource": {
        "description": "The source of such a record.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "ce_correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$"
      },
      "ce_traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "ce_tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    }
  },
  "booking.failed.structured-headers": {
    "$id": "urn:reservanto-bridge:schema:booking.failed.structured-headers:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingFailedStructuredHeaders",
    "description": "Kafka headers in the structured mode of CloudEvents. The value is the whole event.",
    "type": "object",
    "required": [
      "content-type"
    ],
    "properties": {
      "content-type": {
        "description": "Content type of the value.",
        "const": "application/cloudevents+json; charset=utf-8"
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      }
    }
  },
  "booking.failed.event": {
    "$id": "urn:reservanto-bridge:schema:booking.failed.event:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "BookingFailedEvent",
    "description": "The whole event, as the value of a record in the structured mode of CloudEvents.",
    "type": "object",
    "required": [
      "specversion",
      "id",
      "source",
      "type",
      "time",
      "subject",
      "causationid",
      "causationsource",
      "datacontenttype",
      "data"
    ],
    "properties": {
      "specversion": {
        "description": "Version of CloudEvents.",
        "const": "1.0"
      },
      "id": {
        "description": "The same for every copy of this event: drop what you have seen.",
        "type": "string",
        "examples": [
          "7f0c5a0e-4c3b-8d5e-9b1a-0e3f5d7c9a21"
        ],
        "format": "uuid"
      },
      "source": {
        "description": "EVENTS_SOURCE of the bridge.",
        "type": "string",
        "examples": [
          "urn:reservanto-bridge"
        ]
      },
      "type": {
        "description": "Type of the event.",
        "const": "booking.failed"
      },
      "time": {
        "description": "When the outcome became final.",
        "type": "string",
        "examples": [
          "2029-12-24T09:00:01.250Z"
        ],
        "format": "date-time",
        "pattern": "Z$"
      },
      "subject": {
        "description": "The reference of the request; for a record that is no request, where it stood: topic-partition-offset.",
        "type": "string",
        "examples": [
          "7F3K9Q2MZ1"
        ]
      },
      "causationid": {
        "description": "The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "causationsource": {
        "description": "The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "claimedid": {
        "description": "The id of a record that another request has: this is not the outcome of that request.",
        "type": "string",
        "examples": [
          "order-2041"
        ]
      },
      "claimedsource": {
        "description": "The source of such a record.",
        "type": "string",
        "examples": [
          "urn:example:shop"
        ]
      },
      "correlationid": {
        "description": "Carried from a request to its outcome; at most 500 bytes of UTF-8 in the request.",
        "type": "string",
        "examples": [
          "cart-77"
        ],
        "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$"
      },
      "traceparent": {
        "description": "W3C Trace Context; the outcome carries it on. Left out where it is not well formed.",
        "type": "string",
        "examples": [
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        ],
        "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"
      },
      "tracestate": {
        "description": "W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than 512 bytes or not well formed.",
        "type": "string",
        "examples": [
          "shop=00f067aa0ba902b7"
        ],
        "maxLength": 512
      },
      "datacontenttype": {
        "description": "Content type of the value.",
        "const": "application/json"
      },
      "data": {
        "title": "BookingFailed",
        "description": "There is no booking, or (`bookingMayExist`) nobody knows: the data of `booking.failed`.",
        "type": "object",
        "required": [
          "reference",
          "request",
          "failure",
          "notifications",
          "attempts",
          "receivedAt",
          "settledAt",
          "settledBy"
        ],
        "properties": {
          "reference": {
            "description": "The reference of the request, short enough to be read out. The same request always has the same one. Null when there is no request.",
            "type": [
              "string",
              "null"
            ],
            "pattern": "^[0-9A-HJKMNP-TV-Z]{10}$",
            "examples": [
              "7F3K9Q2MZ1"
            ]
          },
          "request": {
            "title": "FailedRequest",
            "description": "The documented properties of the request as they were given, right or wrong, without the note; null when the record could not be read.",
            "type": [
              "object",
              "null"
            ],
            "required": [],
            "properties": {
              "BookingResourceId": {
                "description": "As it was given, right or wrong."
              },
              "BookingServiceId": {
                "description": "As it was given, right or wrong."
              },
              "CustomerId": {
                "description": "As it was given, right or wrong."
              },
              "BookingStart": {
                "description": "As it was given, right or wrong."
              },
              "Count": {
                "description": "As it was given, right or wrong."
              },
              "CustomerNote": false,
              "PaymentRequiredProcess": {
                "description": "As it was given, right or wrong."
              },
              "TimeStamp": {
                "description": "As it was given, right or wrong."
              }
            }
          },
          "failure": {
            "title": "Failure",
            "description": "Why there is no booking, or none that anybody knows of.",
            "type": "object",
            "required": [
              "type",
              "code",
              "category",
              "retryable",
              "bookingMayExist",
              "title",
              "detail",
              "errors",
              "provider"
            ],
            "properties": {
              "type": {
                "description": "URI of the code: the address of the page that explains it where EVENTS_DOCS_URL is set, else a URN.",
                "type": "string",
                "format": "uri",
                "examples": [
                  "urn:reservanto-bridge:failure:SLOT_UNAVAILABLE"
                ]
              },
              "code": {
                "title": "FailureCode",
                "description": "What happened. Decide by `category`, `retryable` and `bookingMayExist` where you do not know a code.\n\n- `VALIDATION_FAILED`: The request breaks the rules of its contract\n- `MALFORMED_EVENT`: The record is not a JSON object\n- `UNSUPPORTED_EVENT`: The record is no booking.requested event of CloudEvents 1.0\n- `UNDECODABLE_RECORDS`: Records cannot be decoded\n- `RECORD_TOO_LARGE`: The record is larger than can be read\n- `NOT_STORABLE`: The database cannot store the request\n- `ID_REUSED`: Another request has this event id already\n- `REQUEST_EXPIRED`: The deadline passed before the request could be booked\n- `CUSTOMER_NOT_FOUND`: Reservanto has no such customer\n- `RESOURCE_NOT_FOUND`: Reservanto has no such resource\n- `SERVICE_NOT_FOUND`: Reservanto has no such service for this resource\n- `SLOT_UNAVAILABLE`: The slot is taken\n- `INVALID_START`: Reservanto does not accept this start\n- `INVALID_COUNT`: Reservanto does not accept this count\n- `BOOKING_REJECTED`: Reservanto recorded the booking as rejected\n- `REFUSED_BY_RESERVANTO`: Reservanto refused the request\n- `RESERVANTO_MISCONFIGURED`: Reservanto does not understand this installation\n- `SETTLED_BY_OPERATOR`: A person found that no booking was made and closed the request\n- `OUTCOME_UNKNOWN`: Nobody could find out whether the booking was made\n\nMore words may come: be ready for one that you do not know.",
                "type": "string",
                "examples": [
                  "VALIDATION_FAILED",
                  "MALFORMED_EVENT",
                  "UNSUPPORTED_EVENT",
                  "UNDECODABLE_RECORDS",
                  "RECORD_TOO_LARGE",
                  "NOT_STORABLE",
                  "ID_REUSED",
                  "REQUEST_EXPIRED",
                  "CUSTOMER_NOT_FOUND",
                  "RESOURCE_NOT_FOUND",
                  "SERVICE_NOT_FOUND",
                  "SLOT_UNAVAILABLE",
                  "INVALID_START",
                  "INVALID_COUNT",
                  "BOOKING_REJECTED",
                  "REFUSED_BY_RESERVANTO",
                  "RESERVANTO_MISCONFIGURED",
                  "SETTLED_BY_OPERATOR",
                  "OUTCOME_UNKNOWN"
                ]
              },
              "category": {
                "title": "FailureCategory",
                "description": "Whose matter it is.\n\n- `validation`: The producer sent something that is no valid request; Reservanto was not asked.\n- `business`: Reservanto or a person said no to this very request.\n- `configuration`: The installation is at fault, not the request; its operator has to act.\n- `unavailable`: Reservanto could not be reached; nothing was booked.\n- `expired`: The request waited until its deadline; nothing was booked.\n- `unknown-outcome`: Nobody knows whether a booking exists.",
                "type": "string",
                "enum": [
                  "validation",
                  "business",
                  "configuration",
                  "unavailable",
                  "expired",
                  "unknown-outcome"
                ]
              },
              "retryable": {
                "description": "Is it sensible to send a new request, under a new id and perhaps with other wishes?",
                "type": "boolean"
              },
              "bookingMayExist": {
                "description": "True where it is not known whether Reservanto holds a booking, or where another request of the same id may have one. Tell no customer \"failed\" then.",
                "type": "boolean"
              },
              "title": {
                "description": "The code in words; the same for every failure of this code.",
                "type": "string"
              },
              "detail": {
                "description": "One English sentence about this failure.",
                "type": "string"
              },
              "errors": {
                "description": "Everything that is wrong, as far as it is known; may be empty.",
                "type": "array",
                "items": {
                  "title": "FailureDetail",
                  "description": "One thing that is wrong.",
                  "type": "object",
                  "required": [
                    "pointer",
                    "code",
                    "message"
                  ],
                  "properties": {
                    "pointer": {
                      "description": "JSON pointer into the data of the request; empty for the whole.",
                      "type": "string",
                      "examples": [
                        "/BookingStart"
                      ]
                    },
                    "code": {
                      "description": "The rule that is broken, or a failure code. More may come.",
                      "type": "string",
                      "examples": [
                        "unixSeconds"
                      ]
                    },
                    "message": {
                      "description": "One English sentence for a person.",
                      "type": "string"
                    }
                  }
                }
              },
              "provider": {
                "title": "ProviderAnswer",
                "description": "What Reservanto said, word for word; null when it said nothing.",
                "type": [
                  "object",
                  "null"
                ],
                "required": [
                  "httpStatus",
                  "messages",
                  "parameters",
                  "language"
                ],
                "properties": {
                  "httpStatus": {
                    "description": "HTTP status of the answer.",
                    "type": [
                      "integer",
                      "null"
                    ],
                    "examples": [
                      200
                    ]
                  },
                  "messages": {
                    "description": "Its messages.",
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "parameters": {
                    "description": "The properties that it named.",
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "language": {
                    "description": "Language of the messages: Czech.",
                    "const": "cs"
                  }
                }
              }
            }
          },
          "notifications": {
            "title": "FailedNotifications",
            "description": "Whom you should tell now, and whom Reservanto tells by itself.",
            "type": "object",
            "required": [
              "notifyCustomer",
              "customerNotifiedByReservanto",
              "notifyMerchant",
              "reason"
            ],
            "properties": {
              "notifyCustomer": {
                "description": "Tell the customer.",
                "type": "boolean"
              },
              "customerNotifiedByReservanto": {
                "description": "Reservanto writes to the customer by itself, so you should not.",
                "type": "boolean"
              },
              "notifyMerchant": {
                "description": "Tell the merchant, who has to act or to know.",
                "type": "boolean"
              },
              "reason": {
                "title": "FailedReason",
                "description": "Why the flags are as they are.\n\n- `refused`: Reservanto did not accept the request\n- `invalid-request`: the request was wrong, which no customer can correct\n- `expired`: the deadline of the request passed\n- `unavailable`: Reservanto could not be reached\n- `misconfigured`: the account or this installation lacks something\n- `unknown-outcome`: there may be a booking, so no customer is told\n\nMore words may come: be ready for one that you do not know.",
                "type": "string",
                "examples": [
                  "refused",
                  "invalid-request",
                  "expired",
                  "unavailable",
                  "misconfigured",
                  "unknown-outcome"
                ]
              }
            }
          },
          "attempts": {
            "description": "How many calls were made to Reservanto.",
            "type": "integer",
            "minimum": 0,
            "examples": [
              1
            ]
          },
          "receivedAt": {
            "description": "When the request was read.",
            "type": "string",
            "format": "date-time",
            "pattern": "Z$",
            "examples": [
              "2029-12-24T09:00:00.000Z"
            ]
          },
          "settledAt": {
            "description": "When this outcome became final.",
            "type": "string",
            "format": "date-time",
            "pattern": "Z$",
            "examples": [
              "2029-12-24T09:00:00.000Z"
            ]
          },
          "settledBy": {
            "title": "FailedBy",
            "description": "What made the outcome final.\n\n- `intake`: the record or its data was wrong\n- `deadline`: its time was over\n- `response`: the answer of Reservanto\n- `reconciliation`: the answer was lost, and Reservanto was asked what it holds\n- `operator`: a person",
            "type": "string",
            "enum": [
              "intake",
              "deadline",
              "response",
              "reconciliation",
              "operator"
            ]
          }
        }
      }
    }
  },
  "dead-letter.headers": {
    "$id": "urn:reservanto-bridge:schema:dead-letter.headers:1:open",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "DeadLetterHeaders",
    "description": "Why a record could not become a request, and where it stood. Key, value and all other headers are those of the record, byte for byte; what is too large to be copied, or could not be decoded, is left out and named.",
    "type": "object",
    "required": [
      "x-original-topic",
      "x-original-partition",
      "x-original-offset",
      "x-original-timestamp",
      "x-error-code",
      "x-error-message",
      "x-failed-at"
    ],
    "properties": {
      "x-original-topic": {
        "description": "Topic of the record.",
        "type": "string",
        "examples": [
          "booking.requested"
        ]
      },
      "x-original-partition": {
        "description": "Partition of the record.",
        "type": "string",
        "pattern": "^\\d+$",
        "examples": [
          "3"
        ]
      },
      "x-original-offset": {
        "description": "Offset of the record.",
        "type": "string",
        "pattern": "^\\d+$",
        "examples": [
          "1024"
        ]
      },
      "x-original-timestamp": {
        "description": "Time of the record, in milliseconds since 1970.",
        "type": "string",
        "pattern": "^-?\\d+$",
        "examples": [
          "1892797200000"
        ]
      },
      "x-original-last-offset": {
        "description": "Last offset, inclusive, where the letter stands for offsets that could not be decoded.",
        "type": "string"
      },
      "x-original-codec": {
        "description": "Codec of a batch that could not be decoded: `none`, `gzip`, `snappy`, `lz4`, `zstd` or a number.",
        "type": "string"
      },
      "x-original-size": {
        "description": "Bytes of a batch, or of a record, that could not be decoded.",
        "type": "string"
      },
      "x-original-sha256": {
        "description": "SHA-256 of those bytes, base64url.",
        "type": "string"
      },
      "x-original-value-size": {
        "description": "Bytes of a value that is left out because it has more than 256 KiB.",
        "type": "string"
      },
      "x-original-value-sha256": {
        "description": "SHA-256 of that value, base64url.",
        "type": "string"
      },
      "x-original-first-bytes": {
        "description": "The first bytes of what is left out, 1 KiB at most, base64.",
        "type": "string"
      },
      "x-original-key-size": {
        "description": "Bytes of a key that is left out because it has more than 64 KiB.",
        "type": "string"
      },
      "x-original-key-sha256": {
        "description": "SHA-256 of that key, base64url.",
        "type": "string"
      },
      "x-original-headers-omitted": {
        "description": "How many headers are left out because there are more than 500, or 64 KiB.",
        "type": "string"
      },
      "x-error-code": {
        "title": "DeadLetterCode",
        "description": "Why it is here.\n\n- `MALFORMED_EVENT`: The record is not a JSON object\n- `UNSUPPORTED_EVENT`: The record is no booking.requested event of CloudEvents 1.0\n- `UNDECODABLE_RECORDS`: Records cannot be decoded\n- `RECORD_TOO_LARGE`: The record is larger than can be read\n- `NOT_STORABLE`: The database cannot store the request\n- `ID_REUSED`: Another request has this event id already\n\nMore words may come: be ready for one that you do not know.",
        "type": "string",
        "examples": [
          "MALFORMED_EVENT",
          "UNSUPPORTED_EVENT",
          "UNDECODABLE_RECORDS",
          "RECORD_TOO_LARGE",
          "NOT_STORABLE",
          "ID_REUSED"
        ]
      },
      "x-error-message": {
        "description": "One English sentence for a person.",
        "type": "string"
      },
      "x-failed-at": {
        "description": "When the record was given up.",
        "type": "string",
        "format": "date-time",
        "pattern": "Z$",
        "examples": [
          "2029-12-24T09:00:00.000Z"
        ]
      }
    }
  }
};
