import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario, withAdmin } from '../support/scenario.js';
import { describeWithKafka, kafkaBrokers } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
const SETTING = 'compression.type';

/** Lets the broker compress whatever is written to the topic from now on. */
async function compress(topic: string, codec: string): Promise<void> {
  const resource = { type: ConfigResourceTypes.TOPIC, name: topic };
  await withAdmin(async (admin) => {
    const configEntries = [{ name: SETTING, value: codec }];
    await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries }] });
    await waitUntil(async () => {
      const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [resource] });
      return (
        resources[0]?.configEntries.find(({ configName }) => configName === SETTING)?.configValue === codec
      );
    }, `${codec} to be set`);
  });
}

describeWithKafka('compressed records', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('compressed-records');
    await scenario.startBridge();
  }, MINUTE);

  afterAll(() => scenario.stop(), MINUTE);

  it.each(['gzip', 'snappy', 'lz4', 'zstd', 'uncompressed'])(
    'are read as any others: %s',
    async (codec) => {
      await compress(scenario.requestedTopic, codec);
      const names = Array.from({ length: 20 }, (_, n) => `${codec}-${n}`);
      await scenario.publish(...names.map((name) => requested(name)));
      for (const name of names) expect((await scenario.outcomeOf(name)).type).toBe('booking.created');
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    MINUTE,
  );

  it(
    'stop a consumer that has none of these codecs, so the broker did compress them',
    async () => {
      const kafka = new Kafka({ brokers: kafkaBrokers(), logLevel: logLevel.NOTHING });
      const consumer = kafka.consumer({ groupId: `${scenario.requestedTopic}-without-codecs` });
      const crash = new Promise<Error>((resolve) =>
        consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error)),
      );
      await consumer.connect();
      await consumer.subscribe({ topics: [scenario.requestedTopic], fromBeginning: true });
      await consumer.run({ eachMessage: async () => undefined });
      expect((await crash).message).toMatch(/compression not implemented/);
      await consumer.disconnect();
    },
    MINUTE,
  );
});
