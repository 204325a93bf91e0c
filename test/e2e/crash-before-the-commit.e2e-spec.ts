import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

describeWithKafka('crash before the commit', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('crash-before-the-commit');
  }, 60_000);

  afterAll(() => scenario.stop());

  it('records that were stored and not committed come again and change nothing', async () => {
    const crashing = await scenario.startBridge({ CRASH_AT: 'before-the-commit' });
    await scenario.publish(requested('stored'));
    expect(await crashing.ended()).toMatchObject({ signal: 'SIGKILL' });
    expect(await scenario.requests()).toHaveLength(1);
    expect(await scenario.committed()).toBe(0);

    const bridge = await scenario.startBridge();
    await scenario.outcomeOf('stored');
    await bridge.prints('"redelivered":1');
    await scenario.publish(requested('next'));
    await scenario.outcomeOf('next');

    expect(await scenario.requests()).toMatchObject([{ event_id: 'stored' }, { event_id: 'next' }]);
    expect(scenario.creates).toBe(2);
    expect(await brokenInvariants(scenario)).toEqual([]);
    expect(await scenario.committed()).toBe(2);
  }, 60_000);
});
