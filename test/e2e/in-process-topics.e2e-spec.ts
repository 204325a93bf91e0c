import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bridge, startBridge } from '../../src/bridge.js';
import { applyMigrations } from '../../src/platform/database/apply-migrations.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { InMemoryKafka } from '../../src/platform/kafka/in-memory/in-memory-kafka.js';
import type { IncomingRecord } from '../../src/platform/kafka/incoming-record.js';
import type { Kafka } from '../../src/platform/kafka/kafka.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { Simulator } from '../../src/simulator/simulator.js';
import { bookingRequest, customerOf } from '../support/booking-request.js';
import { query } from '../support/query.js';
import { createTestDatabase, type TestDatabase } from '../support/stack.js';
import { wrongInMessage } from '../support/event-contract.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;

const wrongIn = ({ headers, value }: IncomingRecord): string[] =>
  wrongInMessage({ value, headers: Object.fromEntries(headers) });

describe('on topics in the memory of the process, where no Kafka can run', () => {
  let database: TestDatabase;
  let simulator: Simulator;
  let kafka: Kafka;
  let bridge: Bridge;
  const ends: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    database = await createTestDatabase(async (url) => void (await applyMigrations(url)));
    ends.push(() => database.drop());
    simulator = await Simulator.start();
    ends.push(() => simulator.stop());
    kafka = new InMemoryKafka();
    bridge = await start();
  }, MINUTE);

  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  }, MINUTE);

  async function start(): Promise<Bridge> {
    const config = loadConfig({
      KAFKA_BROKERS: 'in-process:0',
      KAFKA_CREATE_TOPICS: 'true',
      DATABASE_URL: database.url,
      RESERVANTO_BASE_URL: simulator.url,
      RESERVANTO_LONG_TIME_TOKEN: simulator.longTimeToken,
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: '0',
      LOG_LEVEL: 'fatal',
    });
    const started = await startBridge(config, createLogger({ level: config.logLevel }), kafka);
    ends.push(() => started.stop());
    return started;
  }

  async function publish(messages: ReturnType<typeof bookingRequest>[]): Promise<void> {
    const bytes = (text?: Buffer | string | null) => (text == null ? null : Buffer.from(text));
    const results = await kafka.producer().send(
      messages.map(({ key, value, headers = {} }) => ({
        topic: 'booking.requested',
        ...{ key: bytes(key), value: bytes(value) },
        headers: Object.entries(headers).map(([name, text]) => [name, Buffer.from(text as string)] as const),
      })),
    );
    expect(results.map(({ ok }) => ok)).toEqual(messages.map(() => true));
  }

  /** Every record that an output topic has or will have. */
  async function read(topic: string): Promise<IncomingRecord[]> {
    const seen: IncomingRecord[] = [];
    const following = { topics: [topic], groupPrefix: 'reader' };
    ends.push(await kafka.follow(following, async ({ records }) => void seen.push(...records)));
    return seen;
  }

  it(
    'a request is booked, saved and published, and what is broken or refused is answered',
    async () => {
      const [created, failed, letters] = await Promise.all(
        ['booking.created', 'booking.failed', 'booking.requested.dlq'].map(read),
      );
      await publish([
        bookingRequest(1),
        bookingRequest(2, { customer: 4 }),
        { key: 'broken', value: '{' },
        bookingRequest(1),
      ]);
      await waitUntil(
        () => created?.length === 1 && failed?.length === 2 && letters?.length === 1,
        'four records',
      );

      expect(simulator.ledger.lines.map((line) => line.event.CustomerId)).toEqual([customerOf(1)]);
      expect(created?.[0]?.key?.toString()).toBe('1');
      expect(JSON.parse(String(created?.[0]?.value))).toMatchObject({
        booking: { CustomerId: customerOf(1) },
        confirmation: 'confirmed',
      });
      const codes = failed?.map(
        (r) => (JSON.parse(String(r.value)) as { failure: { code: string } }).failure.code,
      );
      expect(codes?.sort()).toEqual(['CUSTOMER_NOT_FOUND', 'MALFORMED_EVENT']);
      expect(letters?.[0]?.value?.toString()).toBe('{');
      expect([created, failed, letters].flatMap((seen) => seen ?? []).flatMap(wrongIn)).toEqual([]);
      const states = await query(database.url, 'SELECT state FROM booking_requests ORDER BY event_id');
      expect(states).toEqual([{ state: 'CREATED' }, { state: 'FAILED' }]);
      expect((await fetch(`${bridge.url}/health/ready`)).status).toBe(200);
    },
    MINUTE,
  );

  it(
    'a bridge that stops and starts again goes on where it was, and books nothing twice',
    async () => {
      const created = await read('booking.created');
      await publish([bookingRequest(1)]);
      await waitUntil(() => created.length === 1, 'the first outcome');
      await bridge.stop();
      ends.pop();
      await publish([bookingRequest(2)]);
      await start();
      await waitUntil(() => created.length === 2, 'the second outcome');
      expect(simulator.ledger.lines.map((line) => line.event.CustomerId)).toEqual([1, 2].map(customerOf));
    },
    MINUTE,
  );
});
