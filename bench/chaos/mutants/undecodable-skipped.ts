import { IntakeStore } from '../../../src/intake/intake.store.js';
import { readFaultMix } from '../fault-mix.js';
import type { Mutant } from './mutant.js';

/** What a deserializer does that logs an error and goes to the next record. */
export const undecodableSkipped: Mutant = {
  breaks: 'offsets that cannot become records are passed over without a dead letter',
  expected: 'I7',
  faults: readFaultMix('none'),
  patch: (app) => {
    const intake = app.get(IntakeStore);
    const store = intake.store.bind(intake);
    intake.store = (slice) => store({ ...slice, undecodable: [] });
  },
};
