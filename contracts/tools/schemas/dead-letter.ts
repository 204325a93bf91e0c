import { DEAD_LETTER_CODES } from '../../../src/booking/failure-codes.js';
import { codesSchema } from './failed.js';
import { closedObject, type JsonSchema, utcTime } from './json-schema.js';

/** Headers that name what the letter lacks. */
const OMISSIONS = {
  'x-original-last-offset':
    'Last offset, inclusive, where the letter stands for offsets that could not be decoded.',
  'x-original-codec':
    'Codec of a batch that could not be decoded: `none`, `gzip`, `snappy`, `lz4`, `zstd` or a number.',
  'x-original-size': 'Bytes of a batch, or of a record, that could not be decoded.',
  'x-original-sha256': 'SHA-256 of those bytes, base64url.',
  'x-original-value-size': 'Bytes of a value that is left out because it has more than 256 KiB.',
  'x-original-value-sha256': 'SHA-256 of that value, base64url.',
  'x-original-first-bytes': 'The first bytes of what is left out, 1 KiB at most, base64.',
  'x-original-key-size': 'Bytes of a key that is left out because it has more than 64 KiB.',
  'x-original-key-sha256': 'SHA-256 of that key, base64url.',
  'x-original-headers-omitted': 'How many headers are left out because there are more than 500, or 64 KiB.',
} as const;

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
          'Why a record could not become a request, and where it stood. Key, value and all other headers are those of the record, byte for byte; what is too large to be copied, or could not be decoded, is left out and named.',
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
        ...Object.fromEntries(
          Object.entries(OMISSIONS).map(([name, description]) => [
            name,
            { description, type: 'string' } satisfies JsonSchema,
          ]),
        ),
        'x-error-code': codesSchema('DeadLetterCode', 'Why it is here.', (code) =>
          DEAD_LETTER_CODES.includes(code),
        ),
        'x-error-message': { description: 'One English sentence for a person.', type: 'string' },
        'x-failed-at': utcTime('When the record was given up.'),
      },
      Object.keys(OMISSIONS),
    ),
    additionalProperties: true,
  };
}
