import { Inject, Injectable } from '@nestjs/common';
import { lockLanesOf } from '../booking/lock-lanes.store.js';
import { outcomeEventOf } from '../booking/outcome.js';
import { RefusedOutcomes } from '../booking/refused-outcomes.js';
import type { AttemptEnd, Expected, Move, Transition } from '../booking/transition.js';
import { TransitionsStore } from '../booking/transitions.store.js';
import { UnmappedRefusals } from '../booking/unmapped-refusals.js';
import { Database } from '../platform/database/database.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { MicroBatch } from '../platform/work/micro-batch.js';
import type { CallReport } from '../reservanto/reservanto-client.js';
import type { Next } from './after-call.js';
import { type ClaimedRequest, ClaimsStore, type Standing } from './claims.store.js';

/** A call that ended, and what follows from it. */
export interface EndedCall {
  readonly claimed: ClaimedRequest;
  readonly instance: string;
  readonly report: CallReport;
  readonly next: Next;
  readonly at: Date;
}

const MAX_BATCH = 200;
const NOTHING: ReadonlySet<bigint> = new Set();

/** Writes what calls proved: outcome, its event, the record of the attempt and the lane, together or not at all. */
@Injectable()
export class VerdictRecorder {
  private readonly batch = new MicroBatch((ended: EndedCall[]) => this.write(ended), MAX_BATCH);
  private readonly log: Logger;

  constructor(
    private readonly database: Database,
    private readonly transitions: TransitionsStore,
    private readonly claims: ClaimsStore,
    private readonly refused: RefusedOutcomes,
    private readonly refusals: UnmappedRefusals,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'dispatch' });
  }

  /** `lost` when the claim is not ours any more: then nothing of the request was changed. */
  record(ended: EndedCall): Promise<'recorded' | 'lost'> {
    return this.batch.add(ended);
  }

  /**
   * Uses what a call proved whose claim was lost: evidence is evidence. It settles the request if nobody has decided
   * otherwise since; if somebody has, the patrol is told to look for a second booking.
   */
  async recordLate(ended: EndedCall): Promise<void> {
    const { claimed, next, at } = ended;
    const { id: requestId } = claimed;
    const asCalled = { state: 'CALLING', attempt: claimed.attempts, claimedBy: ended.instance } as const;
    const move = moveOf(claimed, next, at);
    await this.refused.apply([{ requestId, expected: asCalled, move }], ([transition]) =>
      this.applyLate(ended, transition?.move ?? move),
    );
  }

  private applyLate(ended: EndedCall, move: Move): Promise<ReadonlySet<bigint>> {
    const { claimed } = ended;
    return this.database.transaction(async (tx) => {
      await lockLanesOf(tx, [claimed.id]);
      const [standing] = await this.claims.standing(tx, [claimed.id]);
      await this.claims.finishLate(tx, claimed.id, claimed.attempts, attemptEndOf(ended));
      if (standing === undefined) return NOTHING;
      const expected = lateExpectation(standing, ended);
      if (expected !== null) return this.transitions.apply(tx, [{ requestId: claimed.id, expected, move }]);
      if (isSecondBooking(standing, ended)) {
        this.log.error(
          { reference: claimed.reference, attempt: claimed.attempts },
          'Reservanto booked an attempt that was decided about otherwise; the patrol looks for a second booking',
        );
        await this.claims.sendPatrol(tx, claimed.id);
      }
      return NOTHING;
    });
  }

  private async write(ended: EndedCall[]): Promise<('recorded' | 'lost')[]> {
    const won = await this.refused.apply(ended.map(transitionOf), (some) =>
      this.transitions.apply(this.database.client, some),
    );
    return ended.map(({ claimed, next }) => {
      if (!won.has(claimed.id)) return 'lost';
      if (next.next === 'settle' && next.outcome.kind === 'failed') this.refusals.count(next.outcome.failure);
      return 'recorded';
    });
  }
}

/** As what a request may still be settled by the late end of its latest attempt; null when it was decided otherwise. */
function lateExpectation(standing: Standing, { claimed, next }: EndedCall): Expected | null {
  if (standing.attempts !== claimed.attempts || next.next === 'unknown') return null;
  const { state, attempts: attempt } = standing;
  const isOpen = state === 'UNKNOWN' || state === 'REVIEW' || (state === 'WAITING' && next.next === 'settle');
  return isOpen ? { state, attempt, claimedBy: null } : null;
}

function isSecondBooking(standing: Standing, { report: { verdict } }: EndedCall): boolean {
  return verdict.verdict === 'created' && standing.appointmentId !== verdict.booking.AppointmentId;
}

function transitionOf(ended: EndedCall): Transition {
  const { claimed, instance, next, at } = ended;
  const expected = { state: 'CALLING', attempt: claimed.attempts, claimedBy: instance } as const;
  return {
    requestId: claimed.id,
    expected,
    move: moveOf(claimed, next, at),
    attemptEnd: attemptEndOf(ended),
  };
}

function moveOf(claimed: ClaimedRequest, next: Next, at: Date): Move {
  switch (next.next) {
    case 'settle': {
      const { outcome } = next;
      const event = outcomeEventOf(claimed, outcome, { by: 'response', at });
      return { to: 'settled', outcome, by: 'response', at, event };
    }
    case 'wait':
      return { to: 'waiting', dueInMs: next.dueInMs, isResubmission: false };
    case 'unknown':
      return { to: 'unknown' };
  }
}

function attemptEndOf({ report: { verdict, posts } }: EndedCall): AttemptEnd {
  const answer =
    verdict.verdict === 'created' ? { booking: verdict.booking } : { provider: verdict.provider };
  return {
    verdict: verdict.verdict,
    because: verdict.verdict === 'created' ? null : verdict.because,
    httpStatus: verdict.verdict === 'created' ? 200 : verdict.provider.httpStatus,
    evidence: { posts, ...answer },
  };
}
