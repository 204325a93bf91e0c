import { Reconciler } from '../../../src/reconciliation/reconciler.js';
import { MANY_UNKNOWNS, type Mutant } from './mutant.js';

/** A quarantine of nothing, and one reading. */
export const absenceBelievedAtOnce: Mutant = {
  breaks: 'a booking that is not found at the first look is taken for absent',
  expected: 'I6',
  faults: MANY_UNKNOWNS,
  patch: (app) => {
    const reconciler = app.get(Reconciler);
    const reconcile = reconciler.reconcile.bind(reconciler);
    reconciler.reconcile = (unknown) => reconcile({ ...unknown, ageMs: 60_000, absences: 10 });
  },
};
