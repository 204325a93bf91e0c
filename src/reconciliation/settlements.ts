import { Inject, Injectable } from '@nestjs/common';
import { type Booking, confirmationOf } from '../booking/confirmation.js';
import { failureOf } from '../booking/failure.js';
import { created, failed, type Outcome, outcomeEventOf, type SettledBy } from '../booking/outcome.js';
import type { BookingRequest } from '../booking/request.js';
import type { Move } from '../booking/transition.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import type { HeldBooking } from '../reservanto/read-bookings.js';

/** Makes the moves by which unknown requests are settled. */
@Injectable()
export class Settlements {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'reservanto'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The booking exists as Reservanto shows it, or was made and is void by now. */
  asHeld(request: BookingRequest, held: HeldBooking, by: SettledBy): Move {
    const confirmation = confirmationOf(held.Status);
    const booking: Booking = {
      AppointmentId: held.AppointmentId,
      CustomerId: held.CustomerId,
      Status: held.Status,
      IsPaymentRequired: null,
      IsPaymentRequiredProcessing: null,
    };
    return confirmation === null
      ? this.asFailed(
          request,
          failureOf(
            'BOOKING_REJECTED',
            `Reservanto holds the booking as ${held.Status}, number ${held.AppointmentId}.`,
          ),
          by,
        )
      : this.settle(request, created(booking, confirmation, this.config.reservanto.notifiesCustomers), by);
  }

  /** There is no booking, or nobody could find out. */
  asFailed(request: BookingRequest, failure: ReturnType<typeof failureOf>, by: SettledBy): Move {
    return this.settle(request, failed(failure), by);
  }

  private settle(request: BookingRequest, outcome: Outcome, by: SettledBy): Move {
    const at = new Date(this.clock());
    return { to: 'settled', outcome, by, at, event: outcomeEventOf(request, outcome, { by, at }) };
  }
}
