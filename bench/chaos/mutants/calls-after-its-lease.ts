import { Dispatcher } from '../../../src/dispatch/dispatcher.js';
import { Reservanto } from '../../../src/reservanto/reservanto.module.js';
import { setTimeout as delay } from 'node:timers/promises';
import { readFaultMix } from '../fault-mix.js';
import { TIMES } from '../settings.js';
import { type Mutant, opened } from './mutant.js';

/** A process that was frozen between its claim and its call, and did not look at the clock when it went on. */
export const callsAfterItsLease: Mutant = {
  breaks: 'a call is begun without a look at what is left of its lease',
  expected: 'I1',
  faults: readFaultMix('none'),
  patch: (app) => {
    const reservanto = app.get(Reservanto);
    const createBooking = reservanto.createBooking.bind(reservanto);
    const lost = opened<{ inFlight: { renew: () => Promise<void> } }>(app.get(Dispatcher));
    lost.inFlight.renew = async () => undefined;
    reservanto.createBooking = async (request) => {
      if (Math.random() < 0.05) await delay(TIMES.lease + TIMES.quarantine * 2);
      return createBooking(request);
    };
  },
};
