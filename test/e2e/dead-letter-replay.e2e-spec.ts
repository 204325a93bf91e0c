import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { valueHashOf } from '../../src/dead-letter/dead-letter.js';
import type { IncomingRecord } from '../../src/platform/kafka/incoming-record.js';
import { bookingRequest, customerOf } from '../support/booking-request.js';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import { CommitWatch } from '../support/commit-watch.js';
import { findRecord } from '../support/find-record.js';
import {
  bridgeHeaders,
  connectHeaders,
  publishInTransactions,
  springHeaders,
} from '../support/letter-headers.js';
import { query } from '../support/query.js';
import { requested } from '../support/requested.js';
import { compiled, describeWithKafka, kafkaBrokers } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const NOTE = 'Tajná poznámka';
const MINUTE = 60_000;

/** A request without any header, so that nothing but its position identifies it. */
const bare = (n: number): Message => ({ key: String(n), value: String(bookingRequest(n).value) });

describeWithKafka('a dead letter', () => {
  let t: BridgeUnderTest;
  let watch: CommitWatch;
  let foreignTopic: string;

  beforeAll(async () => {
    t = await startBridgeUnderTest('dead-letter-replay');
    watch = await CommitWatch.start(t);
    foreignTopic = `${t.config.kafka.topics.requested}.foreign`;
    const admin = new Kafka({ brokers: kafkaBrokers(), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic: foreignTopic, numPartitions: 3 }] });
    await waitUntil(async () => (await admin.listTopics()).includes(foreignTopic), 'a topic');
    await admin.disconnect();
  }, MINUTE);

  afterAll(async () => {
    await watch.end();
    await t.stop();
  });

  /** Runs a command as a person would. */
  const deadLetters = (...args: string[]): Promise<{ code: number; out: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, ...t.settings };
      const program = compiled('src/cli/dead-letters.ts');
      execFile(process.execPath, [program, ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
      );
    });
  const publish = async (...messages: Message[]) => {
    await t.kafka.publish(t.config.kafka.topics.requested, messages);
    await watch.everythingCommitted();
  };
  const booked = () => t.simulator.ledger.lines.map(({ event }) => event.CustomerId);
  const letters = () =>
    query<{ id: string; error_code: string; replayed_at: Date | null }>(
      t.database.url,
      'SELECT id::text, error_code, replayed_at FROM dead_letters ORDER BY id',
    );
  const requests = () =>
    query<{ source: string; event_id: string; state: string }>(
      t.database.url,
      'SELECT source, event_id, state FROM booking_requests ORDER BY id',
    );
  /** Puts a letter into the table as intake would have done that could not read `message` at this offset. */
  const keep = (offset: number, { key, value, headers = {} }: Message) =>
    query<{ id: string }>(
      t.database.url,
      `INSERT INTO dead_letters (topic, partition, record_offset, value_hash, key, value, headers, record_timestamp_ms, error_code, error_message)
       VALUES ($1, 0, $2, $6, $3, $4, $5, 0, 'UNSUPPORTED_EVENT', 'An older release could not read it.') RETURNING id::text`,
      [
        t.config.kafka.topics.requested,
        offset,
        Buffer.from(String(key)),
        Buffer.from(String(value)),
        JSON.stringify(
          Object.entries(headers).map(([name, text]) => [name, Buffer.from(String(text)).toString('base64')]),
        ),
        valueHashOf({ value: Buffer.from(String(value)) } as IncomingRecord),
      ],
    ).then(([row]) => row?.id ?? '');

  it(
    'is listed and shown without a word of what its record says',
    async () => {
      await publish({ key: NOTE, value: `no json: ${NOTE}`, headers: { authorization: NOTE } });
      const { code, out } = await deadLetters('list');
      expect([code, out]).toEqual([
        0,
        expect.stringMatching(/^1 .* MALFORMED_EVENT .*-\d+-0 .* bytes\n1 in all\.\n$/),
      ]);
      const shown = (await deadLetters('show', '1')).out;
      expect(JSON.parse(shown)).toMatchObject({
        code: 'MALFORMED_EVENT',
        headers: [{ name: 'authorization' }],
      });
      expect(shown + out).not.toContain('Tajn');
      expect((await deadLetters('show', '1', '--value')).out).toContain(`no json: ${NOTE}`);
      const [other, never, none] = await Promise.all([
        deadLetters('list', '--code', 'ID_REUSED'),
        deadLetters('list', '--since', '2999-01-01'),
        deadLetters('show', '99'),
      ]);
      expect([other.out, never.out]).toEqual(['There are none.\n', 'There are none.\n']);
      expect(none.code).toBe(1);
    },
    MINUTE,
  );

  it(
    'is not sent while it would not become a request, and the dry run says why',
    async () => {
      await publish(requested('taken'));
      await t.kafka.records(t.config.kafka.topics.created, 1);
      await publish(requested('taken', { CustomerId: 1_000_002 }));
      const taken = await keep(1_000, requested('taken'));
      const invalid = await keep(1_001, requested('invalid', { CustomerId: 0 }));
      const before = await watch.written();
      for (const args of [[], ['--yes']]) {
        const { code, out } = await deadLetters('replay', '--all', ...args);
        expect(code).toBe(0);
        expect(out).toMatch(/^1 .*would be a dead letter again \(MALFORMED_EVENT: .*not JSON/m);
        expect(out).toMatch(/^2 .*would be a dead letter again \(ID_REUSED/m);
        expect(out).toMatch(new RegExp(`^${taken} .*is a duplicate`, 'm'));
        expect(out).toMatch(
          new RegExp(`^${invalid} .*would fail at once \\(VALIDATION_FAILED: .*CustomerId`, 'm'),
        );
        expect(out).not.toContain('Zdravotní');
      }
      expect(await watch.written()).toEqual(before);
      expect((await letters()).map((letter) => letter.replayed_at)).toEqual([null, null, null, null]);
    },
    MINUTE,
  );

  it(
    'is replayed once it can be read: same key, same bytes, its own identity, and only known headers',
    async () => {
      const { key, value, headers } = requested('mended', { CustomerId: 1_000_003 });
      const id = await keep(2_000, {
        key: key!,
        value,
        headers: { ...headers, authorization: 'Bearer x', 'x-error-code': 'A' },
      });
      const dry = await deadLetters('replay', '--id', id);
      expect(dry.out).toContain('would become a request');
      expect(dry.out).toContain('add --yes');
      expect((await requests()).map((r) => r.event_id)).not.toContain('mended');

      const { code, out } = await deadLetters('replay', '--id', id, '--yes');
      expect([code, out]).toEqual([0, expect.stringMatching(/sent to .*\n1 sent to /)]);
      const from = `${t.config.kafka.topics.requested}-0-2000-0`;
      const sent = await findRecord(t.config.kafka.topics.requested, 'x-replayed-from', from);
      expect(sent).toMatchObject({ key: Buffer.from(String(key)), value: Buffer.from(String(value)) });
      expect(Object.entries(sent.headers ?? {}).map(([name, text]) => [name, String(text)])).toEqual(
        Object.entries({ ...headers, 'x-replayed-from': from }),
      );
      await waitUntil(() => booked().includes(1_000_003), 'the booking');
      expect((await letters()).find((letter) => letter.id === id)?.replayed_at).toBeInstanceOf(Date);
      expect((await deadLetters('replay', '--id', id)).out).toContain('0 would become requests');
      expect((await deadLetters('replay', '--id', id, '--again')).out).toContain('is a duplicate');
    },
    MINUTE,
  );

  it(
    'that only its position identifies is one request, however often it is replayed',
    async () => {
      const id = await keep(3_000, bare(1));
      expect((await deadLetters('replay', '--id', id, '--yes')).out).toContain('1 sent to');
      const { requested: topic } = t.config.kafka.topics;
      const { key, value, headers = {} } = await findRecord(topic, 'x-replayed-from', `${topic}-0-3000-0`);
      // As a replay sends it again whose note that it was sent was lost.
      await publish({ key, value, headers });
      await watch.everythingCommitted();
      await waitUntil(() => booked().includes(customerOf(1)), 'the booking');
      expect((await requests()).filter((r) => r.source.startsWith('urn:kafka:'))).toMatchObject([
        {
          source: `urn:kafka:${t.config.kafka.topics.requested}:position`,
          event_id: `${t.config.kafka.topics.requested}-0-3000-0`,
        },
      ]);
      expect(booked().filter((customer) => customer === customerOf(1))).toHaveLength(1);
    },
    MINUTE,
  );

  it(
    'that Spring Kafka or Kafka Connect wrote is understood and replayed from its topic',
    async () => {
      await t.kafka.publish(foreignTopic, [
        { ...bare(2), headers: springHeaders(41n, NOTE), partition: 0 },
        { ...bare(3), headers: connectHeaders(42n), partition: 1 },
        { ...bare(4), partition: 1 },
      ]);
      await publishInTransactions(foreignTopic, { ...bare(10), partition: 2 });
      const { out } = await deadLetters('list', '--topic', foreignTopic);
      expect(out).toMatch(
        /^0:0 .*java\.lang\.IllegalStateException  orders-1-41 .*written by spring-kafka$/m,
      );
      expect(out).toMatch(/^1:0 .*errors\.DataException  orders-1-42 .*written by kafka-connect$/m);
      expect(out).toMatch(/^1:1 .*no code .*written by unknown$/m);
      expect(out).toMatch(/^2:0 /m);
      expect(out).toContain('4 in all.');
      expect((await deadLetters('show', '0:0', '--topic', foreignTopic)).out).not.toContain('Tajn');

      const some = await deadLetters('replay', '--topic', foreignTopic, '--code', 'DataException', '--yes');
      expect(some.out).toContain('1 sent to');
      const all = await deadLetters('replay', '--topic', foreignTopic, '--all', '--yes');
      expect(all.code).toBe(0);
      await waitUntil(() => [2, 3, 4, 10].every((n) => booked().includes(customerOf(n))), 'the bookings');
      await watch.everythingCommitted();
      const ids = (await requests()).map((r) => r.event_id);
      expect(ids).toContain('orders-1-42-0');
      expect(ids.filter((id) => /^orders-1-41-\d+$/.test(id))).toHaveLength(1);
      expect(ids.filter((id) => id.startsWith(`${foreignTopic}-1-1-`))).toHaveLength(1);
      expect((await deadLetters('replay', '--topic', foreignTopic, '--all')).out).toContain('4 duplicates');
      expect(new Set(booked()).size).toBe(booked().length);
    },
    MINUTE,
  );

  it(
    'that this bridge wrote is found in its topic too, and counts as replayed in the table',
    async () => {
      const { deadLetter: own, requested: origin } = t.config.kafka.topics;
      const id = await keep(5_000, bare(5));
      await t.kafka.publish(own, [{ ...bare(5), headers: bridgeHeaders(origin, 5_000n) }]);
      const { out } = await deadLetters('list', '--topic', own);
      expect(out).toMatch(/ MALFORMED_EVENT /);
      expect(out).toMatch(/ ID_REUSED /);
      expect(out).toContain(`UNSUPPORTED_EVENT  ${origin}-0-5000`);
      const replay = await deadLetters('replay', '--topic', own, '--code', 'UNSUPPORTED_EVENT', '--yes');
      expect(replay.out).toContain('1 sent to');
      expect((await letters()).find((letter) => letter.id === id)?.replayed_at).toBeInstanceOf(Date);
      await waitUntil(() => booked().includes(customerOf(5)), 'the booking');
    },
    MINUTE,
  );

  it(
    'is not replayed faster than asked',
    async () => {
      const ids = await Promise.all([6, 7, 8, 9].map((n) => keep(4_000 + n, bare(n))));
      const { out } = await deadLetters('replay', '--id', ...ids, '--rate', '2', '--yes');
      expect(out).toContain('4 sent to');
      const sentAt = (await letters())
        .filter(({ id }) => ids.includes(id))
        .map(({ replayed_at }) => replayed_at?.getTime() ?? NaN);
      expect(Math.max(...sentAt) - Math.min(...sentAt)).toBeGreaterThan(1_000);
      await waitUntil(() => [6, 7, 8, 9].every((n) => booked().includes(customerOf(n))), 'the bookings');
    },
    MINUTE,
  );

  it(
    'is replayed only when somebody says which',
    async () => {
      for (const [args, why] of [
        [['replay', '--yes'], 'Say which letters'],
        [['replay', '--all', '--yes', '--dry-run'], 'cannot be used with'],
        [['replay', '--since', 'yesterday'], 'a time with its zone'],
        [['replay', '--all', '--rate', '0'], 'a whole number above zero'],
        [['list', '--topic', 'no-such-topic'], 'There is no topic no-such-topic'],
      ] as const) {
        const { code, out } = await deadLetters(...args);
        expect([code, out]).toEqual([1, expect.stringContaining(why)]);
      }
    },
    MINUTE,
  );
});
