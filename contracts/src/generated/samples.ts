// Made by `npm run contracts`; changes are lost.
import type { SampleRecord } from '../sample-record.js';
import type { BookingCreated, BookingCreatedEvent, BookingFailed, BookingFailedEvent, BookingRequested, BookingRequestedEvent } from './types.js';

/** Records of every event, mode and failure code. */
export const SAMPLES: readonly SampleRecord[] = [
{
  "name": "booking.requested/least.binary",
  "topic": "booking.requested",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "order-2041",
    "ce_source": "urn:example:shop",
    "ce_type": "booking.requested",
    "ce_time": "2029-12-24T09:00:00.000Z"
  },
  "value": {
    "BookingResourceId": 19564,
    "BookingServiceId": 112325,
    "CustomerId": 965123,
    "BookingStart": 1893488400
  } satisfies BookingRequested
},
{
  "name": "booking.requested/least.structured",
  "topic": "booking.requested",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "order-2041",
    "source": "urn:example:shop",
    "type": "booking.requested",
    "time": "2029-12-24T09:00:00.000Z",
    "datacontenttype": "application/json",
    "data": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    }
  } satisfies BookingRequestedEvent
},
{
  "name": "booking.requested/all.binary",
  "topic": "booking.requested",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "order-2041",
    "ce_source": "urn:example:shop",
    "ce_type": "booking.requested",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "ce_expirytime": "2029-12-31T12:00:00.000Z",
    "ce_correlationid": "cart-77",
    "ce_traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "ce_tracestate": "shop=00f067aa0ba902b7",
    "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "tracestate": "shop=00f067aa0ba902b7"
  },
  "value": {
    "BookingResourceId": 19564,
    "BookingServiceId": 112325,
    "CustomerId": 965123,
    "BookingStart": 1893488400,
    "Count": 2,
    "CustomerNote": "Prosím o klidné místo",
    "PaymentRequiredProcess": "Never"
  } satisfies BookingRequested
},
{
  "name": "booking.requested/all.structured",
  "topic": "booking.requested",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8",
    "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "tracestate": "shop=00f067aa0ba902b7"
  },
  "value": {
    "specversion": "1.0",
    "id": "order-2041",
    "source": "urn:example:shop",
    "type": "booking.requested",
    "time": "2029-12-24T09:00:00.000Z",
    "expirytime": "2029-12-31T12:00:00.000Z",
    "correlationid": "cart-77",
    "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "tracestate": "shop=00f067aa0ba902b7",
    "datacontenttype": "application/json",
    "data": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400,
      "Count": 2,
      "CustomerNote": "Prosím o klidné místo",
      "PaymentRequiredProcess": "Never"
    }
  } satisfies BookingRequestedEvent
},
{
  "name": "booking.requested/idempotency-key.bare",
  "topic": "booking.requested",
  "key": "19564",
  "headers": {
    "idempotency-key": "order-2041",
    "correlationid": "cart-77"
  },
  "value": {
    "BookingResourceId": 19564,
    "BookingServiceId": 112325,
    "CustomerId": 965123,
    "BookingStart": 1893488400,
    "Count": 2,
    "CustomerNote": "Prosím o klidné místo",
    "PaymentRequiredProcess": "Never"
  } satisfies BookingRequested
},
{
  "name": "booking.requested/message-id.bare",
  "topic": "booking.requested",
  "key": "19564",
  "headers": {
    "message-id": "order-2041"
  },
  "value": {
    "BookingResourceId": 19564,
    "BookingServiceId": 112325,
    "CustomerId": 965123,
    "BookingStart": 1893488400,
    "Count": 2,
    "CustomerNote": "Prosím o klidné místo",
    "PaymentRequiredProcess": "Never"
  } satisfies BookingRequested
},
{
  "name": "booking.requested/nameless.bare",
  "topic": "booking.requested",
  "key": "19564",
  "headers": {},
  "value": {
    "BookingResourceId": 19564,
    "BookingServiceId": 112325,
    "CustomerId": 965123,
    "BookingStart": 1893488400,
    "Count": 2,
    "CustomerNote": "Prosím o klidné místo",
    "PaymentRequiredProcess": "Never"
  } satisfies BookingRequested
},
{
  "name": "booking.created/confirmed.binary",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.created",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "booking": {
      "AppointmentId": 48211093,
      "CustomerId": 965123,
      "Status": "Confirmed",
      "IsPaymentRequired": false,
      "IsPaymentRequiredProcessing": false
    },
    "confirmation": "confirmed",
    "notifications": {
      "notifyCustomer": true,
      "customerNotifiedByReservanto": false,
      "notifyMerchant": false,
      "reason": "booked"
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingCreated
},
{
  "name": "booking.created/confirmed.structured",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.created",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "booking": {
        "AppointmentId": 48211093,
        "CustomerId": 965123,
        "Status": "Confirmed",
        "IsPaymentRequired": false,
        "IsPaymentRequiredProcessing": false
      },
      "confirmation": "confirmed",
      "notifications": {
        "notifyCustomer": true,
        "customerNotifiedByReservanto": false,
        "notifyMerchant": false,
        "reason": "booked"
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingCreatedEvent
},
{
  "name": "booking.created/confirmed-and-reservanto-notifies.binary",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.created",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "booking": {
      "AppointmentId": 48211093,
      "CustomerId": 965123,
      "Status": "Confirmed",
      "IsPaymentRequired": false,
      "IsPaymentRequiredProcessing": false
    },
    "confirmation": "confirmed",
    "notifications": {
      "notifyCustomer": false,
      "customerNotifiedByReservanto": true,
      "notifyMerchant": false,
      "reason": "booked"
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingCreated
},
{
  "name": "booking.created/confirmed-and-reservanto-notifies.structured",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.created",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "booking": {
        "AppointmentId": 48211093,
        "CustomerId": 965123,
        "Status": "Confirmed",
        "IsPaymentRequired": false,
        "IsPaymentRequiredProcessing": false
      },
      "confirmation": "confirmed",
      "notifications": {
        "notifyCustomer": false,
        "customerNotifiedByReservanto": true,
        "notifyMerchant": false,
        "reason": "booked"
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingCreatedEvent
},
{
  "name": "booking.created/payment-required.binary",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.created",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "booking": {
      "AppointmentId": 48211093,
      "CustomerId": 965123,
      "Status": "Confirmed",
      "IsPaymentRequired": true,
      "IsPaymentRequiredProcessing": true
    },
    "confirmation": "confirmed",
    "notifications": {
      "notifyCustomer": true,
      "customerNotifiedByReservanto": false,
      "notifyMerchant": false,
      "reason": "payment-required"
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingCreated
},
{
  "name": "booking.created/payment-required.structured",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.created",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "booking": {
        "AppointmentId": 48211093,
        "CustomerId": 965123,
        "Status": "Confirmed",
        "IsPaymentRequired": true,
        "IsPaymentRequiredProcessing": true
      },
      "confirmation": "confirmed",
      "notifications": {
        "notifyCustomer": true,
        "customerNotifiedByReservanto": false,
        "notifyMerchant": false,
        "reason": "payment-required"
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingCreatedEvent
},
{
  "name": "booking.created/awaiting-confirmation.binary",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.created",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "booking": {
      "AppointmentId": 48211093,
      "CustomerId": 965123,
      "Status": "ConfirmationRequested",
      "IsPaymentRequired": false,
      "IsPaymentRequiredProcessing": false
    },
    "confirmation": "awaiting-confirmation",
    "notifications": {
      "notifyCustomer": true,
      "customerNotifiedByReservanto": false,
      "notifyMerchant": true,
      "reason": "awaiting-confirmation"
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingCreated
},
{
  "name": "booking.created/awaiting-confirmation.structured",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.created",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "booking": {
        "AppointmentId": 48211093,
        "CustomerId": 965123,
        "Status": "ConfirmationRequested",
        "IsPaymentRequired": false,
        "IsPaymentRequiredProcessing": false
      },
      "confirmation": "awaiting-confirmation",
      "notifications": {
        "notifyCustomer": true,
        "customerNotifiedByReservanto": false,
        "notifyMerchant": true,
        "reason": "awaiting-confirmation"
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingCreatedEvent
},
{
  "name": "booking.created/waiting-list.binary",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.created",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "booking": {
      "AppointmentId": 48211093,
      "CustomerId": 965123,
      "Status": "AlternateSubscribed",
      "IsPaymentRequired": false,
      "IsPaymentRequiredProcessing": false
    },
    "confirmation": "waiting-list",
    "notifications": {
      "notifyCustomer": true,
      "customerNotifiedByReservanto": false,
      "notifyMerchant": false,
      "reason": "waiting-list"
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingCreated
},
{
  "name": "booking.created/waiting-list.structured",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.created",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "booking": {
        "AppointmentId": 48211093,
        "CustomerId": 965123,
        "Status": "AlternateSubscribed",
        "IsPaymentRequired": false,
        "IsPaymentRequiredProcessing": false
      },
      "confirmation": "waiting-list",
      "notifications": {
        "notifyCustomer": true,
        "customerNotifiedByReservanto": false,
        "notifyMerchant": false,
        "reason": "waiting-list"
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingCreatedEvent
},
{
  "name": "booking.created/waiting-list-that-moves-up.binary",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.created",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "booking": {
      "AppointmentId": 48211093,
      "CustomerId": 965123,
      "Status": "AlternateAutoPromotion",
      "IsPaymentRequired": false,
      "IsPaymentRequiredProcessing": false
    },
    "confirmation": "waiting-list",
    "notifications": {
      "notifyCustomer": true,
      "customerNotifiedByReservanto": false,
      "notifyMerchant": false,
      "reason": "waiting-list"
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingCreated
},
{
  "name": "booking.created/waiting-list-that-moves-up.structured",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.created",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "booking": {
        "AppointmentId": 48211093,
        "CustomerId": 965123,
        "Status": "AlternateAutoPromotion",
        "IsPaymentRequired": false,
        "IsPaymentRequiredProcessing": false
      },
      "confirmation": "waiting-list",
      "notifications": {
        "notifyCustomer": true,
        "customerNotifiedByReservanto": false,
        "notifyMerchant": false,
        "reason": "waiting-list"
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingCreatedEvent
},
{
  "name": "booking.created/found-by-reconciliation.binary",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.created",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "booking": {
      "AppointmentId": 48211093,
      "CustomerId": 965123,
      "Status": "Confirmed",
      "IsPaymentRequired": null,
      "IsPaymentRequiredProcessing": null
    },
    "confirmation": "confirmed",
    "notifications": {
      "notifyCustomer": true,
      "customerNotifiedByReservanto": false,
      "notifyMerchant": false,
      "reason": "booked"
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "reconciliation"
  } satisfies BookingCreated
},
{
  "name": "booking.created/found-by-reconciliation.structured",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.created",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "booking": {
        "AppointmentId": 48211093,
        "CustomerId": 965123,
        "Status": "Confirmed",
        "IsPaymentRequired": null,
        "IsPaymentRequiredProcessing": null
      },
      "confirmation": "confirmed",
      "notifications": {
        "notifyCustomer": true,
        "customerNotifiedByReservanto": false,
        "notifyMerchant": false,
        "reason": "booked"
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "reconciliation"
    }
  } satisfies BookingCreatedEvent
},
{
  "name": "booking.created/found-by-operator.binary",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.created",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "booking": {
      "AppointmentId": 48211093,
      "CustomerId": 965123,
      "Status": "Confirmed",
      "IsPaymentRequired": null,
      "IsPaymentRequiredProcessing": null
    },
    "confirmation": "confirmed",
    "notifications": {
      "notifyCustomer": true,
      "customerNotifiedByReservanto": false,
      "notifyMerchant": false,
      "reason": "booked"
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "operator"
  } satisfies BookingCreated
},
{
  "name": "booking.created/found-by-operator.structured",
  "topic": "booking.created",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.created",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "booking": {
        "AppointmentId": 48211093,
        "CustomerId": 965123,
        "Status": "Confirmed",
        "IsPaymentRequired": null,
        "IsPaymentRequiredProcessing": null
      },
      "confirmation": "confirmed",
      "notifications": {
        "notifyCustomer": true,
        "customerNotifiedByReservanto": false,
        "notifyMerchant": false,
        "reason": "booked"
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "operator"
    }
  } satisfies BookingCreatedEvent
},
{
  "name": "booking.failed/VALIDATION_FAILED.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": "965123",
      "BookingStart": 1893488400000
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:VALIDATION_FAILED",
      "code": "VALIDATION_FAILED",
      "category": "validation",
      "retryable": false,
      "bookingMayExist": false,
      "title": "The request breaks the rules of its contract",
      "detail": "Correct CustomerId, BookingStart and send a new request; every rule that was broken is listed under errors.",
      "errors": [
        {
          "pointer": "/CustomerId",
          "code": "wholeNumber",
          "message": "CustomerId must be a whole number, written as a JSON number; received a number written as text"
        },
        {
          "pointer": "/BookingStart",
          "code": "unixSeconds",
          "message": "BookingStart must be Unix time in seconds, and this can only be milliseconds: divide it by 1000; received a number of 13 digits"
        }
      ],
      "provider": null
    },
    "notifications": {
      "notifyCustomer": false,
      "notifyMerchant": true,
      "reason": "invalid-request",
      "customerNotifiedByReservanto": false
    },
    "attempts": 0,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:00.000Z",
    "settledBy": "intake"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/VALIDATION_FAILED.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:00.000Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": "965123",
        "BookingStart": 1893488400000
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:VALIDATION_FAILED",
        "code": "VALIDATION_FAILED",
        "category": "validation",
        "retryable": false,
        "bookingMayExist": false,
        "title": "The request breaks the rules of its contract",
        "detail": "Correct CustomerId, BookingStart and send a new request; every rule that was broken is listed under errors.",
        "errors": [
          {
            "pointer": "/CustomerId",
            "code": "wholeNumber",
            "message": "CustomerId must be a whole number, written as a JSON number; received a number written as text"
          },
          {
            "pointer": "/BookingStart",
            "code": "unixSeconds",
            "message": "BookingStart must be Unix time in seconds, and this can only be milliseconds: divide it by 1000; received a number of 13 digits"
          }
        ],
        "provider": null
      },
      "notifications": {
        "notifyCustomer": false,
        "notifyMerchant": true,
        "reason": "invalid-request",
        "customerNotifiedByReservanto": false
      },
      "attempts": 0,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:00.000Z",
      "settledBy": "intake"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/MALFORMED_EVENT.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "8f682e39-38c3-82cf-a2fb-89eb0093f91d",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "ce_subject": "booking.requested-3-1024",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop"
  },
  "value": {
    "reference": null,
    "request": null,
    "failure": {
      "type": "urn:reservanto-bridge:failure:MALFORMED_EVENT",
      "code": "MALFORMED_EVENT",
      "category": "validation",
      "retryable": false,
      "bookingMayExist": false,
      "title": "The record is not a JSON object",
      "detail": "The value is not JSON in UTF-8.",
      "errors": [],
      "provider": null
    },
    "notifications": {
      "notifyCustomer": false,
      "notifyMerchant": true,
      "reason": "invalid-request",
      "customerNotifiedByReservanto": false
    },
    "attempts": 0,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:00.000Z",
    "settledBy": "intake"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/MALFORMED_EVENT.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "8f682e39-38c3-82cf-a2fb-89eb0093f91d",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:00.000Z",
    "subject": "booking.requested-3-1024",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "datacontenttype": "application/json",
    "data": {
      "reference": null,
      "request": null,
      "failure": {
        "type": "urn:reservanto-bridge:failure:MALFORMED_EVENT",
        "code": "MALFORMED_EVENT",
        "category": "validation",
        "retryable": false,
        "bookingMayExist": false,
        "title": "The record is not a JSON object",
        "detail": "The value is not JSON in UTF-8.",
        "errors": [],
        "provider": null
      },
      "notifications": {
        "notifyCustomer": false,
        "notifyMerchant": true,
        "reason": "invalid-request",
        "customerNotifiedByReservanto": false
      },
      "attempts": 0,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:00.000Z",
      "settledBy": "intake"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/UNSUPPORTED_EVENT.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "d2ea91d9-8a76-8c84-b619-d80d6cc9e763",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "ce_subject": "booking.requested-3-1024",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop"
  },
  "value": {
    "reference": null,
    "request": null,
    "failure": {
      "type": "urn:reservanto-bridge:failure:UNSUPPORTED_EVENT",
      "code": "UNSUPPORTED_EVENT",
      "category": "validation",
      "retryable": false,
      "bookingMayExist": false,
      "title": "The record is no booking.requested event of CloudEvents 1.0",
      "detail": "The CloudEvents attribute type must be booking.requested, and it is missing or another.",
      "errors": [],
      "provider": null
    },
    "notifications": {
      "notifyCustomer": false,
      "notifyMerchant": true,
      "reason": "invalid-request",
      "customerNotifiedByReservanto": false
    },
    "attempts": 0,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:00.000Z",
    "settledBy": "intake"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/UNSUPPORTED_EVENT.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "d2ea91d9-8a76-8c84-b619-d80d6cc9e763",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:00.000Z",
    "subject": "booking.requested-3-1024",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "datacontenttype": "application/json",
    "data": {
      "reference": null,
      "request": null,
      "failure": {
        "type": "urn:reservanto-bridge:failure:UNSUPPORTED_EVENT",
        "code": "UNSUPPORTED_EVENT",
        "category": "validation",
        "retryable": false,
        "bookingMayExist": false,
        "title": "The record is no booking.requested event of CloudEvents 1.0",
        "detail": "The CloudEvents attribute type must be booking.requested, and it is missing or another.",
        "errors": [],
        "provider": null
      },
      "notifications": {
        "notifyCustomer": false,
        "notifyMerchant": true,
        "reason": "invalid-request",
        "customerNotifiedByReservanto": false
      },
      "attempts": 0,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:00.000Z",
      "settledBy": "intake"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/UNDECODABLE_RECORDS.binary",
  "topic": "booking.failed",
  "key": "",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "5cb76658-4fad-8804-bf1d-c05235527a8a",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "ce_subject": "booking.requested-3-1024",
    "ce_causationid": "booking.requested-3-1024",
    "ce_causationsource": "urn:kafka:booking.requested"
  },
  "value": {
    "reference": null,
    "request": null,
    "failure": {
      "type": "urn:reservanto-bridge:failure:UNDECODABLE_RECORDS",
      "code": "UNDECODABLE_RECORDS",
      "category": "validation",
      "retryable": false,
      "bookingMayExist": false,
      "title": "Records cannot be decoded",
      "detail": "The batch is compressed with a codec that is not known; use none, gzip, snappy, lz4 or zstd.",
      "errors": [],
      "provider": null
    },
    "notifications": {
      "notifyCustomer": false,
      "notifyMerchant": true,
      "reason": "invalid-request",
      "customerNotifiedByReservanto": false
    },
    "attempts": 0,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:00.000Z",
    "settledBy": "intake"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/UNDECODABLE_RECORDS.structured",
  "topic": "booking.failed",
  "key": "",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "5cb76658-4fad-8804-bf1d-c05235527a8a",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:00.000Z",
    "subject": "booking.requested-3-1024",
    "causationid": "booking.requested-3-1024",
    "causationsource": "urn:kafka:booking.requested",
    "datacontenttype": "application/json",
    "data": {
      "reference": null,
      "request": null,
      "failure": {
        "type": "urn:reservanto-bridge:failure:UNDECODABLE_RECORDS",
        "code": "UNDECODABLE_RECORDS",
        "category": "validation",
        "retryable": false,
        "bookingMayExist": false,
        "title": "Records cannot be decoded",
        "detail": "The batch is compressed with a codec that is not known; use none, gzip, snappy, lz4 or zstd.",
        "errors": [],
        "provider": null
      },
      "notifications": {
        "notifyCustomer": false,
        "notifyMerchant": true,
        "reason": "invalid-request",
        "customerNotifiedByReservanto": false
      },
      "attempts": 0,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:00.000Z",
      "settledBy": "intake"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/RECORD_TOO_LARGE.binary",
  "topic": "booking.failed",
  "key": "",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "5cb76658-4fad-8804-bf1d-c05235527a8a",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "ce_subject": "booking.requested-3-1024",
    "ce_causationid": "booking.requested-3-1024",
    "ce_causationsource": "urn:kafka:booking.requested"
  },
  "value": {
    "reference": null,
    "request": null,
    "failure": {
      "type": "urn:reservanto-bridge:failure:RECORD_TOO_LARGE",
      "code": "RECORD_TOO_LARGE",
      "category": "validation",
      "retryable": false,
      "bookingMayExist": false,
      "title": "The record is larger than can be read",
      "detail": "The record is larger than anything that is read; a request has at most 64 KiB.",
      "errors": [],
      "provider": null
    },
    "notifications": {
      "notifyCustomer": false,
      "notifyMerchant": true,
      "reason": "invalid-request",
      "customerNotifiedByReservanto": false
    },
    "attempts": 0,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:00.000Z",
    "settledBy": "intake"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/RECORD_TOO_LARGE.structured",
  "topic": "booking.failed",
  "key": "",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "5cb76658-4fad-8804-bf1d-c05235527a8a",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:00.000Z",
    "subject": "booking.requested-3-1024",
    "causationid": "booking.requested-3-1024",
    "causationsource": "urn:kafka:booking.requested",
    "datacontenttype": "application/json",
    "data": {
      "reference": null,
      "request": null,
      "failure": {
        "type": "urn:reservanto-bridge:failure:RECORD_TOO_LARGE",
        "code": "RECORD_TOO_LARGE",
        "category": "validation",
        "retryable": false,
        "bookingMayExist": false,
        "title": "The record is larger than can be read",
        "detail": "The record is larger than anything that is read; a request has at most 64 KiB.",
        "errors": [],
        "provider": null
      },
      "notifications": {
        "notifyCustomer": false,
        "notifyMerchant": true,
        "reason": "invalid-request",
        "customerNotifiedByReservanto": false
      },
      "attempts": 0,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:00.000Z",
      "settledBy": "intake"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/NOT_STORABLE.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "d2ea91d9-8a76-8c84-b619-d80d6cc9e763",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "ce_subject": "booking.requested-3-1024",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop"
  },
  "value": {
    "reference": null,
    "request": null,
    "failure": {
      "type": "urn:reservanto-bridge:failure:NOT_STORABLE",
      "code": "NOT_STORABLE",
      "category": "validation",
      "retryable": false,
      "bookingMayExist": false,
      "title": "The database cannot store the request",
      "detail": "PostgreSQL refuses to store the request (SQLSTATE 22P05); send it under a short id and source in ASCII.",
      "errors": [],
      "provider": null
    },
    "notifications": {
      "notifyCustomer": false,
      "notifyMerchant": true,
      "reason": "invalid-request",
      "customerNotifiedByReservanto": false
    },
    "attempts": 0,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:00.000Z",
    "settledBy": "intake"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/NOT_STORABLE.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "d2ea91d9-8a76-8c84-b619-d80d6cc9e763",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:00.000Z",
    "subject": "booking.requested-3-1024",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "datacontenttype": "application/json",
    "data": {
      "reference": null,
      "request": null,
      "failure": {
        "type": "urn:reservanto-bridge:failure:NOT_STORABLE",
        "code": "NOT_STORABLE",
        "category": "validation",
        "retryable": false,
        "bookingMayExist": false,
        "title": "The database cannot store the request",
        "detail": "PostgreSQL refuses to store the request (SQLSTATE 22P05); send it under a short id and source in ASCII.",
        "errors": [],
        "provider": null
      },
      "notifications": {
        "notifyCustomer": false,
        "notifyMerchant": true,
        "reason": "invalid-request",
        "customerNotifiedByReservanto": false
      },
      "attempts": 0,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:00.000Z",
      "settledBy": "intake"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/ID_REUSED.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "d2ea91d9-8a76-8c84-b619-d80d6cc9e763",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "ce_subject": "booking.requested-3-1024",
    "ce_causationid": "booking.requested-3-1024",
    "ce_causationsource": "urn:kafka:booking.requested",
    "ce_claimedid": "order-2041",
    "ce_claimedsource": "urn:example:shop"
  },
  "value": {
    "reference": null,
    "request": null,
    "failure": {
      "type": "urn:reservanto-bridge:failure:ID_REUSED",
      "code": "ID_REUSED",
      "category": "validation",
      "retryable": false,
      "bookingMayExist": true,
      "title": "Another request has this event id already",
      "detail": "A request with this source and id was stored before with other data; send this one under an id of its own.",
      "errors": [],
      "provider": null
    },
    "notifications": {
      "notifyCustomer": false,
      "notifyMerchant": true,
      "reason": "unknown-outcome",
      "customerNotifiedByReservanto": false
    },
    "attempts": 0,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:00.000Z",
    "settledBy": "intake"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/ID_REUSED.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "d2ea91d9-8a76-8c84-b619-d80d6cc9e763",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:00.000Z",
    "subject": "booking.requested-3-1024",
    "causationid": "booking.requested-3-1024",
    "causationsource": "urn:kafka:booking.requested",
    "claimedid": "order-2041",
    "claimedsource": "urn:example:shop",
    "datacontenttype": "application/json",
    "data": {
      "reference": null,
      "request": null,
      "failure": {
        "type": "urn:reservanto-bridge:failure:ID_REUSED",
        "code": "ID_REUSED",
        "category": "validation",
        "retryable": false,
        "bookingMayExist": true,
        "title": "Another request has this event id already",
        "detail": "A request with this source and id was stored before with other data; send this one under an id of its own.",
        "errors": [],
        "provider": null
      },
      "notifications": {
        "notifyCustomer": false,
        "notifyMerchant": true,
        "reason": "unknown-outcome",
        "customerNotifiedByReservanto": false
      },
      "attempts": 0,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:00.000Z",
      "settledBy": "intake"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/REQUEST_EXPIRED.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:REQUEST_EXPIRED",
      "code": "REQUEST_EXPIRED",
      "category": "expired",
      "retryable": true,
      "bookingMayExist": false,
      "title": "The deadline passed before the request could be booked",
      "detail": "Every attempt until its deadline was provably not executed; the last reason stands under errors.",
      "errors": [
        {
          "pointer": "",
          "code": "RESERVANTO_UNAVAILABLE",
          "message": "Reservanto could not be reached"
        }
      ],
      "provider": null
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": true,
      "reason": "expired",
      "customerNotifiedByReservanto": false
    },
    "attempts": 4,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "deadline"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/REQUEST_EXPIRED.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:REQUEST_EXPIRED",
        "code": "REQUEST_EXPIRED",
        "category": "expired",
        "retryable": true,
        "bookingMayExist": false,
        "title": "The deadline passed before the request could be booked",
        "detail": "Every attempt until its deadline was provably not executed; the last reason stands under errors.",
        "errors": [
          {
            "pointer": "",
            "code": "RESERVANTO_UNAVAILABLE",
            "message": "Reservanto could not be reached"
          }
        ],
        "provider": null
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": true,
        "reason": "expired",
        "customerNotifiedByReservanto": false
      },
      "attempts": 4,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "deadline"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/CUSTOMER_NOT_FOUND.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:CUSTOMER_NOT_FOUND",
      "code": "CUSTOMER_NOT_FOUND",
      "category": "business",
      "retryable": false,
      "bookingMayExist": false,
      "title": "Reservanto has no such customer",
      "detail": "Reservanto refused the request and named CustomerId; its own words stand under provider.",
      "errors": [
        {
          "pointer": "/CustomerId",
          "code": "CUSTOMER_NOT_FOUND",
          "message": "Reservanto refused CustomerId."
        }
      ],
      "provider": {
        "httpStatus": 200,
        "messages": [
          "Hledaný zákazník neexistuje!"
        ],
        "parameters": [
          "CustomerId"
        ],
        "language": "cs"
      }
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": false,
      "reason": "refused",
      "customerNotifiedByReservanto": false
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/CUSTOMER_NOT_FOUND.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:CUSTOMER_NOT_FOUND",
        "code": "CUSTOMER_NOT_FOUND",
        "category": "business",
        "retryable": false,
        "bookingMayExist": false,
        "title": "Reservanto has no such customer",
        "detail": "Reservanto refused the request and named CustomerId; its own words stand under provider.",
        "errors": [
          {
            "pointer": "/CustomerId",
            "code": "CUSTOMER_NOT_FOUND",
            "message": "Reservanto refused CustomerId."
          }
        ],
        "provider": {
          "httpStatus": 200,
          "messages": [
            "Hledaný zákazník neexistuje!"
          ],
          "parameters": [
            "CustomerId"
          ],
          "language": "cs"
        }
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": false,
        "reason": "refused",
        "customerNotifiedByReservanto": false
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/RESOURCE_NOT_FOUND.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:RESOURCE_NOT_FOUND",
      "code": "RESOURCE_NOT_FOUND",
      "category": "business",
      "retryable": false,
      "bookingMayExist": false,
      "title": "Reservanto has no such resource",
      "detail": "Reservanto refused the request and named BookingResourceId; its own words stand under provider.",
      "errors": [
        {
          "pointer": "/BookingResourceId",
          "code": "RESOURCE_NOT_FOUND",
          "message": "Reservanto refused BookingResourceId."
        }
      ],
      "provider": {
        "httpStatus": 200,
        "messages": [
          "Hledaný zdroj neexistuje!"
        ],
        "parameters": [
          "BookingResourceId"
        ],
        "language": "cs"
      }
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": false,
      "reason": "refused",
      "customerNotifiedByReservanto": false
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/RESOURCE_NOT_FOUND.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:RESOURCE_NOT_FOUND",
        "code": "RESOURCE_NOT_FOUND",
        "category": "business",
        "retryable": false,
        "bookingMayExist": false,
        "title": "Reservanto has no such resource",
        "detail": "Reservanto refused the request and named BookingResourceId; its own words stand under provider.",
        "errors": [
          {
            "pointer": "/BookingResourceId",
            "code": "RESOURCE_NOT_FOUND",
            "message": "Reservanto refused BookingResourceId."
          }
        ],
        "provider": {
          "httpStatus": 200,
          "messages": [
            "Hledaný zdroj neexistuje!"
          ],
          "parameters": [
            "BookingResourceId"
          ],
          "language": "cs"
        }
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": false,
        "reason": "refused",
        "customerNotifiedByReservanto": false
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/SERVICE_NOT_FOUND.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:SERVICE_NOT_FOUND",
      "code": "SERVICE_NOT_FOUND",
      "category": "business",
      "retryable": false,
      "bookingMayExist": false,
      "title": "Reservanto has no such service for this resource",
      "detail": "Reservanto refused the request and named BookingServiceId; its own words stand under provider.",
      "errors": [
        {
          "pointer": "/BookingServiceId",
          "code": "SERVICE_NOT_FOUND",
          "message": "Reservanto refused BookingServiceId."
        }
      ],
      "provider": {
        "httpStatus": 200,
        "messages": [
          "Zdroj tuto službu nenabízí!"
        ],
        "parameters": [
          "BookingServiceId"
        ],
        "language": "cs"
      }
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": false,
      "reason": "refused",
      "customerNotifiedByReservanto": false
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/SERVICE_NOT_FOUND.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:SERVICE_NOT_FOUND",
        "code": "SERVICE_NOT_FOUND",
        "category": "business",
        "retryable": false,
        "bookingMayExist": false,
        "title": "Reservanto has no such service for this resource",
        "detail": "Reservanto refused the request and named BookingServiceId; its own words stand under provider.",
        "errors": [
          {
            "pointer": "/BookingServiceId",
            "code": "SERVICE_NOT_FOUND",
            "message": "Reservanto refused BookingServiceId."
          }
        ],
        "provider": {
          "httpStatus": 200,
          "messages": [
            "Zdroj tuto službu nenabízí!"
          ],
          "parameters": [
            "BookingServiceId"
          ],
          "language": "cs"
        }
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": false,
        "reason": "refused",
        "customerNotifiedByReservanto": false
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/SLOT_UNAVAILABLE.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:SLOT_UNAVAILABLE",
      "code": "SLOT_UNAVAILABLE",
      "category": "business",
      "retryable": true,
      "bookingMayExist": false,
      "title": "The slot is taken",
      "detail": "Reservanto refused the request and named BookingStart; its own words stand under provider.",
      "errors": [
        {
          "pointer": "/BookingStart",
          "code": "SLOT_UNAVAILABLE",
          "message": "Reservanto refused BookingStart."
        }
      ],
      "provider": {
        "httpStatus": 200,
        "messages": [
          "Zvolený termín je již obsazený!"
        ],
        "parameters": [
          "BookingStart"
        ],
        "language": "cs"
      }
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": false,
      "reason": "refused",
      "customerNotifiedByReservanto": false
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/SLOT_UNAVAILABLE.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:SLOT_UNAVAILABLE",
        "code": "SLOT_UNAVAILABLE",
        "category": "business",
        "retryable": true,
        "bookingMayExist": false,
        "title": "The slot is taken",
        "detail": "Reservanto refused the request and named BookingStart; its own words stand under provider.",
        "errors": [
          {
            "pointer": "/BookingStart",
            "code": "SLOT_UNAVAILABLE",
            "message": "Reservanto refused BookingStart."
          }
        ],
        "provider": {
          "httpStatus": 200,
          "messages": [
            "Zvolený termín je již obsazený!"
          ],
          "parameters": [
            "BookingStart"
          ],
          "language": "cs"
        }
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": false,
        "reason": "refused",
        "customerNotifiedByReservanto": false
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/INVALID_START.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:INVALID_START",
      "code": "INVALID_START",
      "category": "business",
      "retryable": true,
      "bookingMayExist": false,
      "title": "Reservanto does not accept this start",
      "detail": "Reservanto refused the request and named BookingStart; its own words stand under provider.",
      "errors": [
        {
          "pointer": "/BookingStart",
          "code": "INVALID_START",
          "message": "Reservanto refused BookingStart."
        }
      ],
      "provider": {
        "httpStatus": 200,
        "messages": [
          "Termín je v minulosti!"
        ],
        "parameters": [
          "BookingStart"
        ],
        "language": "cs"
      }
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": false,
      "reason": "refused",
      "customerNotifiedByReservanto": false
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/INVALID_START.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:INVALID_START",
        "code": "INVALID_START",
        "category": "business",
        "retryable": true,
        "bookingMayExist": false,
        "title": "Reservanto does not accept this start",
        "detail": "Reservanto refused the request and named BookingStart; its own words stand under provider.",
        "errors": [
          {
            "pointer": "/BookingStart",
            "code": "INVALID_START",
            "message": "Reservanto refused BookingStart."
          }
        ],
        "provider": {
          "httpStatus": 200,
          "messages": [
            "Termín je v minulosti!"
          ],
          "parameters": [
            "BookingStart"
          ],
          "language": "cs"
        }
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": false,
        "reason": "refused",
        "customerNotifiedByReservanto": false
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/INVALID_COUNT.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:INVALID_COUNT",
      "code": "INVALID_COUNT",
      "category": "business",
      "retryable": true,
      "bookingMayExist": false,
      "title": "Reservanto does not accept this count",
      "detail": "Reservanto refused the request and named Count; its own words stand under provider.",
      "errors": [
        {
          "pointer": "/Count",
          "code": "INVALID_COUNT",
          "message": "Reservanto refused Count."
        }
      ],
      "provider": {
        "httpStatus": 200,
        "messages": [
          "Neplatný počet osob!"
        ],
        "parameters": [
          "Count"
        ],
        "language": "cs"
      }
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": false,
      "reason": "refused",
      "customerNotifiedByReservanto": false
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/INVALID_COUNT.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:INVALID_COUNT",
        "code": "INVALID_COUNT",
        "category": "business",
        "retryable": true,
        "bookingMayExist": false,
        "title": "Reservanto does not accept this count",
        "detail": "Reservanto refused the request and named Count; its own words stand under provider.",
        "errors": [
          {
            "pointer": "/Count",
            "code": "INVALID_COUNT",
            "message": "Reservanto refused Count."
          }
        ],
        "provider": {
          "httpStatus": 200,
          "messages": [
            "Neplatný počet osob!"
          ],
          "parameters": [
            "Count"
          ],
          "language": "cs"
        }
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": false,
        "reason": "refused",
        "customerNotifiedByReservanto": false
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/BOOKING_REJECTED.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:BOOKING_REJECTED",
      "code": "BOOKING_REJECTED",
      "category": "business",
      "retryable": true,
      "bookingMayExist": false,
      "title": "Reservanto recorded the booking as rejected",
      "detail": "Reservanto answered with a booking that is rejected or cancelled already.",
      "errors": [],
      "provider": {
        "httpStatus": 200,
        "messages": [],
        "parameters": [],
        "language": "cs"
      }
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": false,
      "reason": "refused",
      "customerNotifiedByReservanto": false
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/BOOKING_REJECTED.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:BOOKING_REJECTED",
        "code": "BOOKING_REJECTED",
        "category": "business",
        "retryable": true,
        "bookingMayExist": false,
        "title": "Reservanto recorded the booking as rejected",
        "detail": "Reservanto answered with a booking that is rejected or cancelled already.",
        "errors": [],
        "provider": {
          "httpStatus": 200,
          "messages": [],
          "parameters": [],
          "language": "cs"
        }
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": false,
        "reason": "refused",
        "customerNotifiedByReservanto": false
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/REFUSED_BY_RESERVANTO.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:REFUSED_BY_RESERVANTO",
      "code": "REFUSED_BY_RESERVANTO",
      "category": "business",
      "retryable": false,
      "bookingMayExist": false,
      "title": "Reservanto refused the request",
      "detail": "Reservanto refused the request and named PaymentRequiredProcess; its own words stand under provider.",
      "errors": [
        {
          "pointer": "/PaymentRequiredProcess",
          "code": "REFUSED_BY_RESERVANTO",
          "message": "Reservanto refused PaymentRequiredProcess."
        }
      ],
      "provider": {
        "httpStatus": 200,
        "messages": [
          "Neplatná hodnota!"
        ],
        "parameters": [
          "PaymentRequiredProcess"
        ],
        "language": "cs"
      }
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": false,
      "reason": "refused",
      "customerNotifiedByReservanto": false
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/REFUSED_BY_RESERVANTO.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:REFUSED_BY_RESERVANTO",
        "code": "REFUSED_BY_RESERVANTO",
        "category": "business",
        "retryable": false,
        "bookingMayExist": false,
        "title": "Reservanto refused the request",
        "detail": "Reservanto refused the request and named PaymentRequiredProcess; its own words stand under provider.",
        "errors": [
          {
            "pointer": "/PaymentRequiredProcess",
            "code": "REFUSED_BY_RESERVANTO",
            "message": "Reservanto refused PaymentRequiredProcess."
          }
        ],
        "provider": {
          "httpStatus": 200,
          "messages": [
            "Neplatná hodnota!"
          ],
          "parameters": [
            "PaymentRequiredProcess"
          ],
          "language": "cs"
        }
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": false,
        "reason": "refused",
        "customerNotifiedByReservanto": false
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/RESERVANTO_MISCONFIGURED.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:RESERVANTO_MISCONFIGURED",
      "code": "RESERVANTO_MISCONFIGURED",
      "category": "configuration",
      "retryable": true,
      "bookingMayExist": false,
      "title": "Reservanto does not understand this installation",
      "detail": "Reservanto does not know the address, the content type or the protocol; check RESERVANTO_BASE_URL.",
      "errors": [],
      "provider": {
        "httpStatus": 404,
        "messages": [],
        "parameters": [],
        "language": "cs"
      }
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": true,
      "reason": "misconfigured",
      "customerNotifiedByReservanto": false
    },
    "attempts": 4,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "response"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/RESERVANTO_MISCONFIGURED.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:RESERVANTO_MISCONFIGURED",
        "code": "RESERVANTO_MISCONFIGURED",
        "category": "configuration",
        "retryable": true,
        "bookingMayExist": false,
        "title": "Reservanto does not understand this installation",
        "detail": "Reservanto does not know the address, the content type or the protocol; check RESERVANTO_BASE_URL.",
        "errors": [],
        "provider": {
          "httpStatus": 404,
          "messages": [],
          "parameters": [],
          "language": "cs"
        }
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": true,
        "reason": "misconfigured",
        "customerNotifiedByReservanto": false
      },
      "attempts": 4,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "response"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/SETTLED_BY_OPERATOR.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:SETTLED_BY_OPERATOR",
      "code": "SETTLED_BY_OPERATOR",
      "category": "business",
      "retryable": true,
      "bookingMayExist": false,
      "title": "A person found that no booking was made and closed the request",
      "detail": "A person looked and found that Reservanto holds no such booking.",
      "errors": [],
      "provider": null
    },
    "notifications": {
      "notifyCustomer": true,
      "notifyMerchant": false,
      "reason": "refused",
      "customerNotifiedByReservanto": false
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "operator"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/SETTLED_BY_OPERATOR.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:SETTLED_BY_OPERATOR",
        "code": "SETTLED_BY_OPERATOR",
        "category": "business",
        "retryable": true,
        "bookingMayExist": false,
        "title": "A person found that no booking was made and closed the request",
        "detail": "A person looked and found that Reservanto holds no such booking.",
        "errors": [],
        "provider": null
      },
      "notifications": {
        "notifyCustomer": true,
        "notifyMerchant": false,
        "reason": "refused",
        "customerNotifiedByReservanto": false
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "operator"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "booking.failed/OUTCOME_UNKNOWN.binary",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "ce_source": "urn:reservanto-bridge",
    "ce_type": "booking.failed",
    "ce_time": "2029-12-24T09:00:01.250Z",
    "ce_subject": "7HZ6JK1563",
    "ce_causationid": "order-2041",
    "ce_causationsource": "urn:example:shop",
    "ce_correlationid": "order-2041"
  },
  "value": {
    "reference": "7HZ6JK1563",
    "request": {
      "BookingResourceId": 19564,
      "BookingServiceId": 112325,
      "CustomerId": 965123,
      "BookingStart": 1893488400
    },
    "failure": {
      "type": "urn:reservanto-bridge:failure:OUTCOME_UNKNOWN",
      "code": "OUTCOME_UNKNOWN",
      "category": "unknown-outcome",
      "retryable": false,
      "bookingMayExist": true,
      "title": "Nobody could find out whether the booking was made",
      "detail": "A person closed the request without knowing whether a booking exists.",
      "errors": [],
      "provider": null
    },
    "notifications": {
      "notifyCustomer": false,
      "notifyMerchant": true,
      "reason": "unknown-outcome",
      "customerNotifiedByReservanto": false
    },
    "attempts": 1,
    "receivedAt": "2029-12-24T09:00:00.000Z",
    "settledAt": "2029-12-24T09:00:01.250Z",
    "settledBy": "operator"
  } satisfies BookingFailed
},
{
  "name": "booking.failed/OUTCOME_UNKNOWN.structured",
  "topic": "booking.failed",
  "key": "19564",
  "headers": {
    "content-type": "application/cloudevents+json; charset=utf-8"
  },
  "value": {
    "specversion": "1.0",
    "id": "6ccf9531-df9b-88fa-8266-89a9d195e04c",
    "source": "urn:reservanto-bridge",
    "type": "booking.failed",
    "time": "2029-12-24T09:00:01.250Z",
    "subject": "7HZ6JK1563",
    "causationid": "order-2041",
    "causationsource": "urn:example:shop",
    "correlationid": "order-2041",
    "datacontenttype": "application/json",
    "data": {
      "reference": "7HZ6JK1563",
      "request": {
        "BookingResourceId": 19564,
        "BookingServiceId": 112325,
        "CustomerId": 965123,
        "BookingStart": 1893488400
      },
      "failure": {
        "type": "urn:reservanto-bridge:failure:OUTCOME_UNKNOWN",
        "code": "OUTCOME_UNKNOWN",
        "category": "unknown-outcome",
        "retryable": false,
        "bookingMayExist": true,
        "title": "Nobody could find out whether the booking was made",
        "detail": "A person closed the request without knowing whether a booking exists.",
        "errors": [],
        "provider": null
      },
      "notifications": {
        "notifyCustomer": false,
        "notifyMerchant": true,
        "reason": "unknown-outcome",
        "customerNotifiedByReservanto": false
      },
      "attempts": 1,
      "receivedAt": "2029-12-24T09:00:00.000Z",
      "settledAt": "2029-12-24T09:00:01.250Z",
      "settledBy": "operator"
    }
  } satisfies BookingFailedEvent
},
{
  "name": "dead-letter/MALFORMED_EVENT",
  "topic": "booking.requested.dlq",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "order-2041",
    "ce_source": "urn:example:shop",
    "ce_type": "booking.requested",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "x-original-topic": "booking.requested",
    "x-original-partition": "3",
    "x-original-offset": "1024",
    "x-original-timestamp": "1892797200000",
    "x-error-code": "MALFORMED_EVENT",
    "x-error-message": "The value is not JSON in UTF-8.",
    "x-failed-at": "2029-12-24T09:00:00.000Z"
  },
  "text": "{\"BookingResourceId\": 195"
},
{
  "name": "dead-letter/UNSUPPORTED_EVENT",
  "topic": "booking.requested.dlq",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "order-2041",
    "ce_source": "urn:example:shop",
    "ce_type": "booking.changed",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "x-original-topic": "booking.requested",
    "x-original-partition": "3",
    "x-original-offset": "1024",
    "x-original-timestamp": "1892797200000",
    "x-error-code": "UNSUPPORTED_EVENT",
    "x-error-message": "The CloudEvents attribute type must be booking.requested, and it is missing or another.",
    "x-failed-at": "2029-12-24T09:00:00.000Z"
  },
  "value": {
    "BookingResourceId": 19564,
    "BookingServiceId": 112325,
    "CustomerId": 965123,
    "BookingStart": 1893488400
  }
},
{
  "name": "dead-letter/ID_REUSED",
  "topic": "booking.requested.dlq",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "order-2041",
    "ce_source": "urn:example:shop",
    "ce_type": "booking.requested",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "x-original-topic": "booking.requested",
    "x-original-partition": "3",
    "x-original-offset": "1024",
    "x-original-timestamp": "1892797200000",
    "x-error-code": "ID_REUSED",
    "x-error-message": "A request with this source and id was stored before with other data; send this one under an id of its own.",
    "x-failed-at": "2029-12-24T09:00:00.000Z"
  },
  "value": {
    "BookingResourceId": 19564,
    "BookingServiceId": 112325,
    "CustomerId": 965123,
    "BookingStart": 1893488400
  }
},
{
  "name": "dead-letter/NOT_STORABLE",
  "topic": "booking.requested.dlq",
  "key": "19564",
  "headers": {
    "content-type": "application/json; charset=utf-8",
    "ce_specversion": "1.0",
    "ce_id": "order-2041",
    "ce_source": "urn:example:shop",
    "ce_type": "booking.requested",
    "ce_time": "2029-12-24T09:00:00.000Z",
    "x-original-topic": "booking.requested",
    "x-original-partition": "3",
    "x-original-offset": "1024",
    "x-original-timestamp": "1892797200000",
    "x-error-code": "NOT_STORABLE",
    "x-error-message": "PostgreSQL refuses to store the request (SQLSTATE 22P05); send it under a short id and source in ASCII.",
    "x-failed-at": "2029-12-24T09:00:00.000Z"
  },
  "value": {
    "BookingResourceId": 19564,
    "BookingServiceId": 112325,
    "CustomerId": 965123,
    "BookingStart": 1893488400
  }
},
];
