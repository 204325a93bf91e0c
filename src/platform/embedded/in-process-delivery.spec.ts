import { describe, expect, it } from '@jest/globals';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { createInProcessKafka } from './in-process-kafka.js';
import { waitUntil } from './wait-until.js';

const TOPIC = 'things';
const MANUAL = { autoCommit: false, eachBatchAutoResolve: false } as const;
const QUICK = { initialRetryTime: 1, retries: 2 };

async function setUp(partitions: number, perPartition: number) {
  const kafka = createInProcessKafka();
  await kafka.admin().createTopics({ topics: [{ topic: TOPIC, numPartitions: partitions }] });
  const producer = kafka.producer();
  await producer.connect();
  const send = (partition: number, value: string) =>
    producer.send({ topic: TOPIC, messages: [{ partition, value }] });
  for (let i = 0; i < perPartition; i++) for (let p = 0; p < partitions; p++) await send(p, `${p}-${i}`);
  const consumer = kafka.consumer({ groupId: 'readers', retry: QUICK });
  await consumer.connect();
  await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
  return { consumer, send };
}

const texts = ({ batch }: EachBatchPayload) => batch.messages.map(({ value }) => value?.toString());
const until = (what: string, condition: () => boolean) => waitUntil(what, 5_000, condition);
const crashOf = (consumer: Consumer) =>
  new Promise<{ error: Error; restart: boolean }>((resolve) =>
    consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload)),
  );
/** Many turns of the event loop: enough for whatever is going to happen without a timer. */
async function turns(): Promise<void> {
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe('pausing', () => {
  it('a partition paused in its handler is not read until resumed, and the others go on', async () => {
    const { consumer, send } = await setUp(2, 1);
    const seen: unknown[] = [];
    let resume: (() => void) | null = null;
    await consumer.run({
      ...MANUAL,
      eachBatch: async (payload) => {
        if (payload.batch.partition === 0 && resume === null) {
          resume = payload.pause();
          return;
        }
        seen.push(...texts(payload));
        payload.resolveOffset(payload.batch.lastOffset());
      },
    });
    await send(1, '1-1');
    await until('partition 1', () => seen.length === 2);
    await turns();
    expect(seen).toEqual(['1-0', '1-1']);
    expect(consumer.paused()).toEqual([{ topic: TOPIC, partitions: [0] }]);
    (resume as unknown as () => void)();
    await until('partition 0', () => seen.length === 3);
    expect(seen).toEqual(['1-0', '1-1', '0-0']);
    await consumer.disconnect();
  });

  it('pause and resume of the consumer stop and continue a whole topic', async () => {
    const { consumer, send } = await setUp(2, 0);
    const seen: unknown[] = [];
    await consumer.run({ eachBatch: async (payload) => void seen.push(...texts(payload)) });
    consumer.pause([{ topic: TOPIC }]);
    await send(0, 'a');
    await turns();
    expect(seen).toEqual([]);
    consumer.resume([{ topic: TOPIC }]);
    await until('the record', () => seen.length === 1);
    await consumer.disconnect();
  });
});

describe('seeking', () => {
  it('reads again from where it is told, and says so to the batch in work', async () => {
    const { consumer } = await setUp(1, 3);
    const seen: unknown[][] = [];
    const stale: boolean[] = [];
    await consumer.run({
      ...MANUAL,
      eachBatch: async (payload) => {
        seen.push(texts(payload));
        if (seen.length === 1) consumer.seek({ topic: TOPIC, partition: 0, offset: '1' });
        stale.push(payload.isStale());
        payload.resolveOffset(payload.batch.lastOffset());
      },
    });
    await until('two batches', () => seen.length === 2);
    await consumer.disconnect();
    expect(seen).toEqual([
      ['0-0', '0-1', '0-2'],
      ['0-1', '0-2'],
    ]);
    expect(stale).toEqual([true, false]);
  });
});

describe('failing', () => {
  it('an error that may pass brings the same records again', async () => {
    const { consumer } = await setUp(1, 2);
    const seen: unknown[][] = [];
    await consumer.run({
      ...MANUAL,
      eachBatch: async (payload) => {
        seen.push(texts(payload));
        if (seen.length === 1) throw Object.assign(new Error('not now'), { retriable: true });
        payload.resolveOffset(payload.batch.lastOffset());
      },
    });
    await until('two batches', () => seen.length === 2);
    await consumer.disconnect();
    expect(seen).toEqual([
      ['0-0', '0-1'],
      ['0-0', '0-1'],
    ]);
  });

  it('too many failures in a row crash the consumer, which begins again from what is committed', async () => {
    const { consumer } = await setUp(1, 1);
    const crash = crashOf(consumer);
    let calls = 0;
    await consumer.run({
      ...MANUAL,
      eachBatch: async ({ resolveOffset, batch }) => {
        if (++calls <= 3) throw new Error('down');
        resolveOffset(batch.lastOffset());
      },
    });
    expect(await crash).toMatchObject({ restart: true, error: { name: 'KafkaJSNumberOfRetriesExceeded' } });
    await until('a call after the restart', () => calls === 4);
    await consumer.disconnect();
  });

  it('a programming error crashes the consumer for good', async () => {
    const { consumer, send } = await setUp(1, 1);
    const crash = crashOf(consumer);
    let calls = 0;
    await consumer.run({
      ...MANUAL,
      eachBatch: async () => {
        calls++;
        throw new TypeError('undefined is not a function');
      },
    });
    expect(await crash).toMatchObject({ restart: false, error: { name: 'KafkaJSNonRetriableError' } });
    await send(0, 'more');
    await turns();
    expect(calls).toBe(1);
  });
});

describe('the order of work', () => {
  it('never has two batches of a partition in work, and as many partitions as allowed', async () => {
    const { consumer, send } = await setUp(3, 1);
    const inWork = new Map<number, number>();
    let most = 0;
    let done = 0;
    await consumer.run({
      ...MANUAL,
      partitionsConsumedConcurrently: 2,
      eachBatch: async ({ batch: { partition, lastOffset, messages }, resolveOffset }) => {
        inWork.set(partition, (inWork.get(partition) ?? 0) + 1);
        expect(inWork.get(partition)).toBe(1);
        most = Math.max(
          most,
          [...inWork.values()].reduce((sum, n) => sum + n, 0),
        );
        await send(partition, 'more').then(turns);
        done += messages.length;
        inWork.set(partition, 0);
        if (done > 12) consumer.pause([{ topic: TOPIC }]);
        resolveOffset(lastOffset());
      },
    });
    await until('the work', () => done > 12);
    await consumer.disconnect();
    expect(most).toBe(2);
  });

  it('a stop waits for the batch in work and lets it commit', async () => {
    const { consumer } = await setUp(1, 1);
    let finish: () => void = () => undefined;
    let running: (() => boolean) | null = null;
    await consumer.run({
      eachBatch: async ({ isRunning }) => {
        running = isRunning;
        await new Promise<void>((resolve) => (finish = resolve));
      },
    });
    await until('the batch', () => running !== null);
    let stopped = false;
    const stop = consumer.stop().then(() => (stopped = true));
    await turns();
    expect([stopped, (running as unknown as () => boolean)()]).toEqual([false, false]);
    finish();
    await stop;
  });
});
