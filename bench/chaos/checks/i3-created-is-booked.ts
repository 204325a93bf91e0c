import type { Facts, StoredRequest, Violation } from '../facts.js';
import { referenceIn } from '../marker.js';
import { outcomesBySubject } from '../outcomes.js';

/**
 * I3: no `booking.created` without its booking, and no booking of ours without its `booking.created`. A booking of a
 * request in review, or of one that failed saying that a booking may exist, is admitted: the bridge never claimed to know.
 */
export function createdIsBooked(facts: Facts): Violation[] {
  const outcomes = outcomesBySubject(facts);
  const active = facts.bookings.filter((booking) => booking.isActive);
  const byAppointment = new Map(active.map((booking) => [booking.appointmentId, booking]));
  const requests = new Map(facts.requests.map((request) => [request.reference, request]));
  const violations: Violation[] = [];
  for (const [reference, copies] of outcomes) {
    const created = copies.find((copy) => copy.kind === 'created');
    if (created === undefined) continue;
    const appointmentId = created.data.booking?.AppointmentId ?? 0;
    const booking = byAppointment.get(appointmentId);
    if (booking === undefined)
      violations.push({
        id: reference,
        what: `is told as created, but there is no booking ${appointmentId}`,
      });
    else if (referenceIn(booking.note) !== reference)
      violations.push({
        id: reference,
        what: `is told as created with somebody else's booking ${appointmentId}`,
      });
  }
  for (const { appointmentId, note } of active) {
    const reference = referenceIn(note) ?? '';
    const request = requests.get(reference);
    const isTold = outcomes
      .get(reference)
      ?.some((copy) => copy.data.booking?.AppointmentId === appointmentId);
    if (request === undefined)
      violations.push({ id: String(appointmentId), what: 'is a booking without a request of ours' });
    else if (isTold !== true && !isAdmitted(request))
      violations.push({
        id: reference,
        what: `is ${request.state}, but its booking ${appointmentId} exists`,
      });
  }
  return violations;
}

function isAdmitted(request: StoredRequest): boolean {
  return request.state === 'REVIEW' || request.failureCode === 'OUTCOME_UNKNOWN';
}
