import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { retryConflicts } from '../platform/database/retry-conflicts.js';
import { failureKindOf, sqlStateOf } from '../platform/database/sql-state.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { splitRefused } from '../platform/work/split-refused.js';
import type { Transition } from './transition.js';

/** Applies transitions, all of them or none, and returns the requests that were as expected. */
export type Apply = (transitions: readonly Transition[]) => Promise<ReadonlySet<bigint>>;

/** Keeps one outcome that PostgreSQL refuses from holding the others, or the lane of its own request. */
@Injectable()
export class RefusedOutcomes {
  private readonly log: Logger;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'reconciliation'>,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'booking' });
  }

  /**
   * Applies every transition. One that PostgreSQL refuses alone moves its request to review instead, with the record of its
   * attempt: a call was made or decided about, so only a person can settle it. Throws when the database is away, and when
   * it refuses the review too. `apply` may run several times, each time for other transitions or after it wrote nothing.
   */
  async apply(transitions: readonly Transition[], apply: Apply): Promise<ReadonlySet<bigint>> {
    const applied = await splitRefused(
      transitions,
      async (some) => {
        const ids = await retryConflicts(() => apply(some));
        return some.map(({ requestId }) => (ids.has(requestId) ? requestId : null));
      },
      (error) => failureKindOf(error) === 'refused',
      async (transition, error) => {
        const { requestId } = transition;
        const inReview = await retryConflicts(() => apply([this.inReview(transition)]));
        this.log.error(
          { sqlState: sqlStateOf(error), request: String(requestId), refused: transition.move.to },
          'PostgreSQL refuses what a request came to; only a person can settle it',
        );
        return inReview.has(requestId) ? requestId : null;
      },
    );
    return new Set(applied.filter((id) => id !== null));
  }

  private inReview(transition: Transition): Transition {
    const { reviewTimeoutMs } = this.config.reconciliation;
    return {
      ...transition,
      move: { to: 'review', reason: 'outcome-not-storable', dueInMs: reviewTimeoutMs },
    };
  }
}
