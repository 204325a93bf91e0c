import type { Message } from 'kafkajs';

const start = Math.floor(Date.now() / 1000) + 86_400;

/** What may be said about a {@link bookingRequest} besides its number. */
export interface Wishes {
  readonly resource?: number;
  readonly customer?: number;
  readonly partition?: number;
}

/**
 * A request that the simulator books, with identity and key `n`. Requests differ in customer and resource, so the
 * ledger tells them apart and no lane holds another one up.
 */
export function bookingRequest(n: number, { resource, customer, partition }: Wishes = {}): Message {
  const data = {
    BookingResourceId: resource ?? 1_000_000 + (n % 500_000),
    BookingServiceId: 112325,
    CustomerId: customer ?? customerOf(n),
    BookingStart: start,
  };
  return {
    key: String(n),
    value: JSON.stringify(data),
    headers: { 'idempotency-key': String(n) },
    ...(partition === undefined ? {} : { partition }),
  };
}

/** The customer of request `n`, as the ledger knows it. */
export function customerOf(n: number): number {
  return 1_100_000 + n;
}
