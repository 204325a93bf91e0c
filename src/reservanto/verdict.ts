import type { Exchange } from './exchange.js';
import {
  bookingIn,
  type CreatedBooking,
  fieldsOf,
  type ProviderAnswer,
  providerAnswer,
} from './read-answer.js';
import { saysMisconfigured } from './statuses.js';

/** What one call proved. Only what was provably not executed may be repeated without asking first. */
export type Verdict =
  | { readonly verdict: 'created'; readonly booking: CreatedBooking }
  | {
      readonly verdict: 'refused';
      readonly because: 'error-answer' | 'status-rejected' | 'status-canceled' | 'http-status';
      readonly provider: ProviderAnswer;
    }
  | {
      readonly verdict: 'not-executed';
      readonly because:
        'unreachable' | 'unauthorized' | 'forbidden' | 'misconfigured' | 'throttled' | 'withheld';
      readonly provider: ProviderAnswer;
      readonly retryAfterMs: number | null;
    }
  | {
      readonly verdict: 'unknown';
      readonly because:
        'timeout' | 'connection-lost' | 'server-error' | 'unreadable-answer' | 'contradicting-answer';
      readonly provider: ProviderAnswer;
    };

type Answered = Extract<Exchange, { kind: 'answered' }>;
type NotExecuted = Extract<Verdict, { verdict: 'not-executed' }>['because'];
type Unknown = Extract<Verdict, { verdict: 'unknown' }>['because'];

/** What an exchange of `CreateBooking` for this customer proved. Pure and total: every exchange has a verdict. */
export function verdictOf(exchange: Exchange, customerId: number): Verdict {
  switch (exchange.kind) {
    case 'not-sent':
      return notExecuted('unreachable', null);
    case 'interrupted':
      return unknown(exchange.reason, null);
    case 'answered':
      return verdictOfAnswer(exchange, customerId);
  }
}

function verdictOfAnswer(answer: Answered, customerId: number): Verdict {
  const { status } = answer;
  if (status === 200) return verdictOfBody(answer, customerId);
  if (status === 401) return notExecuted('unauthorized', answer);
  if (status === 403) return notExecuted('forbidden', answer);
  if (saysMisconfigured(status)) return notExecuted('misconfigured', answer);
  if (status === 429 || (status === 503 && answer.retryAfterMs !== null))
    return notExecuted('throttled', answer);
  if (status >= 500 || status === 408) return unknown('server-error', answer);
  if (status >= 400) return { verdict: 'refused', because: 'http-status', provider: providerOf(answer) };
  return unknown('unreadable-answer', answer);
}

function verdictOfBody(answer: Answered, customerId: number): Verdict {
  if ('broken' in answer.body) return unknown('unreadable-answer', answer);
  const { IsError, AppointmentId } = fieldsOf(answer.body.json);
  if (IsError === true) {
    const claimsBooking = typeof AppointmentId === 'number' && AppointmentId > 0;
    return claimsBooking
      ? unknown('contradicting-answer', answer)
      : { verdict: 'refused', because: 'error-answer', provider: providerOf(answer) };
  }
  const booking = IsError === false ? bookingIn(answer.body.json, customerId) : null;
  if (booking === null) return unknown('unreadable-answer', answer);
  if (booking.Status === 'Rejected')
    return { verdict: 'refused', because: 'status-rejected', provider: providerOf(answer) };
  if (booking.Status === 'Canceled')
    return { verdict: 'refused', because: 'status-canceled', provider: providerOf(answer) };
  return { verdict: 'created', booking };
}

function providerOf(answer: Answered | null): ProviderAnswer {
  return providerAnswer(
    answer?.status ?? null,
    answer !== null && 'json' in answer.body ? answer.body.json : null,
  );
}

function notExecuted(because: NotExecuted, answer: Answered | null): Verdict {
  return {
    verdict: 'not-executed',
    because,
    provider: providerOf(answer),
    retryAfterMs: answer?.retryAfterMs ?? null,
  };
}

function unknown(because: Unknown, answer: Answered | null): Verdict {
  return { verdict: 'unknown', because, provider: providerOf(answer) };
}
