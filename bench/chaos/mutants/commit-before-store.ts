import { setTimeout as delay } from 'node:timers/promises';
import type { EachBatchPayload } from 'kafkajs';
import { BookingRequestsServer } from '../../../src/intake/booking-requests.server.js';
import { readFaultMix } from '../fault-mix.js';
import { dieSometimes, type Mutant, opened } from './mutant.js';

/** What kafkajs does by default when the handler is slow. */
export const commitBeforeStore: Mutant = {
  breaks: 'offsets are committed before the records are stored',
  expected: 'I4',
  faults: readFaultMix('none'),
  patch: (app) => {
    const server = opened<{
      commit(payload: EachBatchPayload): Promise<void>;
      onBatch(payload: EachBatchPayload): Promise<void>;
    }>(app.get(BookingRequestsServer));
    const onBatch = server.onBatch.bind(server);
    const commit = server.commit.bind(server);
    server.commit = async () => undefined;
    server.onBatch = async (payload) => {
      await commit(payload);
      await delay(300);
      dieSometimes(0.05);
      await onBatch(payload);
    };
  },
};
