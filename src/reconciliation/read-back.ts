import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import type { ReadFailure, Reading } from '../reservanto/read-bookings.js';
import { Reservanto } from '../reservanto/reservanto.module.js';
import { type Match, matchBookings } from './match-bookings.js';
import { around, exactly, type StartWindow } from './start-window.js';
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
    @Inject(CONFIG) private readonly config: Pick<Config, 'reservanto' | 'reconciliation'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Why bookings cannot be read now; null while they can, as far as was tried. */
  get trouble(): ReadTrouble | null {
    return this.currentTrouble;
  }

  /**
   * Looks where the booking should be. Once its absence there would count as proof, looks also where somebody may have
   * moved it: only its reference can tell it there.
   */
  async look(unknown: UnknownRequest): Promise<Reading<Match>> {
    const { reservanto, reconciliation } = this.config;
    const { BookingStart } = unknown.wish;
    const where = await this.lookAt(unknown, exactly(BookingStart));
    const wouldCount =
      where.ok && where.value.match === 'absent' && unknown.ageMs >= reconciliation.quarantineMs;
    return wouldCount && reservanto.markNotes ? this.lookAt(unknown, around(BookingStart)) : where;
  }

  /** What belongs to other requests is asked *after* Reservanto, so that none of theirs is taken for ours. */
  private async lookAt(unknown: UnknownRequest, { from, to }: StartWindow): Promise<Reading<Match>> {
    const held = await this.reservanto.bookingsOfCustomer(unknown.wish.CustomerId, from, to);
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
