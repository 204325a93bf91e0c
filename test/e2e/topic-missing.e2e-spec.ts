import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { createTopics, Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;

describeWithKafka('topic missing', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('topic-missing');
  }, MINUTE);

  afterAll(() => scenario.stop());

  it(
    'an event whose topic was removed is set aside and told of, the others are published, and it is published when the topic is back',
    async () => {
      const bridge = await scenario.startBridge();
      const removed = `${scenario.name}.removed.${process.pid}`;
      await scenario.sql.query(
        `INSERT INTO outbox_events (event_id, topic, value, headers) VALUES ('kept', $1, 'x', '[]')`,
        [removed],
      );
      await scenario.publish(requested('beside'));
      expect((await scenario.outcomeOf('beside')).type).toBe('booking.created');
      await bridge.prints('Kafka refuses this topic');
      const aside = await scenario.sql.query('SELECT event_id, refusals FROM outbox_events');
      expect(aside.rows).toEqual([{ event_id: 'kept', refusals: 1 }]);

      await createTopics([removed]);
      await scenario.sql.query('UPDATE outbox_events SET due_at = now()');
      await waitUntil(async () => {
        const { rows } = await scenario.sql.query('SELECT FROM outbox_events');
        return rows.length === 0;
      }, 'the event to be published');
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    MINUTE,
  );
});
