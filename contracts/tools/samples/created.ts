import type { AppointmentStatus } from '../../../src/booking/confirmation.js';
import { confirmationOf } from '../../../src/booking/confirmation.js';
import { created, type Outcome } from '../../../src/booking/outcome.js';
import { afterCall } from '../../../src/dispatch/after-call.js';
import { verdictOf } from '../../../src/reservanto/verdict.js';
import { acceptedOf, outcomeSamples } from './encode.js';
import { plainRequest } from './requests.js';
import type { Sample } from './sample.js';

const CUSTOMER = 965123;
const APPOINTMENT = 48211093;

interface Answer {
  readonly Status?: AppointmentStatus;
  readonly isPaid?: boolean;
  readonly reservantoNotifies?: boolean;
}

/** `booking.created` for every way a booking can be held, and for every way it became known. */
export function createdSamples(): Sample[] {
  const answered = (name: string, answer: Answer = {}) =>
    outcomeSamples(name, acceptedOf(plainRequest()), outcomeOf(answer), { by: 'response', attempts: 1 });
  const found = created(
    {
      AppointmentId: APPOINTMENT,
      CustomerId: CUSTOMER,
      Status: 'Confirmed',
      IsPaymentRequired: null,
      IsPaymentRequiredProcessing: null,
    },
    confirmationOf('Confirmed') ?? 'confirmed',
    false,
  );
  return [
    ...answered('confirmed'),
    ...answered('confirmed-and-reservanto-notifies', { reservantoNotifies: true }),
    ...answered('payment-required', { isPaid: true }),
    ...answered('awaiting-confirmation', { Status: 'ConfirmationRequested' }),
    ...answered('waiting-list', { Status: 'AlternateSubscribed' }),
    ...answered('waiting-list-that-moves-up', { Status: 'AlternateAutoPromotion' }),
    ...outcomeSamples('found-by-reconciliation', acceptedOf(plainRequest()), found, {
      by: 'reconciliation',
      attempts: 1,
    }),
    ...outcomeSamples('found-by-operator', acceptedOf(plainRequest()), found, {
      by: 'operator',
      attempts: 1,
    }),
  ];
}

/** What the bridge makes of an answer of Reservanto's that says it is booked. */
function outcomeOf({ Status = 'Confirmed', isPaid = false, reservantoNotifies = false }: Answer): Outcome {
  const json = {
    AppointmentId: APPOINTMENT,
    CustomerId: CUSTOMER,
    Status,
    IsPaymentRequired: isPaid,
    IsPaymentRequiredProcessing: isPaid,
    IsError: false,
  };
  const verdict = verdictOf({ kind: 'answered', status: 200, retryAfterMs: null, body: { json } }, CUSTOMER);
  const next = afterCall(verdict, 1, reservantoNotifies, 0);
  if (next.next !== 'settle') throw new Error(`A sample answer with status ${Status} settles nothing.`);
  return next.outcome;
}
