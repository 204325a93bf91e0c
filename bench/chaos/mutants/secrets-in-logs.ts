import { Reservanto } from '../../../src/reservanto/reservanto.module.js';
import { readFaultMix } from '../fault-mix.js';
import type { Mutant } from './mutant.js';

/** A line that somebody needed once, to find a fault. */
export const secretsInLogs: Mutant = {
  breaks: 'the text of a customer stands in a log message',
  expected: 'I10',
  faults: readFaultMix('none'),
  patch: (app, logger) => {
    const reservanto = app.get(Reservanto);
    const createBooking = reservanto.createBooking.bind(reservanto);
    reservanto.createBooking = (request, mayCall) => {
      logger.debug(`calling with ${request.CustomerNote}`);
      return createBooking(request, mayCall);
    };
  },
};
