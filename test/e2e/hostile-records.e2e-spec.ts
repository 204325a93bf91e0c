import { expect, it } from '@jest/globals';
import { runHostileRecords } from '../support/hostile-run.js';
import { tellHostileRun } from '../support/hostile-report.js';
import { describeWithKafka } from '../support/stack.js';

const MAX_STALL_MS = 250;
/** Chosen once, so that a failure comes again. `npm run test:long` sends many more. */
const PLAN = { records: 6_000, tiny: 5_000, seed: 20_261_127 };

describeWithKafka('hostile records', () => {
  it(
    'each become one request or dead letter at the heap of npm start, and neither block, stop nor stall the bridge',
    async () => {
      const run = await runHostileRecords(PLAN);
      tellHostileRun(run);
      expect(run).toMatchObject({
        blocked: [],
        unaccounted: [],
        left: { requests: 0, events: 0 },
        ended: { code: 0, signal: null },
        errors: '',
      });
      expect(run.requests + run.letters + run.repeated).toBeGreaterThan(PLAN.tiny);
      expect(run.stalls?.[0]?.cpuMs).toBeLessThan(MAX_STALL_MS);
    },
    10 * 60_000,
  );
});
