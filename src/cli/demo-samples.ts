/** One sample request of the demo, and the outcome that it must have. */
export interface Sample {
  readonly title: string;
  /** The resource: requests of one key come in the order in which they were sent. */
  readonly key: string;
  readonly value: string;
  /** A confirmation or a failure code. */
  readonly expected: string;
}

const WEEK_SECONDS = 7 * 86_400;
const base = { BookingResourceId: 19564, BookingServiceId: 112325, CustomerId: 965123, Count: 1 };

/** A request for each way that a request can end. Starts lie a week ahead, an hour apart. */
export function demoSamples(now: number): Sample[] {
  const first = Math.floor(now / 3_600_000) * 3_600 + WEEK_SECONDS;
  const sample = (
    title: string,
    hour: number,
    wishes: Record<string, unknown>,
    expected: string,
  ): Sample => ({
    title,
    key: String((wishes.BookingResourceId as number | undefined) ?? base.BookingResourceId),
    value: JSON.stringify({ ...base, BookingStart: first + hour * 3_600, ...wishes }),
    expected,
  });
  return [
    sample('a free slot', 0, { CustomerNote: 'Poznámka' }, 'confirmed'),
    sample('a resource whose merchant approves', 1, { BookingResourceId: 19566 }, 'awaiting-confirmation'),
    sample(
      'a resource that wants payment',
      2,
      { BookingResourceId: 19567, PaymentRequiredProcess: 'System' },
      'confirmed',
    ),
    sample('a resource with a waiting list', 3, { BookingResourceId: 19568 }, 'waiting-list'),
    sample('the only place of a cabin', 4, { BookingResourceId: 19565 }, 'confirmed'),
    sample(
      'the same place once more',
      4,
      { BookingResourceId: 19565, CustomerId: 965124 },
      'SLOT_UNAVAILABLE',
    ),
    sample('an unknown customer', 5, { CustomerId: 4 }, 'CUSTOMER_NOT_FOUND'),
    sample('an unknown resource', 6, { BookingResourceId: 5 }, 'RESOURCE_NOT_FOUND'),
    sample('a service that is not offered', 7, { BookingServiceId: 112326 }, 'SERVICE_NOT_FOUND'),
    sample('a resource that rejects', 8, { BookingResourceId: 19569 }, 'BOOKING_REJECTED'),
    sample('a start in milliseconds', 9, { BookingStart: now + WEEK_SECONDS * 1000 }, 'VALIDATION_FAILED'),
    sample('an id written as text', 10, { CustomerId: '965123' }, 'VALIDATION_FAILED'),
    {
      title: 'bytes that are no JSON',
      key: 'broken',
      value: '{"BookingResourceId": 195',
      expected: 'MALFORMED_EVENT',
    },
    sample(
      'Reservanto answers slowly',
      11,
      { BookingResourceId: 1_000_001, CustomerId: 1_900_001 },
      'confirmed',
    ),
    sample(
      'Reservanto is away for a while',
      12,
      { BookingResourceId: 1_000_002, CustomerId: 1_900_008 },
      'confirmed',
    ),
  ];
}
