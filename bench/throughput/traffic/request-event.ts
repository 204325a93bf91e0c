import type { Message } from 'kafkajs';
import { PARTITIONS } from '../../servers/servers.js';

/** Far in the future on any day on which the bench may run. Unix seconds. */
const BOOKING_START = Date.UTC(2040, 0, 2, 9) / 1_000;
const SOURCE = 'urn:bench';
const ID = /^bench-(\d+)$/;

/** Resource of the hot lane; other lanes have the numbers above it. */
export const HOT_RESOURCE = 1;

/**
 * A valid `booking.requested` event in binary mode, keyed by its resource. Every request has a customer of its own, so
 * that no two ask for the same booking. Resources are dealt to the partitions in turn: hashed ones would fill some
 * partitions more than others, and what works partition by partition would be measured by the fullest.
 */
export function requestEvent(n: number, resource: number): Message {
  const data = {
    BookingResourceId: resource,
    BookingServiceId: 112_325,
    CustomerId: customerOf(n),
    BookingStart: BOOKING_START,
    Count: 1,
    CustomerNote: 'Prosím o místo u okna',
    PaymentRequiredProcess: 'Never',
  };
  return {
    key: String(resource),
    partition: resource % PARTITIONS,
    value: JSON.stringify(data),
    headers: {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_type: 'booking.requested',
      ce_source: SOURCE,
      ce_id: `bench-${n}`,
    },
  };
}

/** Requests take turns among the lanes. */
export function resourceOf(n: number, lanes: number): number {
  return HOT_RESOURCE + 1 + (n % lanes);
}

/** The CustomerId of request `n`. */
export function customerOf(n: number): number {
  return n + 1;
}

/** Number of the request that an event answers, by its `causationid`; null for what is not ours. */
export function requestNumber(causationId: string): number | null {
  const digits = ID.exec(causationId)?.[1];
  return digits === undefined ? null : Number(digits);
}
