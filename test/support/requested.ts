import type { Message } from 'kafkajs';

/** A customer's own text. It must never be printed, nor stand in an outcome. */
export const NOTE = 'Zdravotní omezení, prosím o klid';

/** A day from now, in Unix seconds. */
export const TOMORROW = Math.floor(Date.now() / 1000) + 86_400;

/** A customer, a resource and a service that the simulator knows, and capacity for any number of bookings. */
const EXAMPLE = {
  BookingStart: TOMORROW,
  BookingResourceId: 1_000_001,
  BookingServiceId: 112325,
  CustomerId: 1_000_001,
  CustomerNote: NOTE,
};

/** A `booking.requested` event with this id; `wish` changes its data, `attributes` adds CloudEvents attributes. */
export function requested(
  id: string,
  wish: Partial<typeof EXAMPLE> = {},
  attributes: Record<string, string> = {},
): Message {
  const data = { ...EXAMPLE, ...wish };
  const headers = { specversion: '1.0', id, source: 'urn:test', type: 'booking.requested', ...attributes };
  return {
    key: String(data.BookingResourceId),
    value: JSON.stringify(data),
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [`ce_${name}`, value])),
    },
  };
}
