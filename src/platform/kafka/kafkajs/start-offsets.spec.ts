import { describe, expect, it } from '@jest/globals';
import type { Kafka as KafkaJs } from 'kafkajs';
import { waitUntil } from '../../../../test/support/wait-until.js';
import { createLogger } from '../../logging/logger.js';
import type { PartitionFacts, RecordHandler } from '../port.js';
import { GroupFacts } from './group-facts.js';
import { StartOffsets } from './start-offsets.js';

const SHORT_MS = 50;
const logger = createLogger({ level: 'silent' });
const never = <Value>() => new Promise<Value>(() => undefined);

/** Admin clients of a broker whose first ones never get an answer. */
function clientOf(deaf: number) {
  const made = { admins: 0 };
  const admin = () => {
    const isDeaf = made.admins++ < deaf;
    return {
      connect: async () => undefined,
      disconnect: () => never<void>(),
      describeCluster: async () => ({ clusterId: 'c' }),
      fetchTopicOffsets: () =>
        isDeaf ? never() : Promise.resolve([{ partition: 0, low: '3', high: '9', offset: '9' }]),
      fetchOffsets: async () => [{ topic: 't', partitions: [{ partition: 0, offset: '5', metadata: null }] }],
    };
  };
  return { made, client: { admin } as unknown as Pick<KafkaJs, 'admin'> };
}

const handler = (startOf: RecordHandler['startOf']): RecordHandler => ({
  startOf,
  handle: async () => undefined,
});
const fromStart = (facts: readonly PartitionFacts[]) =>
  facts.map(({ topic, partition, logStart }) => ({ topic, partition, from: logStart }));

describe('where partitions start', () => {
  it('is asked for over new connections when the brokers do not say it in time', async () => {
    const { client, made } = clientOf(1);
    const facts = new GroupFacts(client, 't', 'g', SHORT_MS);
    await expect(facts.read()).rejects.toThrow('no broker has said');
    expect(await facts.read()).toMatchObject([{ partition: 0, logStart: 3n, logEnd: 9n, committed: 5n }]);
    expect(made.admins).toBe(2);
  });

  it('is known in the end, though brokers and database leave the first questions without an answer', async () => {
    const facts = new GroupFacts(clientOf(1).client, 't', 'g', SHORT_MS);
    let asked = 0;
    const answers = handler((partitions) =>
      asked++ === 0 ? never() : Promise.resolve(fromStart(partitions)),
    );
    const starts = new StartOffsets(() => facts.read(), answers, logger, SHORT_MS);
    const known = starts.startOf(0);
    expect(starts.waitsSince).not.toBeNull();
    expect(await known).toMatchObject({ from: 3n });
    expect(asked).toBe(2);
    expect(starts.waitsSince).toBeNull();
  });

  it('is no trouble of the consumer while an operator has to acknowledge something', async () => {
    const facts = new GroupFacts(clientOf(0).client, 't', 'g', SHORT_MS);
    const holds = handler(async (all) => all.map((at) => ({ ...at, held: 'acknowledge it' })));
    const starts = new StartOffsets(() => facts.read(), holds, logger);
    const held = starts.startOf(0);
    await waitUntil(() => starts.held.length === 1, 'the partition to be held');
    expect(starts.waitsSince).toBeNull();
    starts.forget();
    expect(await held).toBeNull();
  });
});
