import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

describeWithKafka('crash before the commit', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('crash-before-the-commit');
  }, 60_000);

  afterAll(() => scenario.stop());

  it('records that were stored and not committed come again and change nothing', async () => {
    const first = await scenario.startBridge();
    await scenario.publish(requested('committed'));
    await waitUntil(async () => (await scenario.committed()) === 1, 'the first commit');
    await first.kill();
    const crashing = await scenario.startBridge({ CRASH_AT: 'before-the-commit' });
    await scenario.publish(requested('stored'));
    expect(await crashing.ended()).toMatchObject({ signal: 'SIGKILL' });
    expect(await scenario.requests()).toHaveLength(2);
    expect(await scenario.committed()).toBe(1);

    const bridge = await scenario.startBridge();
    await scenario.outcomeOf('stored');
    await bridge.prints('"redelivered":1');
    await scenario.publish(requested('next'));
    await scenario.outcomeOf('next');

    expect(await scenario.requests()).toMatchObject([
      { event_id: 'committed' },
      { event_id: 'stored' },
      { event_id: 'next' },
    ]);
    expect(scenario.creates).toBe(3);
    expect(await brokenInvariants(scenario)).toEqual([]);
    await waitUntil(async () => (await scenario.committed()) === 3, 'everything to be committed');
  }, 120_000);
});
