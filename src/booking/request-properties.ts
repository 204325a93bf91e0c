/** What steers a booking: the properties of `EmsLike/CreateBooking` that a request decides about, by their exact names. */
export const STEERING_PROPERTIES = [
  'BookingResourceId',
  'BookingServiceId',
  'CustomerId',
  'BookingStart',
  'Count',
  'CustomerNote',
  'PaymentRequiredProcess',
] as const;

/** Every property of a request that the contract describes. */
export const REQUEST_PROPERTIES = [...STEERING_PROPERTIES, 'TimeStamp'] as const;

/** Properties that a request may leave out. JSON serializers of many languages write null for what is not set. */
export const OPTIONAL_PROPERTIES: readonly string[] = [
  'Count',
  'CustomerNote',
  'PaymentRequiredProcess',
  'TimeStamp',
];

type Data = Readonly<Record<string, unknown>>;

/**
 * The documented properties of a request's data, of whatever type, in the order of the contract; null of an optional one
 * means absent. Nothing else of the data is stored or published.
 */
export function documentedOf(data: Data): Record<string, unknown> {
  const given = REQUEST_PROPERTIES.filter(
    (name) => Object.hasOwn(data, name) && !(data[name] === null && OPTIONAL_PROPERTIES.includes(name)),
  );
  return Object.fromEntries(given.map((name) => [name, data[name]]));
}
