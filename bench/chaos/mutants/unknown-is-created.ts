import { created } from '../../../src/booking/outcome.js';
import { VerdictRecorder } from '../../../src/dispatch/verdict-recorder.js';
import { readFaultMix } from '../fault-mix.js';
import type { Mutant } from './mutant.js';

/** "It will have worked." */
export const unknownIsCreated: Mutant = {
  breaks: 'a call that timed out is told as booked',
  expected: 'I3',
  faults: readFaultMix('500-before=0.1,500-after=0.1'),
  patch: (app) => {
    const recorder = app.get(VerdictRecorder);
    const record = recorder.record.bind(recorder);
    recorder.record = (ended) => {
      if (ended.next.next !== 'unknown') return record(ended);
      const booking = {
        AppointmentId: 1,
        CustomerId: ended.claimed.call.CustomerId,
        Status: 'Confirmed',
        IsPaymentRequired: null,
        IsPaymentRequiredProcessing: null,
      } as const;
      return record({ ...ended, next: { next: 'settle', outcome: created(booking, 'confirmed', false) } });
    };
  },
};
