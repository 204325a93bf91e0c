import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RecordProducer, RecordToSend, SendResult } from '../../src/platform/kafka/port.js';
import { KafkaProbe } from '../support/kafka-probe.js';
import {
  failedSend,
  keysOf,
  kafkaProducer,
  outboxRecord,
  partitionOfKey,
  relayUnderTest,
} from '../support/relay-under-test.js';
import { createTopics } from '../support/scenario.js';
import { describeWithKafka, kafkaBrokers, uniqueTopics } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const TWO_MINUTES = 120_000;
const SICK = 1;

/** A real producer in front of which one partition of a topic has lost its replicas. */
class WithSickPartition implements RecordProducer {
  sickTopic: string | null = null;
  readonly refused: string[] = [];

  constructor(private readonly real: RecordProducer) {}

  async send(records: readonly RecordToSend[]): Promise<SendResult[]> {
    const isSick = ({ topic, key }: RecordToSend) =>
      topic === this.sickTopic && key !== null && partitionOfKey(key) === SICK;
    const sent = await this.real.send(records.filter((record) => !isSick(record)));
    let next = 0;
    return records.map((record) => {
      if (!isSick(record)) return sent[next++] as SendResult;
      this.refused.push(String(record.value));
      return failedSend('destination', SICK, 'NOT_ENOUGH_REPLICAS');
    });
  }

  partitionOf(topic: string, key: Buffer): number | null {
    return this.real.partitionOf(topic, key);
  }

  stop(): Promise<void> {
    return this.real.stop();
  }
}

describeWithKafka('one partition cannot be written', () => {
  const { created, failed } = uniqueTopics('sick-partition');
  const keys = [0, 1, 2].flatMap((partition) => keysOf(partition, 4));
  let producer: WithSickPartition;
  let probe: KafkaProbe;
  let t: Awaited<ReturnType<typeof relayUnderTest>>;

  beforeAll(async () => {
    await createTopics([created, failed]);
    producer = new WithSickPartition(kafkaProducer(kafkaBrokers()));
    t = await relayUnderTest(producer);
    probe = await KafkaProbe.start(kafkaBrokers(), [created, failed]);
  }, TWO_MINUTES);

  afterAll(async () => {
    await t.stop();
    await producer.stop();
    // These records are no events of the contract.
    await probe.stop().catch(() => undefined);
  }, TWO_MINUTES);

  const events = (topic: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) =>
      keys.map((key) => outboxRecord(topic, `${topic}/${key}/${from + i}`, key)),
    ).flat();
  const keyOf = (value: string) => value.split('/')[1] as string;
  const seen = () => probe.seen.map(({ value }) => String(value));

  it(
    'one partition cannot be written: its events wait and are probed by one, all others are published once, and each key keeps its order',
    async () => {
      producer.sickTopic = created;
      await t.append(...events(created, 0, 100), ...events(failed, 0, 5));
      t.startRelay();
      for (let n = 100; n < 110; n += 1) await t.append(...events(created, n, n + 1));

      const isSick = (value: string) => value.startsWith(created) && partitionOfKey(keyOf(value)) === SICK;
      const others = [...events(created, 0, 110), ...events(failed, 0, 5)]
        .map(({ eventId }) => eventId)
        .filter((id) => !isSick(id));
      await waitUntil(async () => (await t.pending()).every(isSick), 'all others to be published');
      expect(await t.pending()).toHaveLength(110 * 4);
      const oldest = producer.refused[0];
      const probes = () => producer.refused.filter((value) => value === oldest).length;
      await waitUntil(() => probes() >= 3, 'the partition to be probed');
      await waitUntil(() => seen().length === others.length, 'the others to be read');
      expect(new Set(seen())).toEqual(new Set(others));
      // At most one batch met the partition before it was known to be sick.
      expect(new Set(producer.refused).size).toBeLessThanOrEqual(500);

      producer.sickTopic = null;
      await waitUntil(async () => (await t.pending()).length === 0, 'the waiting ones to be published');
      await waitUntil(() => seen().length === 110 * 12 + 5 * 12, 'all of them to be read');
      for (const key of keys)
        expect(seen().filter((value) => value.startsWith(`${created}/${key}/`))).toEqual(
          Array.from({ length: 110 }, (_, n) => `${created}/${key}/${n}`),
        );
    },
    TWO_MINUTES,
  );
});
