import { Inject, Injectable } from '@nestjs/common';
import { lockLanesOf } from '../booking/lock-lanes.store.js';
import { failed, outcomeEventOf } from '../booking/outcome.js';
import { RefusedOutcomes } from '../booking/refused-outcomes.js';
import type { Transition } from '../booking/transition.js';
import { TransitionsStore } from '../booking/transitions.store.js';
import { Database } from '../platform/database/database.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { ClaimsStore } from './claims.store.js';
import { expiryFailure } from './expiry.js';

const BATCH = 200;
const LANES_BATCH = 5_000;
const LANES_EVERY_MS = 30_000;

/** Ends what time has ended: waiting requests at their deadline, claims whose lease ran out, waits for what is settled. */
@Injectable()
export class Sweeper {
  private readonly log: Logger;
  private lanesAt = 0;

  constructor(
    private readonly database: Database,
    private readonly claims: ClaimsStore,
    private readonly transitions: TransitionsStore,
    private readonly refused: RefusedOutcomes,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'dispatch' });
  }

  /** Lets requests go on whose twin is settled. */
  async release(): Promise<void> {
    const released = await this.claims.released(BATCH);
    if (released.length === 0) return;
    await this.database.transaction(async (tx) => {
      await lockLanesOf(tx, released);
      await this.claims.release(tx, released);
    });
  }

  /** Removes lanes in which nothing waits, now and then: most of them come back at once. */
  async removeEmptyLanes(): Promise<void> {
    if (this.clock() < this.lanesAt) return;
    const removed = await this.claims.removeEmptyLanes(LANES_BATCH);
    if (removed < LANES_BATCH) this.lanesAt = this.clock() + LANES_EVERY_MS;
  }

  /** Fails what waited past its deadline. True when there was something, so that there may be more. */
  async expire(): Promise<boolean> {
    const overdue = await this.claims.overdue(BATCH);
    if (overdue.length === 0) return false;
    const at = new Date(this.clock());
    const transitions = overdue.map(({ lastBecause, ...request }): Transition => {
      const outcome = failed(expiryFailure(lastBecause));
      const event = outcomeEventOf(request, outcome, { by: 'deadline', at });
      const expected = { state: 'WAITING', attempt: request.attempts, claimedBy: null } as const;
      return { requestId: request.id, expected, move: { to: 'settled', outcome, by: 'deadline', at, event } };
    });
    const expired = await this.refused.apply(transitions, (some) =>
      this.database.transaction(async (tx) => {
        await lockLanesOf(
          tx,
          some.map(({ requestId }) => requestId),
        );
        return this.transitions.apply(tx, some);
      }),
    );
    return expired.size > 0;
  }

  /**
   * Marks claims whose lease ran out as UNKNOWN: their call may have booked, so it is never simply repeated (I6). True
   * when there were some.
   */
  async markAbandoned(): Promise<boolean> {
    const abandoned = await this.claims.abandoned(BATCH);
    if (abandoned.length === 0) return false;
    const transitions = abandoned.map(({ id, attempts, claimedBy }): Transition => ({
      requestId: id,
      expected: { state: 'CALLING', attempt: attempts, claimedBy },
      move: { to: 'unknown' },
      attemptEnd: { verdict: 'unknown', because: 'lease-ran-out', httpStatus: null, evidence: {} },
    }));
    const marked = await this.transitions.apply(this.database.client, transitions);
    this.log.warn(
      { requests: [...marked].map(String) },
      'claims whose lease ran out: their outcome is unknown',
    );
    return marked.size > 0;
  }
}
