import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

describeWithKafka('crash after the publish', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('crash-after-the-publish');
  }, 60_000);

  afterAll(() => scenario.stop());

  it('an outcome that was published and not noted is published again, as the same event', async () => {
    const crashing = await scenario.startBridge({ CRASH_AT: 'after-the-publish' });
    await scenario.publish(requested('published'));
    expect(await crashing.ended()).toMatchObject({ signal: 'SIGKILL' });
    const { record: first } = await scenario.outcomeOf('published');

    await scenario.startBridge();
    await waitUntil(() => scenario.outcomesOf('published').length === 2, 'the second copy');

    const second = scenario.outcomesOf('published')[1]?.record;
    expect(second).toEqual(first);
    expect(await brokenInvariants(scenario)).toEqual([]);
    expect(scenario.outcomesOf('published')).toHaveLength(2);
    expect(scenario.creates).toBe(1);
  }, 60_000);
});
