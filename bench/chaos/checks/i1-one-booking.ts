import type { Facts, Violation } from '../facts.js';
import { groupBy } from '../group-by.js';
import { referenceIn } from '../marker.js';

/** I1: Reservanto holds at most one active booking for each reference. */
export function oneBookingPerRequest({ bookings }: Pick<Facts, 'bookings'>): Violation[] {
  const active = bookings.filter((booking) => booking.isActive);
  return [...groupBy(active, ({ note }) => referenceIn(note))].flatMap(([reference, held]) =>
    reference === null || held.length === 1
      ? []
      : [
          {
            id: reference,
            what: `is booked ${held.length} times: ${held.map((b) => b.appointmentId).join(', ')}`,
          },
        ],
  );
}
