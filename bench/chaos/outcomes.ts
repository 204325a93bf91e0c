import type { Facts, PublishedRecord } from './facts.js';
import { groupBy } from './group-by.js';

/** What an outcome event says, as far as the checks need it. */
export interface OutcomeData {
  readonly reference: string | null;
  readonly booking?: { readonly AppointmentId: number };
  readonly failure?: { readonly code: string; readonly bookingMayExist: boolean };
  readonly notifications: {
    readonly notifyCustomer: boolean;
    readonly customerNotifiedByReservanto: boolean;
    readonly notifyMerchant: boolean;
  };
}

/** A copy of an outcome event. */
export interface OutcomeCopy {
  readonly kind: 'created' | 'failed';
  readonly eventId: string;
  /** The reference of its request, or where the record stood that became none. */
  readonly subject: string;
  readonly data: OutcomeData;
  readonly record: PublishedRecord;
}

/** All copies of all outcome events, by subject. */
export function outcomesBySubject(facts: Facts): ReadonlyMap<string, readonly OutcomeCopy[]> {
  const copies = facts.published.flatMap(({ topic, ...record }): OutcomeCopy[] => {
    if (topic === 'deadLetter') return [];
    const { ce_id: eventId = '', ce_subject: subject = '' } = record.headers;
    const data = JSON.parse(record.value?.toString('utf8') ?? 'null') as OutcomeData;
    return [{ kind: topic, eventId, subject, data, record: { topic, ...record } }];
  });
  return groupBy(copies, (copy) => copy.subject);
}
