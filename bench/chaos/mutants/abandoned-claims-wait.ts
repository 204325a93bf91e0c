import type { TransitionsStore } from '../../../src/booking/transitions.store.js';
import { Sweeper } from '../../../src/dispatch/sweeper.js';
import { type Mutant, opened, SLOW_CALLS } from './mutant.js';

/** What most job queues do. */
export const abandonedClaimsWait: Mutant = {
  breaks: 'a claim whose lease ran out is called again at once',
  expected: 'I6',
  faults: SLOW_CALLS,
  patch: (app) => {
    const sweeper = opened<{ transitions: Pick<TransitionsStore, 'apply'> }>(app.get(Sweeper));
    const real = sweeper.transitions;
    sweeper.transitions = {
      apply: (tx, transitions) =>
        real.apply(
          tx,
          transitions.map((transition) =>
            transition.move.to === 'unknown'
              ? { ...transition, move: { to: 'waiting', dueInMs: 0, isResubmission: false } }
              : transition,
          ),
        ),
    };
  },
};
