import { Inject, Injectable } from '@nestjs/common';
import { failed, outcomeEventOf } from '../booking/outcome.js';
import type { Transition } from '../booking/transition.js';
import { TransitionsStore } from '../booking/transitions.store.js';
import { Database } from '../platform/database/database.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { ClaimsStore } from './claims.store.js';
import { expiryFailure } from './expiry.js';

const BATCH = 200;

/** Ends what time has ended: waiting requests at their deadline, and claims whose lease ran out. */
@Injectable()
export class Sweeper {
  private readonly log: Logger;

  constructor(
    private readonly database: Database,
    private readonly claims: ClaimsStore,
    private readonly transitions: TransitionsStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'dispatch' });
  }

  /** Fails what waited past its deadline. Returns how many; as many as a batch holds means that there may be more. */
  async expire(): Promise<number> {
    const overdue = await this.claims.overdue(BATCH);
    if (overdue.length === 0) return 0;
    const at = new Date(this.clock());
    const transitions = overdue.map(({ lastBecause, ...request }): Transition => {
      const outcome = failed(expiryFailure(lastBecause));
      const event = outcomeEventOf(request, outcome, { by: 'deadline', at });
      const expected = { state: 'WAITING', attempt: request.attempts, claimedBy: null } as const;
      return { requestId: request.id, expected, move: { to: 'settled', outcome, by: 'deadline', at, event } };
    });
    const expired = await this.database.transaction(async (tx) => {
      await this.claims.lockLanesOf(
        tx,
        overdue.map((request) => request.id),
      );
      return this.transitions.apply(tx, transitions);
    });
    return expired.size;
  }

  /** Marks claims whose lease ran out as UNKNOWN: their call may have booked, so it is never simply repeated (I6). */
  async markAbandoned(): Promise<number> {
    const abandoned = await this.claims.abandoned(BATCH);
    if (abandoned.length === 0) return 0;
    const transitions = abandoned.map(({ id, attempts, claimedBy }): Transition => ({
      requestId: id,
      expected: { state: 'CALLING', attempt: attempts, claimedBy },
      move: { to: 'unknown' },
    }));
    const ends = abandoned.map(({ id, attempts }) => ({
      requestId: id,
      number: attempts,
      verdict: 'unknown' as const,
      because: 'lease-ran-out',
      httpStatus: null,
      evidence: {},
    }));
    const marked = await this.database.transaction(async (tx) => {
      const won = await this.transitions.apply(tx, transitions);
      await this.claims.finishAttempts(
        tx,
        ends.filter((end) => won.has(end.requestId)),
      );
      return won;
    });
    this.log.warn(
      { requests: [...marked].map(String) },
      'claims whose lease ran out: their outcome is unknown',
    );
    return marked.size;
  }
}
