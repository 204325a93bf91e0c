import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { startEmbeddedKafka } from '../../src/platform/embedded/embedded-kafka.js';
import { startEmbeddedPostgres } from '../../src/platform/embedded/embedded-postgres.js';
import { commandLineOf } from '../../src/platform/embedded/process-facts.js';
import { waitUntil } from '../../src/platform/embedded/wait-until.js';
import {
  compiled,
  createTestDatabase,
  describeWithKafka,
  kafkaBrokers,
  ownServerFolder,
} from '../support/stack.js';

const MODULES = { startEmbeddedPostgres: 'embedded-postgres', startEmbeddedKafka: 'embedded-kafka' } as const;
const MINUTE = 60_000;

/** A test that fails in the middle must not leave its processes behind. */
const owners: ChildProcess[] = [];
afterEach(() => {
  for (const child of owners.splice(0)) child.kill('SIGKILL');
});

/** A process that starts a server, prints what it got as one line of JSON and lives on. */
async function owner(
  start: keyof typeof MODULES,
  dataDir: string,
): Promise<{ process: ChildProcess; server: { pid: number; adopted: boolean } }> {
  const module = pathToFileURL(compiled(`src/platform/embedded/${MODULES[start]}.ts`)).href;
  const script = `import { ${start} } from ${JSON.stringify(module)};
    console.log(JSON.stringify(await ${start}({ dataDir: ${JSON.stringify(dataDir)} })));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  owners.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, server: JSON.parse(line.toString()) as { pid: number; adopted: boolean } };
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('embedded PostgreSQL', () => {
  const dataDir = ownServerFolder('postgres');

  it(
    'two processes that start it at once share one server, which outlives both and is adopted',
    async () => {
      const [one, two] = await Promise.all([
        owner('startEmbeddedPostgres', dataDir),
        owner('startEmbeddedPostgres', dataDir),
      ]);
      expect(two.server.pid).toBe(one.server.pid);
      expect([one.server.adopted, two.server.adopted].sort()).toEqual([false, true]);
      await Promise.all([kill(one.process), kill(two.process)]);
      const server = await startEmbeddedPostgres({ dataDir });
      expect(server).toMatchObject({ pid: one.server.pid, adopted: true });
      expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    MINUTE,
  );

  it(
    'keeps what was committed when it is killed, on the same address',
    async () => {
      const before = await startEmbeddedPostgres({ dataDir });
      await query(before.url, 'CREATE TABLE kept (n int)');
      await query(before.url, 'INSERT INTO kept VALUES (1), (2)');
      await before.kill();
      const after = await startEmbeddedPostgres({ dataDir });
      expect(after).toMatchObject({ adopted: false, url: before.url });
      expect(after.pid).not.toBe(before.pid);
      expect(await query(after.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 2 }]);
    },
    MINUTE,
  );

  it(
    'is reachable by its password on 127.0.0.1 alone, and flushes what it commits',
    async () => {
      const { url } = await startEmbeddedPostgres({ dataDir });
      await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({
        code: '28P01',
      });
      const settings = await query(
        url,
        `SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories', 'fsync', 'full_page_writes') ORDER BY name`,
      );
      expect(settings.map(({ setting }) => setting)).toEqual(['on', 'on', '127.0.0.1', '']);
    },
    MINUTE,
  );

  it(
    'is gone after a stop, and stopping twice does no harm',
    async () => {
      const server = await startEmbeddedPostgres({ dataDir });
      await server.stop();
      await server.stop();
      await expect(query(server.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    },
    MINUTE,
  );

  it(
    'a test database holds what was prepared in it and disappears with its connections',
    async () => {
      const database = await createTestDatabase(
        async (url) => void (await query(url, 'CREATE TABLE prepared (n int)')),
      );
      expect(await query(database.url, 'SELECT * FROM prepared')).toEqual([]);
      const open = new Client({ connectionString: database.url });
      await open.connect();
      const closed = new Promise((resolve) => open.on('error', resolve));
      await database.drop();
      await closed;
      await expect(query(database.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
    },
    MINUTE,
  );
});

describeWithKafka('embedded Kafka', () => {
  const dataDir = ownServerFolder('kafka');
  const client = (brokers: string[]) =>
    new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { initialRetryTime: 100, retries: 8 } });

  it(
    'two processes that start it at once share one broker, which outlives both and is adopted',
    async () => {
      const [one, two] = await Promise.all([
        owner('startEmbeddedKafka', dataDir),
        owner('startEmbeddedKafka', dataDir),
      ]);
      expect(two.server.pid).toBe(one.server.pid);
      expect([one.server.adopted, two.server.adopted].sort()).toEqual([false, true]);
      await Promise.all([kill(one.process), kill(two.process)]);
      expect(await startEmbeddedKafka({ dataDir })).toMatchObject({ pid: one.server.pid, adopted: true });
    },
    MINUTE,
  );

  it(
    'keeps records and committed offsets when it is killed, on the same address',
    async () => {
      const before = await startEmbeddedKafka({ dataDir });
      const kafka = client(before.brokers);
      const [admin, producer] = [kafka.admin(), kafka.producer()];
      await Promise.all([admin.connect(), producer.connect()]);
      await admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 1 }] });
      await producer.send({
        topic: 'kept',
        acks: -1,
        messages: [{ value: 'a' }, { value: 'b' }, { value: 'c' }],
      });
      expect(await consume(kafka, 2)).toEqual(['a', 'b']);
      await before.kill();
      const after = await startEmbeddedKafka({ dataDir });
      expect(after).toMatchObject({ adopted: false, brokers: before.brokers });
      expect(await consume(kafka, 1)).toEqual(['c']);
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    },
    MINUTE,
  );

  it(
    'is gone after a stop, and stopping twice does no harm',
    async () => {
      const server = await startEmbeddedKafka({ dataDir });
      await server.stop();
      await server.stop();
      expect(commandLineOf(server.pid)).toBeNull();
      const admin = new Kafka({
        brokers: server.brokers,
        logLevel: logLevel.NOTHING,
        retry: { retries: 0 },
      }).admin();
      await expect(admin.connect()).rejects.toThrow();
    },
    MINUTE,
  );

  it(
    "the run's broker answers",
    async () => {
      const admin = client(kafkaBrokers()).admin();
      await admin.connect();
      expect((await admin.describeCluster()).brokers).toHaveLength(1);
      await admin.disconnect();
    },
    MINUTE,
  );
});

/** Reads that many records one at a time, committing each. */
async function consume(kafka: Kafka, count: number): Promise<(string | undefined)[]> {
  const consumer = kafka.consumer({ groupId: 'readers', maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: ['kept'], fromBeginning: true });
  const values: (string | undefined)[] = [];
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      if (values.length === count) return;
      await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]);
      values.push(message.value?.toString());
    },
  });
  await waitUntil('the records', 20_000, () => values.length === count);
  await consumer.disconnect();
  return values;
}
