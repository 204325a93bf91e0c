import type { SettledBy } from '../../../src/booking/outcome.js';
import { type JsonSchema, type Properties, utcTime, words } from './json-schema.js';

const SETTLED_BY: Readonly<Record<SettledBy, string>> = {
  intake: 'the record or its data was wrong',
  deadline: 'its time was over',
  response: 'the answer of Reservanto',
  reconciliation: 'the answer was lost, and Reservanto was asked what it holds',
  operator: 'a person',
};

/** Bookings are made by calls, so neither intake nor a deadline can bring one about. */
const CANNOT_CREATE: readonly string[] = ['intake', 'deadline'] satisfies SettledBy[];

/** The reference of a request: see `referenceOf`. */
export const REFERENCE: JsonSchema = {
  description:
    'The reference of the request, short enough to be read out. The same request always has the same one.',
  type: 'string',
  pattern: '^[0-9A-HJKMNP-TV-Z]{10}$',
  examples: ['7F3K9Q2MZ1'],
};

/** What every outcome says about how it came about. */
export function historyProperties(kind: 'created' | 'failed'): Properties {
  const settledBy = Object.entries(SETTLED_BY).filter(
    ([word]) => kind === 'failed' || !CANNOT_CREATE.includes(word),
  );
  return {
    attempts: {
      description: 'How many calls were made to Reservanto.',
      type: 'integer',
      minimum: kind === 'created' ? 1 : 0,
      examples: [1],
    },
    receivedAt: utcTime('When the request was read.'),
    settledAt: utcTime('When this outcome became final.'),
    settledBy: words(
      kind === 'created' ? 'CreatedBy' : 'FailedBy',
      'What made the outcome final.',
      Object.fromEntries(settledBy),
    ),
  };
}
