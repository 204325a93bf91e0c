import { failureTypesAt } from '../../../src/booking/failure-type.js';
import {
  FAILURE_CATEGORIES,
  FAILURE_CODES,
  type FailureCode,
  FAILURES,
} from '../../../src/booking/failure-codes.js';
import { standingOf } from '../../../src/ops/docs/failure-examples.js';
import { closedObject, extensible, type JsonSchema, nullable, words } from './json-schema.js';
import { notificationsSchema } from './notifications.js';
import { historyProperties, REFERENCE } from './outcome.js';
import { failedRequestSchema } from './requested.js';

/** True for a code that ends a request or a record; others are only named under `errors`, as the reason of an expiry. */
export function isPublished(code: FailureCode): boolean {
  return standingOf(code) !== 'errors-of-another';
}

/** Every code with its meaning, for those that hold. */
export function codesSchema(
  title: string,
  description: string,
  holds: (code: FailureCode) => boolean,
): JsonSchema {
  const meanings = FAILURE_CODES.filter(holds).map((code) => [code, FAILURES[code].title] as const);
  return extensible(words(title, description, Object.fromEntries(meanings)));
}

const text = (description: string): JsonSchema => ({ description, type: 'string' });

function errorsSchema(): JsonSchema {
  const error = closedObject(
    { title: 'FailureDetail', description: 'One thing that is wrong.' },
    {
      pointer: {
        ...text('JSON pointer into the data of the request; empty for the whole.'),
        examples: ['/BookingStart'],
      },
      code: {
        ...text('The rule that is broken, or a failure code. More may come.'),
        examples: ['unixSeconds'],
      },
      message: text('One English sentence for a person.'),
    },
  );
  return {
    description: 'Everything that is wrong, as far as it is known; may be empty.',
    type: 'array',
    items: error,
  };
}

function providerSchema(): JsonSchema {
  const texts = (description: string): JsonSchema => ({
    description,
    type: 'array',
    items: { type: 'string' },
  });
  return nullable(
    closedObject(
      {
        title: 'ProviderAnswer',
        description: 'What Reservanto said, word for word; null when it said nothing.',
      },
      {
        httpStatus: nullable({ description: 'HTTP status of the answer.', type: 'integer', examples: [200] }),
        messages: texts('Its messages.'),
        parameters: texts('The properties that it named.'),
        language: { description: 'Language of the messages: Czech.', const: 'cs' },
      },
    ),
  );
}

function failureSchema(): JsonSchema {
  return closedObject(
    { title: 'Failure', description: 'Why there is no booking, or none that anybody knows of.' },
    {
      type: {
        ...text(
          'URI of the code: the address of the page that explains it where EVENTS_DOCS_URL is set, else a URN.',
        ),
        format: 'uri',
        examples: [`${failureTypesAt(null)}SLOT_UNAVAILABLE`],
      },
      code: codesSchema(
        'FailureCode',
        'What happened. Decide by `category`, `retryable` and `bookingMayExist` where you do not know a code.',
        isPublished,
      ),
      category: words('FailureCategory', 'Whose matter it is.', FAILURE_CATEGORIES),
      retryable: {
        description: 'Is it sensible to send a new request, under a new id and perhaps with other wishes?',
        type: 'boolean',
      },
      bookingMayExist: {
        description:
          'True where it is not known whether Reservanto holds a booking, or where another request of the same id may have one. Tell no customer "failed" then.',
        type: 'boolean',
      },
      title: text('The code in words; the same for every failure of this code.'),
      detail: text('One English sentence about this failure.'),
      errors: errorsSchema(),
      provider: providerSchema(),
    },
  );
}

/** The data of `booking.failed`. */
export function failedSchema(): JsonSchema {
  const reference = nullable({
    ...REFERENCE,
    description: `${REFERENCE.description} Null when there is no request.`,
  });
  return closedObject(
    {
      title: 'BookingFailed',
      description: 'There is no booking, or (`bookingMayExist`) nobody knows: the data of `booking.failed`.',
    },
    {
      reference,
      request: failedRequestSchema(),
      failure: failureSchema(),
      notifications: notificationsSchema('failed'),
      ...historyProperties('failed'),
    },
  );
}
