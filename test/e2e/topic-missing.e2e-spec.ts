import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { createTopics, Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
const EVENTS = 4_000;

describeWithKafka('topic missing', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('topic-missing');
  }, MINUTE);

  afterAll(() => scenario.stop());

  it(
    'topic missing: thousands of its events wait and are told of once, the others are published at once, and all of them when the topic is back',
    async () => {
      const bridge = await scenario.startBridge();
      const removed = `${scenario.name}.removed.${process.pid}`;
      await scenario.sql.query(
        `INSERT INTO outbox_events (event_id, topic, key, value, headers)
         SELECT 'kept-' || n, $1, convert_to((n % 7)::text, 'UTF8'), 'x', '[]' FROM generate_series(1, ${EVENTS}) n`,
        [removed],
      );
      await bridge.prints('Kafka refuses this topic');
      for (const name of ['one', 'two', 'three']) {
        await scenario.publish(requested(name));
        expect((await scenario.outcomeOf(name)).type).toBe('booking.created');
      }
      const { rows } = await scenario.sql.query<{ refusals: number; count: number }>(
        'SELECT refusals, count(*)::int FROM outbox_events WHERE topic = $1 GROUP BY refusals',
        [removed],
      );
      expect(rows).toEqual([{ refusals: 0, count: EVENTS }]);

      await createTopics([removed]);
      await waitUntil(
        async () => (await scenario.sql.query('SELECT FROM outbox_events LIMIT 1')).rows.length === 0,
        'the events to be published',
        2 * MINUTE,
      );
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    4 * MINUTE,
  );
});
