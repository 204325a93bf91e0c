import { DEAD_LETTER_CODES } from '../../../src/booking/failure-codes.js';
import { codesSchema } from './failed.js';
import { closedObject, type JsonSchema, utcTime } from './json-schema.js';

/** Kafka headers of a dead letter, which come after those that the record had. Where a name repeats, the last one counts. */
export function deadLetterHeaders(): JsonSchema {
  const number = (description: string, pattern: string, example: string): JsonSchema => ({
    description,
    type: 'string',
    pattern,
    examples: [example],
  });
  return {
    ...closedObject(
      {
        title: 'DeadLetterHeaders',
        description:
          'Why a record could not become a request, and where it stood. Key, value and all other headers are those of the record, byte for byte.',
      },
      {
        'x-original-topic': {
          description: 'Topic of the record.',
          type: 'string',
          examples: ['booking.requested'],
        },
        'x-original-partition': number('Partition of the record.', '^\\d+$', '3'),
        'x-original-offset': number('Offset of the record.', '^\\d+$', '1024'),
        'x-original-timestamp': number(
          'Time of the record, in milliseconds since 1970.',
          '^-?\\d+$',
          '1892797200000',
        ),
        'x-error-code': codesSchema('DeadLetterCode', 'Why it is here.', (code) =>
          DEAD_LETTER_CODES.includes(code),
        ),
        'x-error-message': { description: 'One English sentence for a person.', type: 'string' },
        'x-failed-at': utcTime('When the record was given up.'),
      },
    ),
    additionalProperties: true,
  };
}
