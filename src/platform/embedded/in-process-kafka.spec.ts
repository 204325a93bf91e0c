import { describe, expect, it } from '@jest/globals';
import { type EachBatchPayload, type KafkaMessage, Partitioners } from 'kafkajs';
import { createInProcessKafka } from './in-process-kafka.js';
import { waitUntil } from './wait-until.js';

const TOPIC = 'things';
const MANUAL = { autoCommit: false, eachBatchAutoResolve: false } as const;
const QUICK = { initialRetryTime: 1, retries: 2 };

async function newKafka(partitions = 1) {
  const kafka = createInProcessKafka();
  const admin = kafka.admin();
  await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: partitions }] });
  const producer = kafka.producer();
  await producer.connect();
  const send = (...values: string[]) =>
    producer.send({ topic: TOPIC, messages: values.map((value) => ({ key: 'k', value })) });
  const group = async (groupId: string, fromBeginning = true) => {
    const consumer = kafka.consumer({ groupId, retry: QUICK });
    await consumer.connect();
    await consumer.subscribe({ topics: [TOPIC], fromBeginning });
    return consumer;
  };
  return { kafka, admin, producer, send, group };
}

const text = (message: KafkaMessage | undefined) => message?.value?.toString();
const texts = (payload: EachBatchPayload) => payload.batch.messages.map(text);
const until = (what: string, condition: () => boolean) => waitUntil(what, 5_000, condition);

async function resolveAndCommit({
  batch,
  resolveOffset,
  commitOffsetsIfNecessary,
}: EachBatchPayload): Promise<void> {
  resolveOffset(batch.lastOffset());
  const offset = String(Number(batch.lastOffset()) + 1);
  await commitOffsetsIfNecessary({
    topics: [{ topic: batch.topic, partitions: [{ partition: batch.partition, offset }] }],
  });
}

describe('producing', () => {
  it('puts a key where the partitioner of kafkajs puts it and tells the first offset of each partition', async () => {
    const { admin, producer } = await newKafka(12);
    const { topics } = await admin.fetchTopicMetadata({ topics: [TOPIC] });
    const partitionMetadata = topics[0]?.partitions ?? [];
    const message = { key: 'resource-7', value: 'a' };
    const expected = Partitioners.DefaultPartitioner()({ topic: TOPIC, partitionMetadata, message });
    const first = await producer.sendBatch({
      topicMessages: [{ topic: TOPIC, messages: [message, message] }],
    });
    const second = await producer.send({ topic: TOPIC, messages: [message] });
    expect(first).toEqual([
      expect.objectContaining({ topicName: TOPIC, partition: expected, baseOffset: '0', errorCode: 0 }),
    ]);
    expect(second).toEqual([expect.objectContaining({ partition: expected, baseOffset: '2' })]);
  });

  it('refuses an unknown topic, a producer that is not connected and records larger than a broker takes', async () => {
    const { kafka, producer } = await newKafka();
    await expect(producer.send({ topic: 'nowhere', messages: [{ value: 'a' }] })).rejects.toMatchObject({
      type: 'UNKNOWN_TOPIC_OR_PARTITION',
    });
    const large = { value: Buffer.alloc(1_100_000) };
    await expect(producer.send({ topic: TOPIC, messages: [large] })).rejects.toMatchObject({
      type: 'MESSAGE_TOO_LARGE',
      retriable: false,
    });
    await expect(kafka.producer().send({ topic: TOPIC, messages: [] })).rejects.toThrow(
      'The producer is disconnected',
    );
  });
});

describe('consuming', () => {
  it('hands over keys, values and headers as bytes, with offsets and lag as kafkajs tells them', async () => {
    const { producer, group } = await newKafka();
    const messages = [
      { key: 'k', value: '{"a":1}', headers: { one: 'x', many: ['y', Buffer.from('z')] } },
      { key: null, value: null },
    ];
    await producer.send({ topic: TOPIC, messages });
    const consumer = await group('readers');
    const seen: EachBatchPayload[] = [];
    await consumer.run({
      ...MANUAL,
      eachBatch: async (payload) => void (seen.push(payload), await resolveAndCommit(payload)),
    });
    await until('the batch', () => seen.length === 1);
    await consumer.disconnect();
    const batch = seen[0]?.batch;
    expect(batch?.messages[0]).toMatchObject({
      key: Buffer.from('k'),
      value: Buffer.from('{"a":1}'),
      offset: '0',
    });
    expect(batch?.messages[0]?.headers).toEqual({
      one: Buffer.from('x'),
      many: [Buffer.from('y'), Buffer.from('z')],
    });
    expect(batch?.messages[1]).toMatchObject({ key: null, value: null, offset: '1', headers: {} });
    expect([batch?.firstOffset(), batch?.lastOffset(), batch?.highWatermark]).toEqual(['0', '1', '2']);
    expect([batch?.offsetLag(), batch?.offsetLagLow(), batch?.isEmpty()]).toEqual(['0', '1', false]);
  });

  it('a group goes on where it committed, and another group sees everything', async () => {
    const { admin, send, group } = await newKafka();
    const seen: Record<string, (string | undefined)[]> = { one: [], two: [] };
    const read = async (groupId: string, expected: number) => {
      const consumer = await group(groupId);
      await consumer.run({
        ...MANUAL,
        eachBatch: async (p) => void (seen[groupId]?.push(...texts(p)), await resolveAndCommit(p)),
      });
      await until('records', () => seen[groupId]?.length === expected);
      await consumer.stop();
    };
    await send('a', 'b');
    await read('one', 2);
    await send('c');
    await read('one', 3);
    await read('two', 3);
    expect(seen).toEqual({ one: ['a', 'b', 'c'], two: ['a', 'b', 'c'] });
    expect(await admin.fetchOffsets({ groupId: 'one' })).toEqual([
      { topic: TOPIC, partitions: [{ partition: 0, offset: '3', metadata: null }] },
    ]);
    expect((await admin.fetchOffsets({ groupId: 'none', topics: [TOPIC] }))[0]?.partitions[0]?.offset).toBe(
      '-1',
    );
  });

  it('a new group that does not read from the beginning sees only what comes later', async () => {
    const { send, group } = await newKafka();
    await send('early');
    const consumer = await group('late', false);
    const seen: unknown[] = [];
    await consumer.run({ eachMessage: async ({ message }) => void seen.push(text(message)) });
    await send('later');
    await until('a record', () => seen.length > 0);
    await consumer.disconnect();
    expect(seen).toEqual(['later']);
  });

  it('what is resolved but not committed comes again after a stop', async () => {
    const { send, group } = await newKafka();
    await send('a');
    const consumer = await group('readers');
    const seen: unknown[] = [];
    const run = {
      ...MANUAL,
      eachBatch: async (p: EachBatchPayload) =>
        void (seen.push(...texts(p)), p.resolveOffset(p.batch.lastOffset())),
    };
    await consumer.run(run);
    await until('the record', () => seen.length === 1);
    await consumer.stop();
    await consumer.run(run);
    await until('the record again', () => seen.length === 2);
    await consumer.disconnect();
    expect(seen).toEqual(['a', 'a']);
  });

  it('refuses a topic that does not exist and a second member of a group', async () => {
    const { kafka, group } = await newKafka();
    await expect(kafka.consumer({ groupId: 'x' }).subscribe({ topics: ['nowhere'] })).rejects.toMatchObject({
      type: 'UNKNOWN_TOPIC_OR_PARTITION',
    });
    const [first, second] = [await group('same'), await group('same')];
    await first.run({ eachMessage: async () => undefined });
    await expect(second.run({ eachMessage: async () => undefined })).rejects.toThrow('has a member');
    await first.disconnect();
    await second.run({ eachMessage: async () => undefined });
    await second.disconnect();
  });
});
