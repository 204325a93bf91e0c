import { FIRST_MILLISECONDS, INT32_MAX } from '../../../src/intake/rules.js';
import { OPTIONAL_PROPERTIES, REQUEST_PROPERTIES } from '../../../src/booking/request-properties.js';
import { closedObject, type JsonSchema, nullable, type Properties } from './json-schema.js';

const id = (description: string, example: number): JsonSchema => ({
  description,
  type: 'integer',
  minimum: 1,
  maximum: INT32_MAX,
  examples: [example],
});

/** What `EmsLike/CreateBooking` is asked, with Reservanto's names and types. */
const PROPERTIES = {
  BookingResourceId: id('The resource in Reservanto: a studio, a room, a person.', 19564),
  BookingServiceId: id('The service in Reservanto. The resource must offer it.', 112325),
  CustomerId: id('The customer in Reservanto, who must exist there.', 965123),
  BookingStart: {
    description:
      'Start of the booking in Unix seconds, not milliseconds. It must lie after the moment at which the record was made; no schema can say that, so it is checked when the record is read.',
    type: 'integer',
    minimum: 1,
    exclusiveMaximum: FIRST_MILLISECONDS,
    examples: [1893456000],
  },
  Count: { ...id('Persons or pieces.', 1), default: 1 },
  CustomerNote: {
    description: 'A note for the merchant, in the words of the customer. It is never repeated in an outcome.',
    type: ['string', 'null'],
    default: null,
    examples: ['Prosím o klidné místo'],
  },
  PaymentRequiredProcess: {
    title: 'PaymentRequiredProcess',
    description:
      'Whether Reservanto asks the customer for payment: `Never` (also 0), or `System` (also 1) for as the merchant set it up.',
    enum: ['Never', 'System', 0, 1],
    default: 'Never',
  },
  TimeStamp: {
    description:
      'Unix seconds. Reservanto wants the time of the call here, so this is checked and then replaced; better left out.',
    type: 'integer',
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    examples: [1893452400],
  },
} as const satisfies Properties;

const { Count, PaymentRequiredProcess, TimeStamp } = PROPERTIES;
/** Many JSON serializers write null for what is not set: it means absent. */
const NULLABLE: Properties = {
  Count: nullable(Count),
  PaymentRequiredProcess: { ...PaymentRequiredProcess, enum: [...PaymentRequiredProcess.enum, null] },
  TimeStamp: nullable(TimeStamp),
};

/** The data of `booking.requested`. */
export function requestedSchema(): JsonSchema {
  return {
    ...closedObject(
      { title: 'BookingRequested', description: 'A wish for one booking: the data of `booking.requested`.' },
      { ...PROPERTIES, ...NULLABLE },
      OPTIONAL_PROPERTIES,
    ),
    examples: [
      { BookingResourceId: 19564, BookingServiceId: 112325, CustomerId: 965123, BookingStart: 1893456000 },
    ],
  };
}

/** What an outcome repeats of a request that was valid: its documented properties as they were given, but never the note. */
export function bookedRequestSchema(): JsonSchema {
  const { title: _ofTheRequest, ...process } = PaymentRequiredProcess;
  return closedObject(
    {
      title: 'BookedRequest',
      description:
        'The properties of the request as they were given, without the note. What was left out or null is absent.',
    },
    {
      ...PROPERTIES,
      PaymentRequiredProcess: process,
      CustomerNote: false,
    },
    OPTIONAL_PROPERTIES,
  );
}

/** What an outcome repeats of a request that failed, maybe because its data was wrong. */
export function failedRequestSchema(): JsonSchema {
  const asGiven: JsonSchema = { description: 'As it was given, right or wrong.' };
  const repeated = REQUEST_PROPERTIES.map(
    (name) => [name, name === 'CustomerNote' ? (false as const) : asGiven] as const,
  );
  return nullable(
    closedObject(
      {
        title: 'FailedRequest',
        description:
          'The documented properties of the request as they were given, right or wrong, without the note; null when the record could not be read.',
      },
      Object.fromEntries(repeated),
      REQUEST_PROPERTIES,
    ),
  );
}
