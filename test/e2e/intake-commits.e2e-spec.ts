import { afterEach, expect, it } from '@jest/globals';
import { type Bridge, startBridge } from '../../src/bridge.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { bookingRequest, customerOf } from '../support/booking-request.js';
import { type BridgeUnderTest, type OwnServers, startBridgeUnderTest } from '../support/bridge-under-test.js';
import { CommitWatch } from '../support/commit-watch.js';
import { poisons } from '../support/poisons.js';
import { query } from '../support/query.js';
import { describeWithKafka, postgresUrl } from '../support/stack.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
const PARTITIONS = 12;
/** All bridges, the simulator and the test share one process, so a call may take long without anything being wrong. */
const PATIENT = { RESERVANTO_TIMEOUT_MS: '20000', RESERVANTO_CONCURRENCY: '16' };

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const numerically = (a: number, b: number) => a - b;

/** What is ended after each test, last first. */
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
}, 2 * MINUTE);

async function bridgeUnderTest(name: string, servers: OwnServers = {}): Promise<BridgeUnderTest> {
  const t = await startBridgeUnderTest(name, PATIENT, {}, servers);
  ends.push(() => t.stop());
  return t;
}

/** Another bridge of the same installation; what it logs goes into `lines`. */
async function another(t: BridgeUnderTest, lines: string[] = []): Promise<Bridge> {
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const bridge = await startBridge(t.config, logger);
  ends.push(() => bridge.stop());
  return bridge;
}

/** Sends requests, spread evenly over the partitions, and does not wait for what becomes of them. */
const request = (t: BridgeUnderTest, numbers: readonly number[]) =>
  t.kafka.publish(
    t.config.kafka.topics.requested,
    numbers.map((n) => bookingRequest(n, { partition: n % PARTITIONS })),
  );

async function watchCommits(t: BridgeUnderTest): Promise<CommitWatch> {
  const watch = await CommitWatch.start(t);
  ends.push(() => watch.end());
  return watch;
}

/** Every request is stored and booked, once. */
async function expectBookedOnce(t: BridgeUnderTest, count: number): Promise<void> {
  const records = await t.kafka.records(t.config.kafka.topics.created, count, MINUTE);
  expect(records).toHaveLength(count);
  const booked = t.simulator.ledger.lines.map((line) => line.event.CustomerId);
  expect(booked.toSorted(numerically)).toEqual(range(0, count).map(customerOf));
  expect(await query(t.database.url, 'SELECT state, count(*)::int FROM booking_requests GROUP BY 1')).toEqual(
    [{ state: 'CREATED', count }],
  );
}

describeWithKafka('offsets are committed only when every record below them is durable (I4)', () => {
  it(
    'while the database refuses: partitions pause, and all of it is stored and booked once afterwards',
    async () => {
      const databaseProxy = await TcpProxy.inFrontOf(postgresUrl());
      ends.push(() => databaseProxy.stop());
      const t = await bridgeUnderTest('database-away', { databaseProxy });
      await t.bridge.stop();
      const lines: string[] = [];
      await another(t, lines);
      const watch = await watchCommits(t);
      await request(t, range(0, 60));
      await t.kafka.records(t.config.kafka.topics.created, 60);
      await watch.everythingCommitted();
      const before = await watch.committed();

      await databaseProxy.refuse();
      await request(t, range(60, 180));
      const paused = () =>
        lines
          .filter((line) => line.includes('its partition pauses'))
          .map((line) => (JSON.parse(line) as { partition: number }).partition);
      await waitUntil(() => new Set(paused()).size === PARTITIONS, 'every partition to pause', MINUTE);
      const looks = watch.looks;
      await waitUntil(() => watch.looks > looks + 1, 'a look at the offsets');
      expect(await watch.committed()).toEqual(before);

      await databaseProxy.restore();
      await expectBookedOnce(t, 180);
      await watch.everythingCommitted();
      expect(watch.breaches).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'while connections to the database break in the middle of storing',
    async () => {
      const databaseProxy = await TcpProxy.inFrontOf(postgresUrl());
      ends.push(() => databaseProxy.stop());
      const t = await bridgeUnderTest('database-cut', { databaseProxy });
      const watch = await watchCommits(t);
      databaseProxy.delay(5);
      for (const from of range(0, 20).map((n) => n * 30)) {
        await request(t, range(from, from + 30));
        const stored = async () => (await query(t.database.url, 'SELECT FROM booking_requests')).length;
        await waitUntil(async () => (await stored()) > from, 'some of them to be stored');
        databaseProxy.cut();
      }
      await databaseProxy.restore();
      await watch.everythingCommitted();
      expect([...(await watch.written()).values()]).toEqual(range(0, PARTITIONS).map(() => 50));
      const [rows] = await query(
        t.database.url,
        'SELECT count(*)::int AS stored, count(DISTINCT event_id)::int AS requests FROM booking_requests',
      );
      expect(rows).toEqual({ stored: 600, requests: 600 });
      const booked = t.simulator.ledger.lines.map((line) => line.event.CustomerId);
      expect(new Set(booked).size).toBe(booked.length);
      expect(watch.breaches).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'poison message: any poison between good records stops no partition (I7)',
    async () => {
      const t = await bridgeUnderTest('poison');
      const watch = await watchCommits(t);
      const poison = poisons();
      const messages = poison.flatMap((bad, n) => [
        { ...bad, partition: 0 },
        bookingRequest(n, { partition: 0 }),
      ]);
      for (const message of messages) await t.kafka.publish(t.config.kafka.topics.requested, [message]);
      const created = await t.kafka.records(t.config.kafka.topics.created, poison.length, MINUTE);
      await watch.everythingCommitted();
      expect(created).toHaveLength(poison.length);
      expect(t.simulator.ledger.lines.map((line) => line.event.CustomerId).toSorted(numerically)).toEqual(
        poison.map((_, n) => customerOf(n)),
      );
      expect(watch.breaches).toEqual([]);

      await t.kafka.publish(t.config.kafka.topics.requested, messages.toReversed());
      await watch.everythingCommitted();
      expect(t.simulator.ledger.lines).toHaveLength(poison.length);
    },
    2 * MINUTE,
  );

  it(
    'rebalance during a call: another bridge joins and leaves under load, and nothing is lost or called twice',
    async () => {
      const t = await bridgeUnderTest('rebalance');
      const watch = await watchCommits(t);
      let sent = 0;
      const send = async () => {
        await request(t, range(sent, sent + 25));
        sent += 25;
      };
      for (const _round of range(0, 3)) {
        const joining = another(t);
        const joined = waitUntil(async () => (await watch.members()) === 2, 'the other bridge to join');
        for (let share = 0; share < 8; share++) await send();
        const other = await joining;
        await joined;
        await send();
        const leaving = other.stop();
        for (let share = 0; share < 8; share++) await send();
        await leaving;
      }
      await expectBookedOnce(t, sent);
      await watch.everythingCommitted();
      expect(t.simulator.calls.mostAtOnce).toBe(1);
      expect(watch.breaches).toEqual([]);
    },
    3 * MINUTE,
  );
});
