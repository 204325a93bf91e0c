import { type FailureCategory, type FailureCode, FAILURES } from './failure-codes.js';

/** One thing that is wrong. `pointer` is a JSON pointer into the request's data, empty for the whole. */
export interface FailureDetail {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** What Reservanto said, word for word, in Czech. */
export interface ProviderAnswer {
  readonly httpStatus: number | null;
  readonly messages: readonly string[];
  readonly parameters: readonly string[];
}

/** The failure block of `booking.failed`. */
export interface Failure {
  readonly code: FailureCode;
  readonly category: FailureCategory;
  readonly retryable: boolean;
  readonly bookingMayExist: boolean;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FailureDetail[];
  readonly provider: (ProviderAnswer & { readonly language: 'cs' }) | null;
}

/** The failure block of a code; `detail` is one English sentence for a person. */
export function failureOf(
  code: FailureCode,
  detail: string,
  more: { errors?: readonly FailureDetail[]; provider?: ProviderAnswer } = {},
): Failure {
  const { category, retryable, bookingMayExist, title } = FAILURES[code];
  const provider = more.provider === undefined ? null : { ...more.provider, language: 'cs' as const };
  return { code, category, retryable, bookingMayExist, title, detail, errors: more.errors ?? [], provider };
}
