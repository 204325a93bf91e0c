import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import type { ReadFailure, Reading } from '../reservanto/read-bookings.js';
import { Reservanto } from '../reservanto/reservanto.module.js';
import { type Match, matchBookings } from './match-bookings.js';
import { type UnknownRequest, UnknownsStore } from './unknowns.store.js';

/** Reading back has failed without a success in between. */
export interface ReadTrouble {
  readonly because: ReadFailure;
  readonly since: Date;
}

/** Asks Reservanto whether it holds the booking of an unknown attempt. */
@Injectable()
export class ReadBack {
  private currentTrouble: ReadTrouble | null = null;

  constructor(
    private readonly reservanto: Reservanto,
    private readonly store: UnknownsStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'reservanto'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Why bookings cannot be read now; null while they can, as far as was tried. */
  get trouble(): ReadTrouble | null {
    return this.currentTrouble;
  }

  /** Looks once. What belongs to other requests is asked *after* Reservanto, so that none of theirs is taken for ours. */
  async look(unknown: UnknownRequest): Promise<Reading<Match>> {
    const { CustomerId, BookingStart } = unknown.wish;
    const held = await this.reservanto.bookingsOfCustomer(CustomerId, BookingStart, BookingStart + 1);
    if (!held.ok) {
      this.currentTrouble = {
        because: held.because,
        since: this.currentTrouble?.since ?? new Date(this.clock()),
      };
      return held;
    }
    this.currentTrouble = null;
    const sought = {
      wish: unknown.wish,
      reference: unknown.reference,
      isMarked: this.config.reservanto.markNotes,
      attributed: await this.store.attributed(
        unknown,
        held.value.map((booking) => booking.AppointmentId),
      ),
    };
    return { ok: true, value: matchBookings(sought, held.value) };
  }
}
