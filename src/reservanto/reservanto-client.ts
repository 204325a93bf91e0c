import { AuthorisedCalls, type ReservantoOptions } from './authorised-calls.js';
import { fieldsOf } from './read-answer.js';
import { bookingsIn, heldBookingIn, type ReadFailure, readingOf, type Reading } from './read-bookings.js';
import type { HeldBooking } from './read-bookings.js';
import { type Verdict, verdictOf } from './verdict.js';

/** What `EmsLike/CreateBooking` is asked; `TimeStamp` is added at call time. `BookingStart` in Unix seconds. */
export interface CreateBookingRequest {
  readonly BookingResourceId: number;
  readonly BookingServiceId: number;
  readonly CustomerId: number;
  readonly BookingStart: number;
  readonly Count: number;
  readonly CustomerNote: string | null;
  readonly PaymentRequiredProcess: 'Never' | 'System';
}

/** What a call proved, and what it took. */
export interface CallReport {
  readonly verdict: Verdict;
  /** Times that `CreateBooking` was posted: none without a token, two after a 401. */
  readonly posts: number;
}

/** What became of a cancellation: done, refused with Reservanto's words, or not known. */
export type Cancellation =
  | { readonly result: 'canceled' }
  | { readonly result: 'refused'; readonly messages: readonly string[] }
  | { readonly result: 'failed'; readonly because: ReadFailure };

/** Speaks to Reservanto in its own words. A call never throws: whatever happens has a verdict. */
export class ReservantoClient {
  private readonly calls: AuthorisedCalls;

  constructor(options: ReservantoOptions) {
    this.calls = new AuthorisedCalls(options);
  }

  /**
   * Asks Reservanto to book, and tells what that proved. `mayCall` is asked immediately before the booking is posted;
   * when it says no, nothing is posted and the verdict is not-executed (`withheld`).
   */
  async createBooking(request: CreateBookingRequest, mayCall?: () => boolean): Promise<CallReport> {
    const call = await this.calls.call('EmsLike/CreateBooking', onTheWire(request), mayCall);
    const provider = { httpStatus: null, messages: [], parameters: [] };
    switch (call.kind) {
      case 'exchanged':
        return { verdict: verdictOf(call.exchange, request.CustomerId), posts: call.posts };
      case 'no-token': {
        const { because, retryAfterMs } = call;
        return { verdict: { verdict: 'not-executed', because, provider, retryAfterMs }, posts: 0 };
      }
      case 'withheld':
        return {
          verdict: { verdict: 'not-executed', because: 'withheld', provider, retryAfterMs: null },
          posts: call.posts,
        };
    }
  }

  /** The customer's bookings that start in `[from, to)`, Unix seconds, whatever their status. Needs the right `Event_r`. */
  async bookingsOfCustomer(customerId: number, from: number, to: number): Promise<Reading<HeldBooking[]>> {
    const fields = { CustomerId: customerId, StartDate: from, EndDate: to };
    return readingOf(await this.calls.call('Event/GetListByCustomer', fields), (json) =>
      bookingsIn(json, customerId),
    );
  }

  /** One booking; null when Reservanto says that the customer has none of this number. Needs the right `Event_r`. */
  async booking(appointmentId: number, customerId: number): Promise<Reading<HeldBooking | null>> {
    const fields = { AppointmentId: appointmentId, CustomerId: customerId };
    return readingOf(await this.calls.call('Event/Get', fields), (json) => {
      if (fieldsOf(json).IsError === true) return null;
      return heldBookingIn(fieldsOf(json).Result, customerId);
    });
  }

  /** Cancels one booking, never the rest of a course, and in spite of a notice period. Needs the right `Booking_w`. */
  async cancelBooking(appointmentId: number, customerId: number): Promise<Cancellation> {
    const fields = {
      AppointmentId: appointmentId,
      CustomerId: customerId,
      EnableCancelWholeCourse: false,
      OverrideCancellationLate: true,
    };
    const reading = readingOf(await this.calls.call('Booking/Cancel', fields), (json) => fieldsOf(json));
    if (!reading.ok) return { result: 'failed', because: reading.because };
    const { IsError, Status, ErrorMessages } = reading.value;
    if (IsError === false && Status === 'Canceled') return { result: 'canceled' };
    const messages = Array.isArray(ErrorMessages) ? ErrorMessages.filter((m) => typeof m === 'string') : [];
    return { result: 'refused', messages };
  }

  /** Closes all connections; what is in flight ends as it may. */
  close(): Promise<void> {
    return this.calls.close();
  }
}

/** Documented properties only. The documented sample sends 0 for Never; System has a name only. */
function onTheWire(request: CreateBookingRequest): Record<string, unknown> {
  return {
    BookingResourceId: request.BookingResourceId,
    BookingServiceId: request.BookingServiceId,
    CustomerId: request.CustomerId,
    BookingStart: request.BookingStart,
    Count: request.Count,
    CustomerNote: request.CustomerNote,
    PaymentRequiredProcess: request.PaymentRequiredProcess === 'Never' ? 0 : 'System',
  };
}
