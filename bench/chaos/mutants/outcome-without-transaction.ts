import { VerdictRecorder } from '../../../src/dispatch/verdict-recorder.js';
import { Database, type Transaction } from '../../../src/platform/database/database.js';
import { readFaultMix } from '../fault-mix.js';
import { dieSometimes, type Mutant, opened } from './mutant.js';

/** The dual write that an outbox is there to prevent. */
export const outcomeWithoutTransaction: Mutant = {
  breaks: 'an outcome and the event that is owed for it are written one after the other',
  expected: 'I2',
  faults: readFaultMix('none'),
  patch: (app) => {
    const { client } = app.get(Database);
    const separately = {
      $queryRaw: async (...query: Parameters<typeof client.$queryRaw>) => {
        const result: unknown = await client.$queryRaw(...query);
        dieSometimes(0.05);
        return result;
      },
      $executeRaw: (...query: Parameters<typeof client.$executeRaw>) => client.$executeRaw(...query),
    } as unknown as Transaction;
    opened<{ database: Pick<Database, 'transaction'> }>(app.get(VerdictRecorder)).database = {
      transaction: (work) => work(separately),
    };
  },
};
