import type { Facts, Violation } from '../facts.js';
import { referenceIn } from '../marker.js';
import { type OutcomeCopy, outcomesBySubject } from '../outcomes.js';

/** I9: nobody is told "failed" about a booking that exists or may exist, and nobody is told twice about one that does. */
export function flagsAgree(facts: Facts): Violation[] {
  const booked = new Set(facts.bookings.filter((b) => b.isActive).map((b) => referenceIn(b.note)));
  return [...outcomesBySubject(facts)].flatMap(([subject, [copy]]) => {
    const what = copy === undefined ? null : faultOf(copy, booked.has(subject));
    return what === null ? [] : [{ id: subject, what }];
  });
}

function faultOf({ kind, data }: OutcomeCopy, isBooked: boolean): string | null {
  const { notifyCustomer, customerNotifiedByReservanto, notifyMerchant } = data.notifications;
  if (kind === 'created')
    return notifyCustomer === customerNotifiedByReservanto
      ? `is created and the customer is told ${notifyCustomer ? 'twice' : 'by nobody'}`
      : null;
  if (notifyCustomer && isBooked) return 'is booked, and the customer is to be told that it failed';
  if (data.failure?.bookingMayExist !== true)
    return isBooked ? 'is booked, and its failure says that it is not' : null;
  if (notifyCustomer) return 'may be booked, and the customer is to be told that it failed';
  return notifyMerchant ? null : 'may be booked, and nobody is told';
}
