import { expect, it } from '@jest/globals';
import { tellHostileRun } from '../support/hostile-report.js';
import { runHostileRecords } from '../support/hostile-run.js';
import { describeWithKafka } from '../support/stack.js';

const MAX_STALL_MS = 250;
const PLAN = { records: 100_000, tiny: 50_000, seed: Number(process.env['HOSTILE_SEED'] ?? 1) };

describeWithKafka('hostile records, very many', () => {
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
      expect(run.records).toBeGreaterThanOrEqual(PLAN.records + PLAN.tiny);
      expect(run.stalls?.[0]?.cpuMs).toBeLessThan(MAX_STALL_MS);
    },
    60 * 60_000,
  );
});
