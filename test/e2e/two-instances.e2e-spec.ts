import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested, TOMORROW } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

const LANES = 8;
const IN_EACH = 8;

describeWithKafka('two instances', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('two-instances', { RESERVANTO_CONCURRENCY: '3' });
    scenario.simulator.faults.arm({ fault: 'slow', delayMs: 40 });
    await Promise.all([scenario.startBridge(), scenario.startBridge()]);
    const numbers = Array.from({ length: LANES * IN_EACH }, (_, i) => i);
    await scenario.publish(
      ...numbers.map((n) =>
        requested(`n-${n}`, {
          BookingResourceId: 1_000_010 + (n % LANES),
          BookingStart: TOMORROW + n,
        }),
      ),
    );
  }, 60_000);

  afterAll(() => scenario.stop());

  it('share the work, and book every request once', async () => {
    for (let n = 0; n < LANES * IN_EACH; n++) await scenario.outcomeOf(`n-${n}`);
    expect(await brokenInvariants(scenario)).toEqual([]);
    expect(scenario.creates).toBe(LANES * IN_EACH);
    const { rows } = await scenario.sql.query('SELECT DISTINCT instance FROM booking_attempts');
    expect(rows).toHaveLength(2);
  }, 60_000);

  it('never call for one resource at the same time, and call in the order of arrival', () => {
    expect(scenario.simulator.calls.mostAtOnce).toBe(1);
    const booked = scenario.simulator.ledger.all();
    for (let lane = 0; lane < LANES; lane++) {
      const starts = booked.filter((b) => b.SourceId === 1_000_010 + lane).map((b) => b.StartDate);
      expect(starts).toEqual(Array.from({ length: IN_EACH }, (_, i) => TOMORROW + lane + i * LANES));
    }
  });
});
