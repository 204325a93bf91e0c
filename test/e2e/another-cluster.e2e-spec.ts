import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, expect, it } from '@jest/globals';
import { type EmbeddedKafka, startEmbeddedKafka } from '../../src/platform/embedded/embedded-kafka.js';
import { KafkaProbe } from '../support/kafka-probe.js';
import { openFindings, readinessOf } from '../support/request-topic.js';
import { requested } from '../support/requested.js';
import { createTopics, Scenario } from '../support/scenario.js';
import { compiled, describeWithKafka, ownServerFolder } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTES = 180_000;

describeWithKafka('another cluster', () => {
  let scenario: Scenario;
  let other: EmbeddedKafka | undefined;
  let probe: KafkaProbe | undefined;

  afterEach(async () => {
    await scenario.stop();
    await probe?.stop();
    await other?.kill();
  });

  it(
    'is not read before an operator acknowledges it, and nothing of it is skipped then',
    async () => {
      scenario = await Scenario.start('another-cluster');
      const bridge = await scenario.startBridge();
      await scenario.publish(requested('here'));
      await scenario.outcomeOf('here');
      await bridge.stop();

      other = await startEmbeddedKafka({ dataDir: ownServerFolder('kafka') });
      await createTopics(Object.values(scenario.topics), other.brokers);
      probe = await KafkaProbe.start(other.brokers, [scenario.topics.created, scenario.topics.failed]);
      await probe.publish(scenario.topics.requested, [requested('there-1'), requested('there-2')]);
      const moved = await scenario.startBridge({ KAFKA_BROKERS: other.brokers.join(',') });
      await moved.prints('this Kafka cluster was never read from, but another one was');
      await waitUntil(async () => (await readinessOf(moved)).status === 'degraded', 'degraded readiness');
      expect((await readinessOf(moved)).checks['positions']).toContain('1 another-cluster');
      const [finding] = await openFindings(scenario);
      expect(finding).toMatchObject({ kind: 'another-cluster' });
      expect(await scenario.requests()).toHaveLength(1);

      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          compiled('src/cli/positions.ts'),
          ...['acknowledge', String(finding?.id), '--who', 'Ann', '--reason', 'we moved'],
        ],
        { env: { PATH: process.env['PATH'], DATABASE_URL: scenario.databaseUrl } },
      );
      expect(stdout).toContain('acknowledged');
      const outcomes = await probe.records(scenario.topics.created, 2, 60_000);
      expect(outcomes.map(({ headers }) => headers['ce_causationid']).toSorted()).toEqual([
        'there-1',
        'there-2',
      ]);
      expect(await openFindings(scenario)).toEqual([]);
    },
    MINUTES,
  );
});
