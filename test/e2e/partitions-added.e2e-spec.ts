import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario, withAdmin } from '../support/scenario.js';
import { describeWithKafka, kafkaBrokers } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
const PARTITIONS = 6;

describeWithKafka('partitions added', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('partitions-added');
  }, MINUTE);

  afterAll(() => scenario.stop(), MINUTE);

  it(
    'while the bridge runs: they are read within seconds, from their beginning',
    async () => {
      await scenario.startBridge();
      await scenario.publish(requested('before'));
      expect((await scenario.outcomeOf('before')).type).toBe('booking.created');

      const topic = scenario.requestedTopic;
      await withAdmin(async (admin) => {
        await admin.createPartitions({ topicPartitions: [{ topic, count: PARTITIONS }] });
        await waitUntil(async () => {
          const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
          return topics[0]?.partitions.length === PARTITIONS;
        }, 'the partitions');
      });
      const names = Array.from({ length: PARTITIONS }, (_, partition) => `in-${partition}`);
      const producer = new Kafka({ brokers: kafkaBrokers(), logLevel: logLevel.NOTHING }).producer();
      await producer.connect();
      const messages = names.map((name, partition) => ({ ...requested(name), partition }));
      // A producer of kafkajs leaves out what goes to a partition that it does not know, and says nothing.
      expect(await producer.send({ topic, messages })).toHaveLength(PARTITIONS);
      await producer.disconnect();
      for (const name of names) expect((await scenario.outcomeOf(name)).type).toBe('booking.created');
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    2 * MINUTE,
  );
});
