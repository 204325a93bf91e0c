import { Injectable } from '@nestjs/common';
import { type Counter, Metrics } from '../platform/metrics/metrics.js';
import type { Failure } from './failure.js';

/** What a create asks of Reservanto, by its own names. */
const REQUEST_PROPERTIES: readonly string[] = [
  'BookingResourceId',
  'BookingServiceId',
  'CustomerId',
  'BookingStart',
  'Count',
  'CustomerNote',
  'PaymentRequiredProcess',
  'TimeStamp',
];

/**
 * Which property an unmapped refusal is about: the first that it names and that we send; `other` when it names only
 * others, `none` when it names none. A bounded set of words, so that it can label a metric. Null for any other failure.
 */
export function unmappedParameterOf({ code, provider }: Failure): string | null {
  if (code !== 'REFUSED_BY_RESERVANTO') return null;
  const named = provider?.parameters ?? [];
  if (named.length === 0) return 'none';
  return named.find((parameter) => REQUEST_PROPERTIES.includes(parameter)) ?? 'other';
}

/** Counts refusals whose words nobody mapped to a code. The words themselves are only in the database. */
@Injectable()
export class UnmappedRefusals {
  private readonly counter: Counter<'parameter'>;

  constructor(metrics: Metrics) {
    this.counter = metrics.counter(
      'unmapped_refusals_total',
      'Requests that Reservanto refused in words without a code of ours, by the property it named',
      ['parameter'],
    );
  }

  /** Counts a failure if it is one. */
  count(failure: Failure): void {
    const parameter = unmappedParameterOf(failure);
    if (parameter !== null) this.counter.inc({ parameter });
  }
}
