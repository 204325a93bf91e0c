import { Injectable } from '@nestjs/common';
import { failureOf } from '../booking/failure.js';
import { referencesIn } from '../booking/marker.js';
import { lockLanesOf } from '../booking/lock-lanes.store.js';
import type { Move } from '../booking/transition.js';
import { TransitionsStore } from '../booking/transitions.store.js';
import { Database } from '../platform/database/database.js';
import type { HeldBooking } from '../reservanto/read-bookings.js';
import { Reservanto } from '../reservanto/reservanto.module.js';
import { FindingsStore } from './findings.store.js';
import { PROOF_OF_ABSENCE } from './next-step.js';
import { Patrol } from './patrol.js';
import { Reconciler } from './reconciler.js';
import { type ReviewDeed, ReviewStore } from './review.store.js';
import { Settlements } from './settlements.js';
import { type UnknownRequest, UnknownsStore } from './unknowns.store.js';

/** Who acts, and why. Both are kept for ever. */
export interface Person {
  readonly who: string;
  readonly reason: string;
}

/** What came of an action; `said` is for the person. Nothing was changed unless it is done. */
export interface ReviewResult {
  readonly done: boolean;
  readonly said: string;
}

const done = (said: string): ReviewResult => ({ done: true, said });
const notDone = (said: string): ReviewResult => ({ done: false, said });
const NOT_OPEN = notDone(
  'There is no open request with this reference: it is settled, was never called, or another person was faster.',
);

/** What a person can do about a request that nobody knows the outcome of. Every deed is recorded with who and why. */
@Injectable()
export class Review {
  constructor(
    private readonly unknowns: UnknownsStore,
    private readonly reviews: ReviewStore,
    private readonly findings: FindingsStore,
    private readonly reconciler: Reconciler,
    private readonly patrol: Patrol,
    private readonly settlements: Settlements,
    private readonly transitions: TransitionsStore,
    private readonly reservanto: Reservanto,
    private readonly database: Database,
  ) {}

  /** Asks Reservanto now, and settles the request when it is found. */
  async check(reference: string, person: Person): Promise<ReviewResult> {
    const unknown = await this.unknowns.find(reference);
    if (unknown === null) return NOT_OPEN;
    const step = await this.reconciler.reconcile(unknown);
    if (step === null) return notDone('Somebody else read at the same time; look again.');
    await this.database.transaction((tx) =>
      this.reviews.note(tx, deed(unknown, person, 'check', { result: step.step })),
    );
    switch (step.step) {
      case 'settle':
        return done(
          `Found as AppointmentId ${step.booking.AppointmentId}; the request is settled as created.`,
        );
      case 'settle-void':
        return done(`Found, but ${step.booking.Status}; the request is settled as failed.`);
      case 'resubmit':
        return done(
          unknown.state === 'REVIEW'
            ? 'Proved absent. Resubmit it or settle it as failed.'
            : 'Proved absent; the request is called anew.',
        );
      case 'review':
        return done(`Still not settled: ${step.reason}.`);
      case 'read-again':
        return done('Not found, which proves nothing yet; it is read again.');
    }
  }

  /**
   * Settles a request as created with a booking that the person found. The booking is verified in Reservanto when that
   * can be read, and refused when it is another one; `isVerified` in the record says which it was.
   */
  async settleCreated(reference: string, appointmentId: number, person: Person): Promise<ReviewResult> {
    const unknown = await this.unknowns.find(reference);
    if (unknown === null) return NOT_OPEN;
    if ((await this.unknowns.attributed(unknown, [appointmentId])).has(appointmentId))
      return notDone(`Another request was answered with AppointmentId ${appointmentId}.`);
    const read = await this.reservanto.booking(appointmentId, unknown.wish.CustomerId);
    if (read.ok && read.value === null)
      return notDone(`Customer ${unknown.wish.CustomerId} has no booking ${appointmentId} in Reservanto.`);
    const difference = read.ok && read.value !== null ? differenceOf(read.value, unknown) : null;
    if (difference !== null)
      return notDone(`AppointmentId ${appointmentId} is another booking: its ${difference} differs.`);
    const held = (read.ok ? read.value : null) ?? asAsked(unknown, appointmentId);
    const details = { appointmentId, isVerified: read.ok, couldNotRead: read.ok ? null : read.because };
    return this.apply(
      unknown,
      this.settlements.asHeld(unknown, held, 'operator'),
      deed(unknown, person, 'settle-created', details),
      `Settled as created with AppointmentId ${appointmentId}${read.ok ? ', which Reservanto holds' : '; Reservanto could not be asked, so it is your word'}.`,
    );
  }

  /** Settles a request as failed. With `mayExist` the person does not know either, and the event says so. */
  async settleFailed(reference: string, mayExist: boolean, person: Person): Promise<ReviewResult> {
    const unknown = await this.unknowns.find(reference);
    if (unknown === null) return NOT_OPEN;
    const failure = mayExist
      ? failureOf('OUTCOME_UNKNOWN', 'A person closed the request without knowing whether a booking exists.')
      : failureOf('SETTLED_BY_OPERATOR', 'A person looked and found that Reservanto holds no such booking.');
    return this.apply(
      unknown,
      this.settlements.asFailed(unknown, failure, 'operator'),
      deed(unknown, person, 'settle-failed', { code: failure.code }),
      `Settled as failed, ${failure.code}.`,
    );
  }

  /** Has a request called anew. Refused while its absence is not proved, unless forced: that may book twice. */
  async resubmit(reference: string, force: boolean, person: Person): Promise<ReviewResult> {
    const unknown = await this.unknowns.find(reference);
    if (unknown === null) return NOT_OPEN;
    const isProved = unknown.absences >= PROOF_OF_ABSENCE;
    if (!isProved && !force)
      return notDone(
        `Its absence is not proved (${unknown.absences} of ${PROOF_OF_ABSENCE} readings): calling anew may book twice. Check again after the quarantine, or force it.`,
      );
    return this.apply(
      unknown,
      { to: 'waiting', dueInMs: 0, isResubmission: true },
      deed(unknown, person, 'resubmit', { isProved, force }),
      'The request is called anew.',
    );
  }

  /** Cancels one booking too many, never the one that the request was answered with, and looks again. */
  async cancelBooking(reference: string, appointmentId: number, person: Person): Promise<ReviewResult> {
    const request = await this.findings.find(reference);
    if (request === null) return notDone('There is no settled request with this reference.');
    if (request.appointmentId === appointmentId)
      return notDone(
        `AppointmentId ${appointmentId} is what the request was answered with; cancel another one.`,
      );
    const active = await this.patrol.look(request);
    if (active === null) return notDone('Reservanto cannot be read now, so nothing is cancelled.');
    if (!active.includes(appointmentId))
      return notDone(`AppointmentId ${appointmentId} is no active booking with this reference.`);
    const cancellation = await this.reservanto.cancelBooking(appointmentId, request.customerId);
    const details = { appointmentId, result: cancellation.result };
    await this.database.transaction((tx) =>
      this.reviews.note(tx, { requestId: request.id, ...person, action: 'cancel-booking', details }),
    );
    if (cancellation.result === 'refused')
      return notDone(`Reservanto refused to cancel: ${cancellation.messages.join(' ')}`);
    if (cancellation.result === 'failed')
      return notDone(`Nobody knows whether it was cancelled (${cancellation.because}); look again.`);
    await this.patrol.look(request);
    return done(`AppointmentId ${appointmentId} is cancelled.`);
  }

  private async apply(
    unknown: UnknownRequest,
    move: Move,
    what: ReviewDeed,
    said: string,
  ): Promise<ReviewResult> {
    const { id, state, attempts: attempt } = unknown;
    const isApplied = await this.database.transaction(async (tx) => {
      if (move.to === 'waiting') await lockLanesOf(tx, [id]);
      const expected = { state, attempt, claimedBy: null } as const;
      const won = await this.transitions.apply(tx, [{ requestId: id, expected, move }]);
      if (won.has(id)) await this.reviews.note(tx, what);
      return won.has(id);
    });
    return isApplied ? done(said) : NOT_OPEN;
  }
}

function deed(
  unknown: UnknownRequest,
  { who, reason }: Person,
  action: ReviewDeed['action'],
  details: ReviewDeed['details'],
): ReviewDeed {
  return { requestId: unknown.id, who, reason, action, details: { ...details, stateBefore: unknown.state } };
}

/** The property in which a booking is not what was asked for; null when it is, or when it carries the reference and was changed since. */
function differenceOf(held: HeldBooking, { wish, reference }: UnknownRequest): string | null {
  if (referencesIn(held.CustomerNote).includes(reference)) return null;
  if (held.SourceId !== wish.BookingResourceId) return 'resource';
  if (held.StartDate !== wish.BookingStart) return 'start';
  if (held.BookingServiceId !== null && held.BookingServiceId !== wish.BookingServiceId) return 'service';
  return null;
}

/** The booking as it was asked for, when Reservanto cannot be read and the person says that it exists. */
function asAsked({ wish }: UnknownRequest, appointmentId: number): HeldBooking {
  return {
    AppointmentId: appointmentId,
    CustomerId: wish.CustomerId,
    SourceId: wish.BookingResourceId,
    BookingServiceId: wish.BookingServiceId,
    StartDate: wish.BookingStart,
    Count: wish.Count,
    CustomerNote: null,
    Status: 'Confirmed',
  };
}
