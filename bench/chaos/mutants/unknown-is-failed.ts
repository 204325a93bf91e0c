import { failureOf } from '../../../src/booking/failure.js';
import { failed } from '../../../src/booking/outcome.js';
import { VerdictRecorder } from '../../../src/dispatch/verdict-recorder.js';
import { MANY_UNKNOWNS, type Mutant } from './mutant.js';

/** "It did not work": the customer books again elsewhere, and is expected at both. */
export const unknownIsFailed: Mutant = {
  breaks: 'a call without an understandable answer is told as a failure',
  expected: 'I9',
  faults: MANY_UNKNOWNS,
  patch: (app) => {
    const recorder = app.get(VerdictRecorder);
    const record = recorder.record.bind(recorder);
    const outcome = failed(failureOf('RESERVANTO_UNAVAILABLE', 'Reservanto did not answer.'));
    recorder.record = (ended) =>
      record(ended.next.next === 'unknown' ? { ...ended, next: { next: 'settle', outcome } } : ended);
  },
};
