import type { Status } from './catalogue.js';

/** One booking as Reservanto holds it. Times in Unix seconds. */
export interface BookedEvent {
  readonly AppointmentId: number;
  readonly CustomerId: number;
  readonly SourceId: number;
  readonly BookingServiceId: number;
  readonly StartDate: number;
  readonly EndDate: number;
  readonly Count: number;
  readonly CustomerNote: string | null;
  Status: Status;
  /** Milliseconds since 1970; reads do not show it before `visibleAt`. */
  readonly bookedAt: number;
  readonly visibleAt: number;
}

/** One line of the ledger. */
export interface LedgerLine {
  readonly sequence: number;
  readonly what: 'booked' | 'canceled';
  readonly at: number;
  readonly event: Readonly<BookedEvent>;
}

const FIRST_APPOINTMENT = 14589123;

/** Append-only record of everything that was really booked and cancelled: the oracle of the tests. */
export class Ledger {
  readonly lines: LedgerLine[] = [];
  private readonly byAppointment = new Map<number, BookedEvent>();
  private readonly byCustomer = new Map<number, BookedEvent[]>();
  private readonly byResource = new Map<number, BookedEvent[]>();

  /** Books, and returns what was booked. */
  book(booking: Omit<BookedEvent, 'AppointmentId'>): BookedEvent {
    const event: BookedEvent = { ...booking, AppointmentId: FIRST_APPOINTMENT + this.byAppointment.size };
    this.byAppointment.set(event.AppointmentId, event);
    append(this.byCustomer, event.CustomerId, event);
    append(this.byResource, event.SourceId, event);
    this.write('booked', booking.bookedAt, event);
    return event;
  }

  /** Cancels a booking of this customer; undefined when there is none. */
  cancel(appointmentId: number, customerId: number, at: number): BookedEvent | undefined {
    const event = this.find(appointmentId, customerId);
    if (event === undefined || event.Status === 'Canceled') return undefined;
    event.Status = 'Canceled';
    this.write('canceled', at, event);
    return event;
  }

  find(appointmentId: number, customerId: number): BookedEvent | undefined {
    const event = this.byAppointment.get(appointmentId);
    return event?.CustomerId === customerId ? event : undefined;
  }

  ofCustomer(customerId: number): readonly BookedEvent[] {
    return this.byCustomer.get(customerId) ?? [];
  }

  all(): readonly BookedEvent[] {
    return [...this.byAppointment.values()];
  }

  /** How many places of a resource are taken between two times. */
  occupied(resourceId: number, start: number, end: number): number {
    return (this.byResource.get(resourceId) ?? [])
      .filter(
        (e) => e.StartDate < end && e.EndDate > start && e.Status !== 'Canceled' && e.Status !== 'Rejected',
      )
      .reduce((sum, e) => sum + e.Count, 0);
  }

  private write(what: LedgerLine['what'], at: number, event: BookedEvent): void {
    this.lines.push({ sequence: this.lines.length + 1, what, at, event: { ...event } });
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
