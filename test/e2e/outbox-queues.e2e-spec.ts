import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SendResult } from '../../src/platform/kafka/port.js';
import {
  failedSend,
  keysOf,
  MemoryProducer,
  outboxRecord,
  relayUnderTest,
} from '../support/relay-under-test.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
const BATCH_BYTES = 512 * 1024;
const MANY = 100_000;

describe('the outbox', () => {
  let producer: MemoryProducer;
  let t: Awaited<ReturnType<typeof relayUnderTest>>;

  beforeEach(async () => {
    producer = new MemoryProducer();
    t = await relayUnderTest(producer);
  }, MINUTE);

  afterEach(async () => {
    producer.trouble = () => null;
    await t.stop();
  }, MINUTE);

  const empty = () => waitUntil(async () => (await t.pending()).length === 0, 'nothing to be pending');
  const values = (topic: string) => producer.written.filter((w) => w.topic === topic).map((w) => w.value);
  const copiesOf = (value: string) => producer.written.filter((w) => w.value === value).length;

  it.each([
    ['unreachable', null, 'Kafka does not answer'],
    ['destination', null, 'Kafka refuses this topic'],
    ['destination', 1, 'this partition cannot be written'],
  ] as const)(
    'copies an event at most once for each failure that wrote it nevertheless, and says why once (%s, partition %s)',
    async (kind, partition, said) => {
      const key = keysOf(1, 1)[0]!;
      const names = Array.from({ length: 40 }, (_, n) => `e-${n}`);
      let failures = 0;
      const first = new Set(names);
      producer.trouble = (record) => {
        const value = String(record.value);
        // The first send of all, and then two probes, are written and reported as failed.
        if (!first.delete(value) && failures >= 2) return null;
        if (!first.has(value) && copiesOf(value) > 0) failures += 1;
        producer.write(record);
        return failedSend(kind, partition, 'REQUEST_TIMED_OUT');
      };
      await t.append(...names.map((name) => outboxRecord('created', name, key)));
      t.startRelay();
      await empty();
      const copies = names.map(copiesOf);
      expect(copies[0]).toBe(4);
      expect(copies.slice(1)).toEqual(names.slice(1).map(() => 2));
      expect(t.lines).toEqual([expect.stringContaining(said)]);
    },
    MINUTE,
  );

  it(
    'sends nothing again of which only the mark could not be written',
    async () => {
      const markPublished = t.store.markPublished.bind(t.store);
      let failures = 0;
      t.store.markPublished = async (published) => {
        if ((failures += 1) <= 2) throw new Error('the database is away');
        return markPublished(published);
      };
      await t.append(...['a', 'b', 'c'].map((name) => outboxRecord('created', name, name)));
      t.startRelay();
      await empty();
      expect(failures).toBe(3);
      expect(producer.written.map((w) => w.value)).toEqual(['a', 'b', 'c']);
    },
    MINUTE,
  );

  it(
    'publishes every topic while one of them hangs, and the events of that one in order once it does not',
    async () => {
      let release = (_: null) => {};
      const hanging = new Promise<null>((resolve) => (release = resolve));
      producer.trouble = (record) => (record.topic === 'hanging' ? hanging : null);
      t.startRelay();
      await t.append(outboxRecord('hanging', 'h-0', 'k'));
      for (let n = 1; n <= 5; n += 1) {
        await t.append(outboxRecord('hanging', `h-${n}`, 'k'), outboxRecord('created', `c-${n}`, 'k'));
        await waitUntil(() => values('created').length === n, `event ${n} to be published`, 5_000);
      }
      expect(values('hanging')).toEqual([]);
      release(null);
      await empty();
      expect(values('hanging')).toEqual(['h-0', 'h-1', 'h-2', 'h-3', 'h-4', 'h-5']);
      expect(values('created')).toEqual(['c-1', 'c-2', 'c-3', 'c-4', 'c-5']);
    },
    MINUTE,
  );

  it(
    'sends one event at a time to a topic that refuses, ever more seldom',
    async () => {
      const sends: string[] = [];
      producer.trouble = (record) => {
        sends.push(String(record.value));
        return failedSend('destination', null, 'TOPIC_AUTHORIZATION_FAILED');
      };
      const names = Array.from({ length: 20 }, (_, n) => `e-${n}`);
      await t.append(...names.map((name) => outboxRecord('created', name, name)));
      t.startRelay();
      await waitUntil(() => sends.length >= 23, 'three probes');
      expect(sends.slice(0, 23)).toEqual([...names, 'e-0', 'e-0', 'e-0']);
      expect(await t.sql('SELECT DISTINCT parked_partition, refusals FROM outbox_events')).toEqual([
        { parked_partition: -1, refusals: 0 },
      ]);
      producer.trouble = () => null;
      await empty();
      expect(values('created')).toEqual(names);
    },
    MINUTE,
  );

  it(
    'keeps an event that Kafka refuses for what it is, and publishes those before and behind it once',
    async () => {
      producer.trouble = (record) =>
        String(record.value) === 'b' ? failedSend('record', null, 'MESSAGE_TOO_LARGE') : null;
      await t.append(...['a', 'b', 'c'].map((name) => outboxRecord('created', name, 'k')));
      t.startRelay();
      await waitUntil(async () => (await t.pending()).join() === 'b', 'one event to stay');
      await t.append(outboxRecord('created', 'd', 'k'));
      await waitUntil(async () => (await t.pending()).join() === 'b', 'one event to stay');
      expect(values('created')).toEqual(['a', 'c', 'd']);
      const [row] = await t.sql(
        `SELECT refusals, due_at > now() + interval '9 min' AS later FROM outbox_events`,
      );
      expect(row).toEqual({ refusals: 1, later: true });
    },
    MINUTE,
  );

  it(
    'keeps the order of every key while partitions fail and recover at random',
    async () => {
      let seed = 20_261_127;
      const chance = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
      let left = 8;
      producer.trouble = (record, partition) => {
        if (record.key === null || left === 0 || chance() > 0.05) return null;
        left -= 1;
        return failedSend('destination', partition, 'NOT_ENOUGH_REPLICAS');
      };
      // A partition that fails writes nothing behind the failure, as a broker does.
      const send = producer.send.bind(producer);
      producer.send = async (records) => {
        const results: SendResult[] = [];
        const failed = new Set<number>();
        for (const record of records) {
          const partition = record.key === null ? -1 : producer.partitionOf(record.topic, record.key);
          const result = failed.has(partition)
            ? failedSend('destination', partition, 'NOT_ENOUGH_REPLICAS')
            : (await send([record]))[0]!;
          if (!result.ok) failed.add(partition);
          results.push(result);
        }
        return results;
      };
      const keys = [0, 1, 2].flatMap((partition) => keysOf(partition, 3));
      t.startRelay();
      for (let n = 0; n < 60; n += 1) {
        const events = keys.map((key) => outboxRecord('created', `${key}/${n}`, key));
        await t.append(...events, outboxRecord('created', `none/${n}`, null));
      }
      await empty();
      expect(left).toBe(0);
      for (const key of [...keys, 'none']) {
        const written = values('created').filter((value) => value.startsWith(`${key}/`));
        expect(written).toEqual(Array.from({ length: 60 }, (_, n) => `${key}/${n}`));
      }
    },
    MINUTE,
  );

  it(
    'is read in bounded memory: headers and keys count as values do, and one event is read at least',
    async () => {
      const insert = (topic: string, key: number, value: number, header: number) =>
        t.sql(
          `INSERT INTO outbox_events (event_id, topic, key, value, headers)
           SELECT $1::text || n, $1, convert_to(repeat('k', $2), 'UTF8'), convert_to(repeat('v', $3), 'UTF8'),
             json_build_array(json_build_array('h', repeat('x', $4)))
           FROM generate_series(1, 44) n`,
          [topic, key, value, header],
        );
      await insert('headers', 1, 1, 2_400_000);
      await insert('keys', 100_000, 1, 1);
      await insert('values', 1, 100_000, 1);
      const read = await t.store.pending(500, BATCH_BYTES);
      expect(
        read.batches.map(({ queue: { topic }, events, isWhole }) => [topic, events.length, isWhole]),
      ).toEqual(
        expect.arrayContaining([
          ['headers', 1, false],
          ['keys', 6, false],
          ['values', 6, false],
        ]),
      );
    },
    MINUTE,
  );

  it(
    'is read by index from the head of each queue: what waits in others costs a read nothing',
    async () => {
      const insert = (topic: string, partition: number) =>
        t.sql(
          `INSERT INTO outbox_events (event_id, topic, value, headers, parked_partition)
           SELECT $1::text || n, $1, 'x', '[]', $2::int FROM generate_series(1, ${MANY}) n`,
          [topic, partition],
        );
      await insert('created', 1);
      await insert('resting', -1);
      await t.append(...['a', 'b', 'c'].map((name) => outboxRecord('created', name, name)));
      const limits = [
        { topic: 'created', partition: 1, events: 1 },
        { topic: 'resting', partition: -1, events: 0 },
      ];
      const scans = async () => {
        const [row] = await t.sql<{ scans: number; rows: number }>(
          `SELECT idx_scan::int AS scans, (idx_tup_fetch + seq_tup_read)::int AS rows
           FROM pg_stat_user_tables WHERE relname = 'outbox_events'`,
        );
        return row!;
      };
      const read = () => t.store.pending(500, BATCH_BYTES, limits);
      const before = await scans();
      let reads = 0;
      // A connection reports what it read only at a later query.
      await waitUntil(async () => {
        const { batches } = await read();
        reads += 1;
        expect(batches.map(({ events }) => events.length).toSorted()).toEqual([1, 3]);
        return (await scans()).scans > before.scans;
      }, 'the index to be read');
      expect(((await scans()).rows - before.rows) / reads).toBeLessThan(50);
    },
    MINUTE,
  );

  it(
    'is emptied at stop, as far as Kafka takes it, and a topic that hangs holds the stop for ten seconds at most',
    async () => {
      let isStopping = false;
      producer.trouble = (record) => {
        if (record.topic === 'hanging') return new Promise(() => undefined);
        return isStopping ? null : failedSend('unreachable', null, 'UNREACHABLE');
      };
      const relay = t.startRelay();
      await waitUntil(
        async () => (await t.sql(`SELECT FROM pg_locks WHERE locktype = 'advisory'`)).length > 0,
        'the lock to be held',
      );
      isStopping = true;
      const names = Array.from({ length: 1_200 }, (_, n) => `e-${n}`);
      await t.append(
        outboxRecord('hanging', 'h', 'k'),
        ...names.map((name) => outboxRecord('created', name, name)),
      );
      const from = performance.now();
      await relay.stop();
      expect(performance.now() - from).toBeLessThan(16_000);
      expect(await t.pending()).toEqual(['h']);
      expect(new Set(values('created'))).toEqual(new Set(names));
    },
    MINUTE,
  );
});
