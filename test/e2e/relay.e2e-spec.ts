import { afterEach, expect, it } from '@jest/globals';
import { type Admin, ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { type Bridge, startBridge } from '../../src/bridge.js';
import type { Config } from '../../src/platform/config/config.js';
import { type EmbeddedKafka, startEmbeddedKafka } from '../../src/platform/embedded/embedded-kafka.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { bookingRequest, customerOf } from '../support/booking-request.js';
import { type BridgeUnderTest, type OwnServers, startBridgeUnderTest } from '../support/bridge-under-test.js';
import type { SeenRecord } from '../support/kafka-probe.js';
import { query } from '../support/query.js';
import { requested } from '../support/requested.js';
import { describeWithKafka, ownServerFolder, postgresUrl } from '../support/stack.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
const HOURS = 3_600_000;
const TWO_MINUTES = 120_000;
/** The key of the lock that src/outbox/relay-lock.ts takes. */
const LOCK_KEY = 7_262_001;
const HOLDERS = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = ${LOCK_KEY} AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const idsOf = (records: readonly SeenRecord[]) => records.map((r) => r.headers['ce_causationid']);
const numerically = (a: number, b: number) => a - b;

/** All bridges, the simulator and the test share one process, so a call may take long without anything being wrong. */
const PATIENT = { RESERVANTO_TIMEOUT_MS: '20000', RESERVANTO_CONCURRENCY: '16' };

/** What is ended after each test, last first. */
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
}, TWO_MINUTES);

async function bridgeUnderTest(
  name: string,
  env: Record<string, string> = {},
  servers: OwnServers = {},
): Promise<BridgeUnderTest> {
  const t = await startBridgeUnderTest(name, { ...PATIENT, ...env }, {}, servers);
  ends.push(() => t.stop());
  return t;
}

async function another(config: Config): Promise<Bridge> {
  const bridge = await startBridge(config, createLogger({ level: config.logLevel }));
  ends.push(() => bridge.stop());
  return bridge;
}

const holders = (t: BridgeUnderTest) => query<{ pid: number }>(t.database.url, HOLDERS);
const pending = async (t: BridgeUnderTest) =>
  (await query(t.database.url, 'SELECT FROM outbox_events')).length;

const stored = async (t: BridgeUnderTest) =>
  (await query(t.database.url, 'SELECT FROM booking_requests')).length;

/** Publishes requests and does not wait for what becomes of them. */
const request = (t: BridgeUnderTest, numbers: readonly number[]) =>
  t.kafka.publish(
    t.config.kafka.topics.requested,
    numbers.map((n) => bookingRequest(n)),
  );

/** Every request was published, however often; copies are identical; everything booked is what was published. */
async function expectAllPublished(t: BridgeUnderTest, count: number): Promise<SeenRecord[]> {
  const { created } = t.config.kafka.topics;
  const published = () => t.kafka.seen.filter((r) => r.topic === created);
  await waitUntil(() => new Set(idsOf(published())).size === count, `${count} outcomes`, 60_000);
  await waitUntil(async () => (await pending(t)) === 0, 'nothing to be pending');
  const copies = new Map<string | undefined, string>();
  for (const record of published()) {
    const copy = JSON.stringify([record.key, String(record.value), record.headers]);
    const request = record.headers['ce_causationid'];
    expect(copies.get(request) ?? copy).toBe(copy);
    copies.set(request, copy);
  }
  const booked = t.simulator.ledger.lines.map((line) => line.event.CustomerId);
  expect(booked.toSorted(numerically)).toEqual(range(0, count).map((n) => 1_100_000 + n));
  return published();
}

/** Takes the right to relay away from every bridge, until the answer is called. */
async function takeTheRight(url: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const taken = client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
  const waits = async () => (await query(url, HOLDERS.replace('granted', 'NOT granted'))).length > 0;
  await waitUntil(waits, 'a place in the queue for the right');
  await query(url, HOLDERS.replace('SELECT pid', 'SELECT pg_terminate_backend(pid)'));
  await taken;
  return () => client.end();
}

async function adminOf(brokers: readonly string[]): Promise<Admin> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  ends.push(() => admin.disconnect());
  return admin;
}

describeWithKafka('the relay', () => {
  it(
    'writes whole CloudEvents as values in structured mode',
    async () => {
      const t = await bridgeUnderTest('structured', {
        EVENTS_MODE: 'structured',
        EVENTS_SOURCE: 'urn:example:bridge',
      });
      const { requested, created, failed } = t.config.kafka.topics;
      const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
      const good = bookingRequest(1);
      await t.kafka.publish(requested, [
        { ...good, headers: { ...good.headers, traceparent } },
        bookingRequest(2, { customer: 4 }),
      ]);
      const records = [...(await t.kafka.records(created, 1)), ...(await t.kafka.records(failed, 1))];
      for (const [record, type, n] of [
        [records[0], 'booking.created', '1'],
        [records[1], 'booking.failed', '2'],
      ] as const) {
        expect(record?.key).toBe(n);
        expect(record?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
        expect(Object.keys(record?.headers ?? {}).filter((name) => name.startsWith('ce_'))).toEqual([]);
        expect(JSON.parse(String(record?.value))).toMatchObject({
          specversion: '1.0',
          id: expect.stringMatching(/./),
          source: 'urn:example:bridge',
          type,
          time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          causationid: n,
          datacontenttype: 'application/json',
          data: { request: { BookingServiceId: 112325 }, attempts: 1, settledBy: 'response' },
        });
      }
      expect(records[0]?.headers['traceparent']).toBe(traceparent);
      expect(JSON.parse(String(records[0]?.value))).toMatchObject({ traceparent });
    },
    TWO_MINUTES,
  );

  it(
    'of two bridges is at work in one: every event is published once',
    async () => {
      const t = await bridgeUnderTest('one-relay');
      await another(t.config);
      for (const from of [0, 100, 200, 300, 400]) await request(t, range(from, from + 100));
      expect(await expectAllPublished(t, 500)).toHaveLength(500);
      expect(await holders(t)).toHaveLength(1);
    },
    TWO_MINUTES,
  );

  it(
    'goes on in the other bridge when the first one stops',
    async () => {
      const t = await bridgeUnderTest('relay-stops');
      await waitUntil(async () => (await holders(t)).length === 1, 'the first bridge to hold the right');
      const [before] = await holders(t);
      await another(t.config);
      await request(t, range(0, 200));
      await t.bridge.stop();
      await request(t, range(200, 300));
      expect(await expectAllPublished(t, 300)).toHaveLength(300);
      const [after, ...more] = await holders(t);
      expect(more).toEqual([]);
      expect(after?.pid).not.toBe(before?.pid);
    },
    TWO_MINUTES,
  );

  it(
    'goes on, with the same event ids, when the connection of its lock is cut again and again',
    async () => {
      const t = await bridgeUnderTest('relay-cut');
      await another(t.config);
      for (const from of [0, 100, 200, 300]) {
        await request(t, range(from, from + 100));
        await waitUntil(async () => (await holders(t)).length === 1, 'a bridge to hold the right');
        const [cut] = await query<{ pid: number }>(
          t.database.url,
          HOLDERS.replace('SELECT pid', 'SELECT pid, pg_terminate_backend(pid)'),
        );
        await waitUntil(
          async () => !(await holders(t)).some(({ pid }) => pid === cut?.pid),
          'the lock to be freed',
        );
      }
      await expectAllPublished(t, 400);
      await waitUntil(
        async () => (await holders(t)).length > 0,
        'a bridge to take the right after the last cut',
      );
      expect(await holders(t)).toHaveLength(1);
    },
    TWO_MINUTES,
  );

  it(
    'goes on in the other bridge when the first one hears nothing more of the database, and nothing tells it so',
    async () => {
      const databaseProxy = await TcpProxy.inFrontOf(postgresUrl());
      ends.push(() => databaseProxy.stop());
      const t = await bridgeUnderTest('relay-hangs', {}, { databaseProxy });
      await request(t, range(0, 50));
      await t.kafka.records(t.config.kafka.topics.created, 50);
      const [before] = await holders(t);
      databaseProxy.delay(HOURS);
      await another({ ...t.config, database: { ...t.config.database, url: t.database.url } });
      await request(t, range(50, 150));
      const other = async () => (await holders(t)).some(({ pid }) => pid !== before?.pid);
      await waitUntil(other, 'the other bridge to take over', MINUTE);
      await t.kafka.records(t.config.kafka.topics.created, 51);
      await databaseProxy.restore();
      await expectAllPublished(t, 150);
    },
    TWO_MINUTES,
  );

  it(
    'keeps and shows an event that Kafka refuses, publishes those behind it, and publishes it when Kafka takes it',
    async () => {
      const t = await bridgeUnderTest('too-large');
      const { requested: topic, created } = t.config.kafka.topics;
      const admin = await adminOf(t.config.kafka.brokers);
      const limit = (bytes: number) =>
        admin.alterConfigs({
          validateOnly: false,
          resources: [
            {
              type: ConfigResourceTypes.TOPIC,
              name: created,
              configEntries: [{ name: 'max.message.bytes', value: String(bytes) }],
            },
          ],
        });
      await limit(3_000);
      const release = await takeTheRight(t.database.url);
      const context = {
        tracestate: `a=${'x'.repeat(250)},b=${'y'.repeat(250)}`,
        correlationid: 'z'.repeat(500),
      };
      const large = requested(
        '0',
        { CustomerId: customerOf(0) },
        { source: `urn:${'x'.repeat(1_900)}`, ...context },
      );
      await t.kafka.publish(topic, [
        { ...large, key: 'same' },
        ...range(1, 10).map((n) => ({ ...bookingRequest(n), key: 'same' })),
      ]);
      await waitUntil(async () => (await pending(t)) === 10, 'ten events to be pending');
      await release();

      await t.kafka.records(created, 9);
      await waitUntil(async () => (await pending(t)) === 1, 'one event to stay');
      const [kept] = await query(
        t.database.url,
        `SELECT r.event_id, o.refusals, o.due_at > now() AS later FROM outbox_events o JOIN booking_requests r ON r.id = o.request_id`,
      );
      expect(kept).toEqual({ event_id: '0', refusals: 1, later: true });
      expect(idsOf(t.kafka.seen)).not.toContain('0');

      await limit(1_000_000);
      await query(t.database.url, 'UPDATE outbox_events SET due_at = now()');
      await expectAllPublished(t, 10);
    },
    TWO_MINUTES,
  );

  it(
    'broker down: every outcome that came meanwhile is published when it is back, and requests are taken in again',
    async () => {
      const dataDir = ownServerFolder('kafka');
      let broker: EmbeddedKafka = await startEmbeddedKafka({ dataDir });
      ends.push(() => broker.stop());
      const t = await bridgeUnderTest('broker-away', {}, { brokers: broker.brokers });
      t.simulator.faults.arm({ fault: 'slow', delayMs: 2_000, times: 60 });
      await request(t, range(0, 60));
      await waitUntil(async () => (await stored(t)) === 60, 'the requests to be stored');
      await broker.kill();
      await waitUntil(() => t.simulator.ledger.lines.length === 60, 'the calls to be made');
      await waitUntil(async () => (await pending(t)) > 0, 'outcomes to be pending');
      broker = await startEmbeddedKafka({ dataDir });
      await expectAllPublished(t, 60);
      await request(t, range(60, 70));
      await expectAllPublished(t, 70);
      expect((await fetch(`${t.bridge.url}/health/live`)).status).toBe(200);
    },
    TWO_MINUTES,
  );
});
