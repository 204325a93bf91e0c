import { afterEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../../test/support/wait-until.js';
import { createLogger } from '../../logging/logger.js';
import type { RecordSlice } from '../port.js';
import { encodeBatch } from '../protocol/encode-batch.js';
import type { FetchedPartition } from '../protocol/raw-fetch.js';
import { ZERO_TOPIC_ID } from '../protocol/topic-ids.js';
import { PartitionReaders } from './partition-readers.js';
import type { KnownStart } from './partition-reader.js';

const TOPIC = 'requests';
const ORIGIN = { clusterId: 'c', topicId: '1'.repeat(32) };
const NO_PRODUCER = { producerId: -1n, producerEpoch: -1, firstSequence: -1 };

/** A batch of one record for each text, at these offsets. */
function batch(baseOffset: bigint, ...texts: string[]): FetchedPartition {
  const records = texts.map((text) => ({ key: null, value: Buffer.from(text), headers: [] }));
  const bytes = encodeBatch(records, 1, NO_PRODUCER);
  bytes.writeBigInt64BE(baseOffset);
  const end = baseOffset + BigInt(texts.length);
  return {
    ...{ partition: 0, bytes, highWatermark: end, lastStableOffset: end },
    ...{ logStartOffset: 0n, abortedTransactions: [] },
  };
}

const damaged = (fetched: FetchedPartition): FetchedPartition => {
  const bytes = Buffer.from(fetched.bytes);
  bytes[bytes.length - 2] = (bytes[bytes.length - 2] ?? 0) ^ 1;
  return { ...fetched, bytes };
};

/** Readers of a topic whose fetches, orders and handler are played by the test. */
class Stage {
  readonly orders: string[] = [];
  readonly slices: RecordSlice[] = [];
  readonly asked: { partition: number; answer: (start: KnownStart | null) => void }[] = [];
  fail = false;
  begun = 0;
  hold: Promise<void> = Promise.resolve();
  readonly readers = new PartitionReaders(
    TOPIC,
    {
      startOf: async () => [],
      handle: async (slice) => {
        this.begun += 1;
        await this.hold;
        if (this.fail) throw new Error('the database is away');
        this.slices.push(slice);
      },
    },
    {
      startOf: (partition) => new Promise((answer) => this.asked.push({ partition, answer })),
      seek: (partition, offset) => this.orders.push(`seek ${partition} to ${offset}`),
      pause: (partition) => this.orders.push(`pause ${partition}`),
      resume: (partition) => this.orders.push(`resume ${partition}`),
      renewConnections: () => this.orders.push('renew connections'),
    },
    createLogger({ level: 'silent' }),
    Promise.resolve(),
  );

  async startAt(from: bigint): Promise<void> {
    await waitUntil(() => this.asked.length > 0, 'the start to be asked for');
    this.asked.shift()?.answer({ from, origin: ORIGIN });
    await waitUntil(() => this.orders.some((order) => order.startsWith('resume')), 'reading to begin');
  }

  take(fetched: FetchedPartition, askedFor: bigint): boolean {
    const count = BigInt(fetched.bytes.readInt32BE(57));
    return this.readers.take(0, fetched, askedFor, fetched.bytes.readBigInt64BE() + count - 1n);
  }

  get texts(): string[] {
    return this.slices.flatMap(({ records }) => records.map(({ value }) => String(value)));
  }
}

describe('a partition that is assigned', () => {
  let stage = new Stage();
  const begin = async (from: bigint) => {
    stage = new Stage();
    stage.readers.assign([0]);
    await stage.startAt(from);
  };
  afterEach(async () => {
    const stopped = stage.readers.stop();
    for (const { answer } of stage.asked) answer(null);
    await stopped;
  });

  it('hands out nothing before its start is known, and then from there on', async () => {
    stage = new Stage();
    stage.readers.assign([0]);
    expect(stage.take(batch(0n, 'a'), 0n)).toBe(false);
    await stage.startAt(1n);
    expect(stage.orders).toEqual(['seek 0 to 1', 'resume 0']);
    expect(stage.take(batch(0n, 'a', 'b', 'c'), 1n)).toBe(true);
    await waitUntil(() => stage.texts.length === 2, 'two records');
    expect(stage.texts).toEqual(['b', 'c']);
    expect(stage.slices.at(-1)).toMatchObject({ topic: TOPIC, partition: 0, origin: ORIGIN, nextOffset: 3n });
  });

  it('does not wait for a slice of another partition that is still in work', async () => {
    await begin(0n);
    let release = () => undefined as void;
    stage.hold = new Promise((resolve) => (release = resolve));
    stage.take(batch(0n, 'a'), 0n);
    await waitUntil(() => stage.begun === 1, 'the first slice to be in work');
    stage.readers.assign([0, 1]);
    await waitUntil(() => stage.asked.length === 1, 'the other start to be asked for');
    expect(stage.asked.map(({ partition }) => partition)).toEqual([1]);
    release();
    await waitUntil(() => stage.asked.length === 2, 'the start to be asked for again');
  });

  it('lets only what is handled be committed, and hands out again what is not', async () => {
    await begin(0n);
    stage.fail = true;
    stage.take(batch(0n, 'a', 'b'), 0n);
    stage.take(batch(2n, 'c'), 2n);
    await waitUntil(() => stage.begun === 1, 'the first slice to be handled');
    expect(stage.readers.uncommitted()).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(stage.readers.uncommitted()).toEqual([]);
    stage.fail = false;
    await waitUntil(() => stage.texts.length === 3, 'three records');
    expect(stage.texts).toEqual(['a', 'b', 'c']);
    await waitUntil(() => stage.readers.uncommitted()[0]?.offset === 3n, 'all to be handled');
    stage.readers.committed([{ partition: 0, offset: 3n }]);
    expect(stage.readers.uncommitted()).toEqual([]);
  });

  it('reads a batch with a wrong checksum again over a new connection, and believes it then', async () => {
    await begin(0n);
    stage.take(batch(0n, 'a'), 0n);
    stage.take(damaged(batch(1n, 'b')), 1n);
    stage.take(batch(2n, 'c'), 2n);
    await waitUntil(() => stage.orders.includes('renew connections'), 'new connections');
    expect(stage.orders).toContain('seek 0 to 1');
    stage.take(damaged(batch(1n, 'b')), 1n);
    stage.take(batch(2n, 'c'), 2n);
    await waitUntil(() => stage.texts.length === 2, 'the others');
    expect(stage.texts).toEqual(['a', 'c']);
    expect(stage.slices.flatMap(({ undecodable }) => undecodable)).toMatchObject([
      { firstOffset: 1n, lastOffset: 1n, reason: 'checksum-mismatch' },
    ]);
  });

  it('asks for its start again when the broker goes to another offset, once what it has is handed out', async () => {
    await begin(0n);
    let goOn = () => {};
    stage.hold = new Promise<void>((resolve) => (goOn = resolve));
    stage.take(batch(0n, 'a'), 0n);
    expect(stage.take(batch(7n, 'h'), 7n)).toBe(false);
    expect(stage.orders.at(-1)).toBe('pause 0');
    expect(stage.asked).toEqual([]);
    goOn();
    await waitUntil(() => stage.asked.length === 1, 'the start to be asked for');
    expect(stage.texts).toEqual(['a']);
    stage.asked.shift()?.answer({ from: 7n, origin: ORIGIN });
    await waitUntil(() => stage.orders.at(-1) === 'resume 0', 'reading to go on');
    expect(stage.take(batch(7n, 'h'), 7n)).toBe(true);
    await waitUntil(() => stage.texts.length === 2, 'the next record');
  });

  it('asks for its start again when another topic has taken the name', async () => {
    await begin(0n);
    stage.readers.expect(ORIGIN);
    stage.readers.expect({ ...ORIGIN, topicId: ZERO_TOPIC_ID });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stage.asked).toEqual([]);
    stage.readers.expect({ ...ORIGIN, topicId: '2'.repeat(32) });
    await waitUntil(() => stage.asked.length === 1, 'the start to be asked for');
  });

  it('pauses while more is queued than its share, and no longer', async () => {
    await begin(0n);
    let goOn = () => {};
    stage.hold = new Promise<void>((resolve) => (goOn = resolve));
    const large = 'x'.repeat(900_000);
    for (const offset of [0n, 1n, 2n]) stage.take(batch(offset, large), offset);
    expect(stage.orders.at(-1)).toBe('pause 0');
    goOn();
    await waitUntil(() => stage.orders.at(-1) === 'resume 0', 'reading to go on');
    await waitUntil(() => stage.texts.length === 3, 'three records');
  });

  it('hands out nothing of a new assignment while a slice of the old one is being handled', async () => {
    await begin(0n);
    let goOn = () => {};
    stage.hold = new Promise<void>((resolve) => (goOn = resolve));
    stage.take(batch(0n, 'a'), 0n);
    await waitUntil(() => stage.begun === 1, 'the slice to be handled');
    stage.readers.assign([0]);
    expect(stage.take(batch(1n, 'b'), 1n)).toBe(false);
    await new Promise((resolve) => setImmediate(resolve));
    expect(stage.asked).toEqual([]);
    goOn();
    await waitUntil(() => stage.asked.length === 1, 'the start to be asked for');
    expect(stage.texts).toEqual(['a']);
  });
});
