import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { VARIABLES } from '../../src/platform/config/variables.js';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

const REQUESTS = 40;
const AS_SHIPPED = Object.fromEntries(
  (['RESERVANTO_TIMEOUT_MS', 'DISPATCH_LEASE_SECONDS', 'RECONCILE_QUARANTINE_SECONDS'] as const).map(
    (name) => [name, String(VARIABLES[name].default)],
  ),
);

describeWithKafka('at the default times', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('settled-in-seconds', AS_SHIPPED);
    await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  it('an unknown that was booked is found by an early reading, long before the quarantine is over', async () => {
    scenario.simulator.faults.arm({ fault: 'booked-then-reset', rate: 0.5 });
    const customers = Array.from({ length: REQUESTS }, (_, i) => 1_000_001 + i);
    await scenario.publish(
      ...customers.map((customer) =>
        requested(`cut-${customer}`, { CustomerId: customer, BookingResourceId: customer }),
      ),
    );
    for (const customer of customers) await scenario.outcomeOf(`cut-${customer}`);

    const { rows } = await scenario.sql.query<{ readings: number; seconds: number }>(
      `SELECT readings, extract(epoch FROM settled_at - unknown_since)::float8 AS seconds
       FROM booking_requests WHERE settled_by = 'reconciliation' ORDER BY seconds`,
    );
    expect(rows.length).toBeGreaterThan(REQUESTS / 8);
    expect(rows.every(({ readings }) => readings <= 2)).toBe(true);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 120_000);
});
