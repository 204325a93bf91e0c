import { referencesIn } from '../booking/marker.js';
import { naturalKeyOf, type Wish } from '../booking/natural-key.js';
import type { HeldBooking } from '../reservanto/read-bookings.js';

/** What was asked for, and how to recognise it. */
export interface Sought {
  readonly wish: Wish;
  readonly reference: string;
  /** Whether notes carry references; otherwise the natural key has to do. */
  readonly isMarked: boolean;
  /** AppointmentIds that belong to other requests already. */
  readonly attributed: ReadonlySet<number>;
}

/**
 * What the customer's bookings say about the one that is sought. `found` names further active bookings of the same
 * reference too: each of them is one too many.
 */
export type Match =
  | { readonly match: 'found'; readonly booking: HeldBooking; readonly tooMany: readonly number[] }
  | { readonly match: 'found-void'; readonly booking: HeldBooking }
  | { readonly match: 'absent' }
  | { readonly match: 'ambiguous'; readonly appointments: readonly number[] };

const isActive = ({ Status }: HeldBooking) => Status !== 'Canceled' && Status !== 'Rejected';

/** Looks for one booking among those that the customer holds at its start or around it. */
export function matchBookings(sought: Sought, held: readonly HeldBooking[]): Match {
  return sought.isMarked ? matchByReference(sought, held) : matchByNaturalKey(sought, held);
}

function matchByReference(sought: Sought, held: readonly HeldBooking[]): Match {
  const ours = held
    .filter((booking) => referencesIn(booking.CustomerNote).includes(sought.reference))
    .toSorted((a, b) => a.AppointmentId - b.AppointmentId);
  // Somebody else was answered with it, so either that or the note is wrong. Nobody can tell.
  if (ours.some((b) => sought.attributed.has(b.AppointmentId))) return ambiguous(ours);
  const [first, ...more] = distinct(ours.filter(isActive));
  if (first !== undefined)
    return { match: 'found', booking: first, tooMany: more.map((b) => b.AppointmentId) };
  const [isVoid] = ours;
  if (isVoid !== undefined) return { match: 'found-void', booking: isVoid };
  // The same booking without any reference: made by hand, or ours with a note that was rewritten. Nobody can tell.
  const twins = twinsOf(sought, held).filter((b) => referencesIn(b.CustomerNote).length === 0);
  return twins.length === 0 ? { match: 'absent' } : ambiguous(twins);
}

function matchByNaturalKey(sought: Sought, held: readonly HeldBooking[]): Match {
  const [first, ...more] = twinsOf(sought, held);
  if (first === undefined) return { match: 'absent' };
  // One that does not show its service may be that of a request for another service.
  const isRecognised = more.length === 0 && first.BookingServiceId !== null;
  return isRecognised ? { match: 'found', booking: first, tooMany: [] } : ambiguous([first, ...more]);
}

function twinsOf({ wish, attributed }: Sought, held: readonly HeldBooking[]): HeldBooking[] {
  const key = naturalKeyOf(wish);
  const twins = held.filter(
    (b) =>
      isActive(b) &&
      !attributed.has(b.AppointmentId) &&
      naturalKeyOf({
        CustomerId: b.CustomerId,
        BookingResourceId: b.SourceId,
        BookingServiceId: b.BookingServiceId ?? wish.BookingServiceId,
        BookingStart: b.StartDate,
        Count: b.Count,
      }) === key,
  );
  return distinct(twins);
}

/** A list may name a booking twice; that makes it no second booking. */
function distinct(bookings: readonly HeldBooking[]): HeldBooking[] {
  return [...new Map(bookings.map((b) => [b.AppointmentId, b])).values()];
}

function ambiguous(bookings: readonly HeldBooking[]): Match {
  return { match: 'ambiguous', appointments: distinct(bookings).map((b) => b.AppointmentId) };
}
