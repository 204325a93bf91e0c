import type { Status } from './catalogue.js';
import type { Deed } from './deeds.js';
import type { FaultName } from './faults.js';
import type { LedgerFile } from './ledger-file.js';
import { Occupancy } from './occupancy.js';

/** One booking as Reservanto holds it. Times in Unix seconds. */
export interface BookedEvent {
  readonly AppointmentId: number;
  readonly CustomerId: number;
  SourceId: number;
  BookingServiceId: number;
  StartDate: number;
  EndDate: number;
  readonly Count: number;
  CustomerNote: string | null;
  Status: Status;
  /** Milliseconds since 1970; reads do not show it before `visibleAt`. */
  readonly bookedAt: number;
  readonly visibleAt: number;
}

/** What can be changed of a booking that is held. */
export type Change = Pick<
  BookedEvent,
  'SourceId' | 'BookingServiceId' | 'StartDate' | 'EndDate' | 'CustomerNote'
>;

/** One line of the ledger. */
export interface LedgerLine {
  /** 1, 2, 3 ... without a gap. */
  readonly sequence: number;
  readonly what: Deed;
  /** When it was committed, in milliseconds since 1970. */
  readonly at: number;
  /** The `CustomerNote` of the booking. */
  readonly note: string | null;
  /** What the call that did it was struck by. */
  readonly fault: FaultName | null;
  readonly event: Readonly<BookedEvent>;
}

const FIRST_APPOINTMENT = 14589123;

/** Append-only record of everything that was really booked, changed and cancelled: the oracle of the tests. */
export class Ledger {
  readonly lines: LedgerLine[] = [];
  private readonly byAppointment = new Map<number, BookedEvent>();
  private readonly byCustomer = new Map<number, BookedEvent[]>();
  private readonly occupancy = new Occupancy();

  /** Goes on from what the file holds, and writes every further line to it first. */
  constructor(private readonly file: LedgerFile | null = null) {
    for (const line of file?.lines ?? []) {
      this.redo(line);
      this.lines.push(line);
    }
  }

  /** Books, and returns what was booked. */
  book(booking: Omit<BookedEvent, 'AppointmentId'>, fault: FaultName | null): BookedEvent {
    const event: BookedEvent = { ...booking, AppointmentId: FIRST_APPOINTMENT + this.byAppointment.size };
    this.write('booked', booking.bookedAt, event, fault);
    this.hold(event);
    return event;
  }

  /** Cancels a booking of this customer; undefined when there is none, or none any more. */
  cancel(
    appointmentId: number,
    customerId: number,
    at: number,
    fault: FaultName | null,
  ): BookedEvent | undefined {
    const event = this.find(appointmentId, customerId);
    if (event === undefined || event.Status === 'Canceled') return undefined;
    this.write('canceled', at, { ...event, Status: 'Canceled' }, fault);
    this.release(appointmentId);
    return event;
  }

  /** Changes a booking of this customer; undefined when there is none, or none any more. */
  change(
    appointmentId: number,
    customerId: number,
    change: Change,
    at: number,
    fault: FaultName | null,
  ): BookedEvent | undefined {
    const event = this.find(appointmentId, customerId);
    if (event === undefined || event.Status === 'Canceled') return undefined;
    this.write('changed', at, { ...event, ...change }, fault);
    this.alter(event, change);
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
    return this.occupancy.taken(resourceId, start, end);
  }

  /** Forgets everything, in the file too. */
  clear(): void {
    this.file?.clear();
    this.lines.length = 0;
    this.byAppointment.clear();
    this.byCustomer.clear();
    this.occupancy.clear();
  }

  /** Closes the file. */
  close(): void {
    this.file?.close();
  }

  private redo({ what, event }: LedgerLine): void {
    const held = this.byAppointment.get(event.AppointmentId);
    if (what === 'booked') this.hold({ ...event });
    else if (what === 'canceled') this.release(event.AppointmentId);
    else if (held !== undefined) this.alter(held, event);
  }

  private alter(event: BookedEvent, change: Change): void {
    const { SourceId, BookingServiceId, StartDate, EndDate, CustomerNote } = change;
    this.occupy(event, -event.Count);
    Object.assign(event, { SourceId, BookingServiceId, StartDate, EndDate, CustomerNote });
    this.occupy(event, event.Count);
  }

  private hold(event: BookedEvent): void {
    this.byAppointment.set(event.AppointmentId, event);
    const events = this.byCustomer.get(event.CustomerId);
    if (events === undefined) this.byCustomer.set(event.CustomerId, [event]);
    else events.push(event);
    this.occupy(event, event.Count);
  }

  private release(appointmentId: number): void {
    const event = this.byAppointment.get(appointmentId);
    if (event === undefined) return;
    this.occupy(event, -event.Count);
    event.Status = 'Canceled';
  }

  private occupy(event: BookedEvent, places: number): void {
    if (event.Status === 'Canceled' || event.Status === 'Rejected') return;
    this.occupancy.take(event.SourceId, event.StartDate, event.EndDate, places);
  }

  private write(what: LedgerLine['what'], at: number, event: BookedEvent, fault: FaultName | null): void {
    const note = event.CustomerNote;
    const line = { sequence: this.lines.length + 1, what, at, note, fault, event: { ...event } };
    this.file?.append(line);
    this.lines.push(line);
  }
}
