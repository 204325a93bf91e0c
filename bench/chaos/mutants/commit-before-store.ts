import { setTimeout as delay } from 'node:timers/promises';
import { BookingRequestsServer } from '../../../src/intake/booking-requests.server.js';
import type { RecordHandler } from '../../../src/platform/kafka/port.js';
import { readFaultMix } from '../fault-mix.js';
import { dieSometimes, type Mutant, opened } from './mutant.js';

/** What kafkajs does by default when the handler is slow. */
export const commitBeforeStore: Mutant = {
  breaks: 'offsets are committed before the records are stored',
  expected: 'I4',
  faults: readFaultMix('none'),
  patch: (app, logger) => {
    const server = opened<{ handler(): RecordHandler }>(app.get(BookingRequestsServer));
    const makeHandler = server.handler.bind(server);
    server.handler = () => {
      const { startOf, handle } = makeHandler();
      const later = async (slice: Parameters<typeof handle>[0]) => {
        await delay(2_000);
        dieSometimes(0.05);
        await handle(slice);
      };
      return {
        startOf,
        handle: async (slice) => {
          later(slice).catch((error: unknown) => logger.warn({ error }, 'a slice was lost'));
        },
      };
    };
  },
};
