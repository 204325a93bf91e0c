import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

describeWithKafka('crash after the answer', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('crash-after-the-answer');
  }, 60_000);

  afterAll(() => scenario.stop());

  it('an answer that was read and not written down is found again in Reservanto, with one booking and one call', async () => {
    const crashing = await scenario.startBridge({ CRASH_AT: 'after-the-answer' });
    await scenario.publish(requested('answered'));
    expect(await crashing.ended()).toMatchObject({ signal: 'SIGKILL' });
    expect(scenario.simulator.ledger.lines).toHaveLength(1);
    expect(await scenario.requests()).toMatchObject([{ state: 'CALLING', attempts: 1 }]);

    await scenario.startBridge();
    const { type, data } = await scenario.outcomeOf('answered');

    expect({ type, ...data }).toMatchObject({
      type: 'booking.created',
      attempts: 1,
      settledBy: 'reconciliation',
    });
    expect(scenario.creates).toBe(1);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
