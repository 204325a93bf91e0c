import { TransitionsStore } from '../../../src/booking/transitions.store.js';
import { Database } from '../../../src/platform/database/database.js';
import { readFaultMix } from '../fault-mix.js';
import { dieSometimes, type Mutant } from './mutant.js';

/** The dual write that an outbox is there to prevent. */
export const outcomeWithoutTransaction: Mutant = {
  breaks: 'an outcome and the event that is owed for it are written one after the other',
  expected: 'I2',
  faults: readFaultMix('none'),
  patch: (app) => {
    const database = app.get(Database);
    const store = app.get(TransitionsStore);
    const apply = store.apply.bind(store);
    store.apply = async (_tx, transitions) => {
      const { won, events } = await database.transaction(async (tx) => {
        const applied = await apply(tx, transitions);
        const taken = await tx.$queryRaw<{ event: string }[]>`
          WITH taken AS (DELETE FROM outbox_events WHERE request_id = ANY(${[...applied]}::bigint[]) RETURNING *)
          SELECT row_to_json(taken)::text AS event FROM taken`;
        return { won: applied, events: taken.map(({ event }) => event) };
      });
      dieSometimes(0.05);
      await database.client.$executeRaw`
        INSERT INTO outbox_events
        SELECT (json_populate_record(NULL::outbox_events, e::json)).* FROM unnest(${events}::text[]) AS e`;
      return won;
    };
  },
};
