import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { createTopics, Scenario, withAdmin } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;

describeWithKafka('topic missing while reading', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('topic-missing-while-reading');
  }, MINUTE);

  afterAll(() => scenario.stop(), MINUTE);

  it(
    'a deleted topic is told of once, and is read from its beginning when it is there again',
    async () => {
      const bridge = await scenario.startBridge();
      await scenario.publish(requested('before'));
      expect((await scenario.outcomeOf('before')).type).toBe('booking.created');

      const topic = scenario.requestedTopic;
      await withAdmin((admin) => admin.deleteTopics({ topics: [topic] }));
      await waitUntil(
        async () => (await bridge.readiness('kafka')).includes(topic),
        'readiness to name the topic',
        MINUTE,
      );
      expect(await bridge.readiness('kafka')).toMatch(/^recovering since 2.*: cannot read /);

      await createTopics([topic]);
      await scenario.publish(requested('after'));
      await waitUntil(() => scenario.outcomesOf('after').length > 0, 'the outcome', 2 * MINUTE);
      expect(await bridge.readiness('kafka')).toBe('consuming');
      const told = bridge.printed
        .split('\n')
        .filter((line) => /"level":"(warn|error)".*"part":"kafka"/.test(line));
      expect(told.length).toBeLessThanOrEqual(4);
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    4 * MINUTE,
  );
});
