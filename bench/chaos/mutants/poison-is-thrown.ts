import { IntakeStore } from '../../../src/intake/intake.store.js';
import { readFaultMix } from '../fault-mix.js';
import type { Mutant } from './mutant.js';

/** What a validation pipe does in a stock consumer. */
export const poisonIsThrown: Mutant = {
  breaks: 'a record that is no event throws, and its partition comes again for ever',
  expected: 'I7',
  faults: readFaultMix('none'),
  patch: (app) => {
    const intake = app.get(IntakeStore);
    const store = intake.store.bind(intake);
    intake.store = (slice) => {
      if (slice.readings.some((reading) => reading.became === 'dead-letter')) throw new Error('not an event');
      return store(slice);
    };
  },
};
