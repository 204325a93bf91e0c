import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario, withAdmin } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

describeWithKafka('duplicate delivery', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('duplicate-delivery');
    await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  it('an event that comes several times, together or later, is one request, one call and one outcome', async () => {
    await scenario.publish(requested('often'), requested('often'), requested('often'));
    await scenario.outcomeOf('often');
    await scenario.publish(requested('often'), requested('last'));
    await scenario.outcomeOf('last');

    expect(await scenario.requests()).toMatchObject([{ event_id: 'often' }, { event_id: 'last' }]);
    expect(scenario.creates).toBe(2);
    expect(await brokenInvariants(scenario)).toEqual([]);
    expect(scenario.outcomesOf('often')).toHaveLength(1);
  }, 60_000);

  it('a topic that is read again from its beginning changes nothing', async () => {
    const groupId = `${scenario.name}-from-the-beginning`;
    const topic = scenario.topics.requested;
    await withAdmin(async (admin) => {
      const partitions = (await admin.fetchTopicOffsets(topic)).map(({ partition, low }) => ({
        partition,
        offset: low,
      }));
      await admin.setOffsets({ groupId, topic, partitions });
    });
    const again = await scenario.startBridge({ KAFKA_GROUP_ID: groupId });
    await again.prints('"redelivered":5');
    await scenario.publish(requested('after'));
    await scenario.outcomeOf('after');

    expect(await scenario.requests()).toHaveLength(3);
    expect(scenario.creates).toBe(3);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 120_000);
});
