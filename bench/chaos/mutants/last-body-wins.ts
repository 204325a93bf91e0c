import { IntakeStore } from '../../../src/intake/intake.store.js';
import { Database } from '../../../src/platform/database/database.js';
import { readFaultMix } from '../fault-mix.js';
import type { Mutant } from './mutant.js';

/** An upsert. */
export const lastBodyWins: Mutant = {
  breaks: 'another body under the same id replaces the first one',
  expected: 'I8',
  faults: readFaultMix('none'),
  patch: (app) => {
    const { client } = app.get(Database);
    const intake = app.get(IntakeStore);
    const store = intake.store.bind(intake);
    intake.store = async (slice) => {
      const stored = await store(slice);
      for (const reading of slice.readings) {
        if (reading.became !== 'request') continue;
        const { data, source, eventId } = reading.request;
        await client.$executeRaw`
          UPDATE booking_requests SET data = ${JSON.stringify(data)}::json WHERE source = ${source} AND event_id = ${eventId}`;
      }
      return stored;
    };
  },
};
