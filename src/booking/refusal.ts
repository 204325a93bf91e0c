import { type Failure, failureOf, type ProviderAnswer } from './failure.js';
import type { FailureCode } from './failure-codes.js';

interface RefusalRule {
  /** The offending property that Reservanto names, when the rule needs one. */
  readonly parameter?: string;
  /** Found in the text, without diacritics, in lower case and with single spaces, when the rule needs one. */
  readonly text?: RegExp;
  readonly code: FailureCode;
}

const TAKEN = /obsazen|neni voln|nejsou voln|neni k dispozici|kapacit/;
const PAST = /minulost|uplynul|jiz probehl/;

/**
 * How Reservanto's refusals are read, first match wins: by the property it names, then by its text. Its texts are not
 * documented, so what matches nothing keeps its words and becomes REFUSED_BY_RESERVANTO.
 */
const RULES: readonly RefusalRule[] = [
  { parameter: 'CustomerId', code: 'CUSTOMER_NOT_FOUND' },
  { parameter: 'BookingResourceId', text: TAKEN, code: 'SLOT_UNAVAILABLE' },
  { parameter: 'BookingResourceId', code: 'RESOURCE_NOT_FOUND' },
  { parameter: 'BookingServiceId', code: 'SERVICE_NOT_FOUND' },
  { parameter: 'BookingStart', text: TAKEN, code: 'SLOT_UNAVAILABLE' },
  { parameter: 'BookingStart', code: 'INVALID_START' },
  { parameter: 'Count', text: TAKEN, code: 'SLOT_UNAVAILABLE' },
  { parameter: 'Count', code: 'INVALID_COUNT' },
  { text: /zakaznik neexistuje/, code: 'CUSTOMER_NOT_FOUND' },
  { text: TAKEN, code: 'SLOT_UNAVAILABLE' },
  { text: PAST, code: 'INVALID_START' },
];

/** The failure that a refusal of Reservanto means. Total: any answer gives one. */
export function failureOfRefusal(provider: ProviderAnswer): Failure {
  const text = normalised(provider.messages.join(' '));
  const rule = RULES.find(
    (r) =>
      (r.parameter === undefined || provider.parameters.includes(r.parameter)) &&
      (r.text?.test(text) ?? true),
  );
  const code = rule?.code ?? 'REFUSED_BY_RESERVANTO';
  const named = provider.parameters.length === 0 ? 'no property' : provider.parameters.join(', ');
  return failureOf(
    code,
    `Reservanto refused the request and named ${named}; its own words stand under provider.`,
    {
      provider,
      errors: provider.parameters.map((parameter) => ({
        pointer: `/${parameter.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        code,
        message: `Reservanto refused ${parameter}.`,
      })),
    },
  );
}

/** Lower case, single spaces, no diacritics: "Termín  je OBSAZENÝ" and "termin je obsazeny" read the same. */
function normalised(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
