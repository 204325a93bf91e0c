import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../../test/support/wait-until.js';
import type { RecordHandler, RecordSlice, RecordToSend } from '../port.js';
import { InMemoryKafka } from './in-memory-kafka.js';

const TOPIC = 'things';
const GROUP = { topic: TOPIC, groupId: 'readers' };

const record = (key: string, value: string): RecordToSend => ({
  ...{ topic: TOPIC, key: Buffer.from(key), value: Buffer.from(value) },
  headers: [
    ['twice', Buffer.from('1')],
    ['twice', Buffer.from('2')],
  ],
});

async function withTopic(): Promise<InMemoryKafka> {
  const kafka = new InMemoryKafka();
  expect(await kafka.missingTopics([TOPIC], false)).toEqual([TOPIC]);
  expect(await kafka.missingTopics([TOPIC], true)).toEqual([]);
  return kafka;
}

const handler = (handle: RecordHandler['handle']): RecordHandler => ({ handle, startOf: async () => [] });
const texts = ({ records }: RecordSlice) => records.map(({ value }) => String(value));

describe('topics in memory', () => {
  it('keep the order of a key in one partition, and bytes and headers as they are', async () => {
    const kafka = await withTopic();
    const producer = kafka.producer();
    const sent = await producer.send(['a', 'b', 'c'].map((text) => record('k', text)));
    const partition = producer.partitionOf(TOPIC, Buffer.from('k'));
    expect(sent).toEqual(
      [0n, 1n, 2n].map((offset) => ({ ok: true, position: { topic: TOPIC, partition, offset } })),
    );
    const seen: RecordSlice[] = [];
    await kafka.readToEnd({ topic: TOPIC, groupPrefix: 'any' }, async (slice) => {
      seen.push(slice);
      return 'more';
    });
    expect(seen.flatMap(texts)).toEqual(['a', 'b', 'c']);
    expect(seen[0]?.records[0]?.headers).toEqual(record('k', 'a').headers);
  });

  it('hand out again what a handler did not take, before anything behind it', async () => {
    const kafka = await withTopic();
    const seen: string[][] = [];
    const consumer = kafka.consumer(GROUP);
    await consumer.start(
      handler(async (slice) => {
        seen.push(texts(slice));
        if (seen.length === 1) throw new Error('not now');
      }),
    );
    await kafka.producer().send([record('k', 'a')]);
    await waitUntil(() => seen.length === 2, 'a second try');
    expect(seen).toEqual([['a'], ['a']]);
    await consumer.stop();
  });

  it('go on for a group where it was, and serve one member of it at a time', async () => {
    const kafka = await withTopic();
    const seen: string[] = [];
    const take = handler(async (slice) => void seen.push(...texts(slice)));
    const first = kafka.consumer(GROUP);
    await first.start(take);
    await expect(kafka.consumer(GROUP).start(take)).rejects.toThrow('has a member');
    await kafka.producer().send([record('k', 'a')]);
    await waitUntil(() => seen.length === 1, 'the first');
    await first.stop();
    await kafka.producer().send([record('k', 'b')]);
    const second = kafka.consumer(GROUP);
    await second.start(take);
    await waitUntil(() => seen.length === 2, 'the second');
    expect(seen).toEqual(['a', 'b']);
    await second.stop();
  });

  it('refuse what a broker would refuse, and nothing beside it', async () => {
    const kafka = await withTopic();
    const large = record('k', 'x'.repeat(1_100_000));
    const elsewhere = { ...record('k', 'a'), topic: 'nowhere' };
    expect(await kafka.producer().send([large, record('k', 'a'), elsewhere])).toMatchObject([
      { ok: false, kind: 'record', code: 'MESSAGE_TOO_LARGE' },
      { ok: true },
      { ok: false, kind: 'destination', code: 'UNKNOWN_TOPIC_OR_PARTITION' },
    ]);
  });
});
