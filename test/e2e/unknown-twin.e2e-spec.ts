import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

const CUSTOMER = 1_000_001;

describeWithKafka('unknown twin', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('unknown-twin');
    const { faults } = scenario.simulator;
    faults.arm({ fault: 'booked-then-reset', customerId: CUSTOMER, times: 1 });
    faults.arm({ fault: '500-before', action: 'Event/GetListByCustomer' });
    await scenario.startBridge();
    await scenario.publish(
      requested('unknown', { CustomerId: CUSTOMER }),
      requested('twin', { CustomerId: CUSTOMER }),
      requested('other', { CustomerId: 1_000_002 }),
    );
  }, 60_000);

  afterAll(() => scenario.stop());

  it('a later request for the same booking waits for an unknown one, and the lane goes on without it', async () => {
    await scenario.outcomeOf('other');
    expect(scenario.outcomesOf('unknown')).toHaveLength(0);
    const [unknown, twin] = await scenario.requests();
    expect(unknown).toMatchObject({ state: 'UNKNOWN', attempts: 1 });
    expect(twin).toMatchObject({ state: 'WAITING', attempts: 0, waits_for: unknown?.id });
    expect(scenario.creates).toBe(2);
  }, 60_000);

  it('once the unknown one is settled the other one is called, and each has a booking of its own', async () => {
    scenario.simulator.faults.clear();
    expect((await scenario.outcomeOf('unknown')).data).toMatchObject({
      settledBy: 'reconciliation',
      attempts: 1,
    });
    expect((await scenario.outcomeOf('twin')).data).toMatchObject({ settledBy: 'response', attempts: 1 });
    expect(await brokenInvariants(scenario)).toEqual([]);
    expect(scenario.bookingsOf(CUSTOMER)).toHaveLength(2);
    expect(scenario.creates).toBe(3);
  }, 60_000);
});
