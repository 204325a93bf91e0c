import { setTimeout as delay } from 'node:timers/promises';
import { advancePositions } from '../../../src/intake/advance-positions.store.js';
import { IntakeStore } from '../../../src/intake/intake.store.js';
import { Database } from '../../../src/platform/database/database.js';
import { readFaultMix } from '../fault-mix.js';
import type { Mutant } from './mutant.js';

/** Offsets that are kept in the database, and written first. */
export const positionBeforeRecords: Mutant = {
  breaks: 'how far a partition is read is stored before its records are',
  expected: 'I4',
  faults: readFaultMix('none'),
  patch: (app) => {
    const { client } = app.get(Database);
    const intake = app.get(IntakeStore);
    const store = intake.store.bind(intake);
    intake.store = async (slice) => {
      await advancePositions(client, slice.position === null ? [] : [slice.position]);
      await delay(500);
      return store(slice);
    };
  },
};
