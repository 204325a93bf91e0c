import { VerdictRecorder } from '../../../src/dispatch/verdict-recorder.js';
import { MANY_UNKNOWNS, type Mutant } from './mutant.js';

/** What most clients do. */
export const retryOnTimeout: Mutant = {
  breaks: 'a call without an understandable answer is taken for not executed and repeated',
  expected: 'I1',
  faults: MANY_UNKNOWNS,
  patch: (app) => {
    const recorder = app.get(VerdictRecorder);
    const record = recorder.record.bind(recorder);
    recorder.record = (ended) =>
      record(ended.next.next === 'unknown' ? { ...ended, next: { next: 'wait', dueInMs: 200 } } : ended);
  },
};
