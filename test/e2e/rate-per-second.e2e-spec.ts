import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

const RATE = 20;
const REQUESTS = 60;

describeWithKafka('RESERVANTO_RATE_PER_SECOND', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('rate-per-second', { RESERVANTO_RATE_PER_SECOND: String(RATE) });
    await Promise.all([scenario.startBridge(), scenario.startBridge()]);
  }, 60_000);

  afterAll(() => scenario.stop());

  it('holds for two instances together: no stretch of calls is quicker than the rate, and all are made', async () => {
    const customers = Array.from({ length: REQUESTS }, (_, i) => 1_000_001 + i);
    await scenario.publish(
      ...customers.map((customer) =>
        requested(`paced-${customer}`, { CustomerId: customer, BookingResourceId: customer }),
      ),
    );
    for (const customer of customers) await scenario.outcomeOf(`paced-${customer}`);

    const begins = scenario.simulator.calls.creates.map(({ beganAt }) => beganAt).toSorted((a, b) => a - b);
    expect(begins).toHaveLength(REQUESTS);
    // A call may be late, and then the one behind it seems early: half a second's worth of them, at the very most.
    const slack = RATE / 2;
    for (let from = 0; from < REQUESTS; from += 1)
      for (let to = from + slack; to < REQUESTS; to += 1)
        expect((begins[to] as number) - (begins[from] as number)).toBeGreaterThanOrEqual(
          ((to - from - slack) * 1_000) / RATE,
        );
    expect(new Set(scenario.bridges.map(({ printed }) => printed.includes('"verdict":"created"')))).toEqual(
      new Set([true]),
    );
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
