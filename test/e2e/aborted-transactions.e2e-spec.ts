import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario, withAdmin } from '../support/scenario.js';
import { describeWithKafka, kafkaBrokers } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;

describeWithKafka('aborted transactions', () => {
  let scenario: Scenario;
  let producer: Producer;

  beforeAll(async () => {
    scenario = await Scenario.start('aborted-transactions');
    producer = new Kafka({ brokers: kafkaBrokers(), logLevel: logLevel.NOTHING }).producer({
      ...{ transactionalId: scenario.name, idempotent: true, maxInFlightRequests: 1 },
    });
    await producer.connect();
  }, MINUTE);

  afterAll(async () => {
    await producer.disconnect();
    await scenario.stop();
  }, MINUTE);

  async function send(end: 'commit' | 'abort', ...ids: string[]): Promise<void> {
    const transaction = await producer.transaction();
    await transaction.send({ topic: scenario.requestedTopic, messages: ids.map((id) => requested(id)) });
    await transaction[end]();
  }

  /** Where the topic ends, over all partitions. */
  const written = () =>
    withAdmin(async (admin) =>
      (await admin.fetchTopicOffsets(scenario.requestedTopic)).reduce(
        (sum, { high }) => sum + Number(high),
        0,
      ),
    );

  it(
    'their records are not booked, those of others are, and the group has no lag behind their ends',
    async () => {
      await scenario.startBridge();
      await send('commit', 'kept-1', 'kept-2');
      await send('abort', 'gone-1', 'gone-2', 'gone-3');
      await send('commit', 'kept-3');
      for (const id of ['gone-4', 'gone-5']) await send('abort', id);
      for (const id of ['kept-1', 'kept-2', 'kept-3'])
        expect((await scenario.outcomeOf(id)).type).toBe('booking.created');
      await waitUntil(async () => (await scenario.committed()) === (await written()), 'no lag');
      expect((await scenario.requests()).map(({ event_id: id }) => id).toSorted()).toEqual([
        ...['kept-1', 'kept-2', 'kept-3'],
      ]);
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    2 * MINUTE,
  );
});
