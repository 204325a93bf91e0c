import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

describeWithKafka('crash after the outcome', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('crash-after-the-outcome');
  }, 60_000);

  afterAll(() => scenario.stop());

  it('an outcome that was saved and not published is published by the next instance, without another call', async () => {
    const crashing = await scenario.startBridge({ CRASH_AT: 'after-the-outcome' });
    await scenario.publish(requested('saved'));
    expect(await crashing.ended()).toMatchObject({ signal: 'SIGKILL' });
    expect(await scenario.requests()).toMatchObject([{ state: 'CREATED', settled_by: 'response' }]);
    expect(scenario.outcomesOf('saved')).toHaveLength(0);

    await scenario.startBridge();
    const { type, data } = await scenario.outcomeOf('saved');

    expect({ type, ...data }).toMatchObject({ type: 'booking.created', attempts: 1, settledBy: 'response' });
    expect(await brokenInvariants(scenario)).toEqual([]);
    expect(scenario.outcomesOf('saved')).toHaveLength(1);
    expect(scenario.creates).toBe(1);
  }, 60_000);
});
