import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { bookingRequest, customerOf } from '../support/booking-request.js';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import {
  CODECS,
  findForeignProducers,
  type ForeignRecord,
  runJavaScript,
  sendLine,
} from '../support/foreign-producers.js';
import { javaIsThere, warnOfMissing } from '../support/run-program.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
const HAS_KAFKA = process.env['TEST_KAFKA_SKIPPED'] === undefined;
/** Looked for before the tests are made, so that those that cannot be executed are skipped and not passed. */
const PRODUCERS = HAS_KAFKA ? await findForeignProducers() : [];
const HAS_JAVA = HAS_KAFKA && (await javaIsThere());
warnOfMissing(
  PRODUCERS.flatMap(([name, producer]) => (producer === null ? [name] : [])),
  'For all of them: apt-get install default-jdk-headless kcat; python3 -m pip install confluent-kafka',
);

const SOURCE = 'urn:example:foreign';
/** A request in structured mode, in which all records can have the same headers. */
const structured = (n: number): ForeignRecord => {
  const { key, value } = bookingRequest(n);
  const data = JSON.parse(String(value)) as unknown;
  const event = { specversion: '1.0', type: 'booking.requested', source: SOURCE, id: `f-${n}`, data };
  return {
    key: String(key),
    value: JSON.stringify(event),
    headers: [['content-type', 'application/cloudevents+json']],
  };
};
/** A request in binary mode, with further headers. */
const binary = (n: number, more: ForeignRecord['headers'] = []): ForeignRecord => {
  const { key, value } = bookingRequest(n);
  return {
    key: String(key),
    value: String(value),
    headers: [
      ['content-type', 'application/json'],
      ['ce_specversion', '1.0'],
      ['ce_type', 'booking.requested'],
      ['ce_source', SOURCE],
      ['ce_id', `f-${n}`],
      ...more,
    ],
  };
};
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

describeWithKafka('producers of other makes', () => {
  let t: BridgeUnderTest;
  let brokers: string;
  let topic: string;
  let admin: Admin;
  /** Customers whose bookings must exist by now; all others must have none. */
  const wanted: number[] = [];

  beforeAll(async () => {
    t = await startBridgeUnderTest('foreign', { RESERVANTO_TIMEOUT_MS: '20000' });
    brokers = t.config.kafka.brokers.join(',');
    topic = t.config.kafka.topics.requested;
    admin = new Kafka({ brokers: [...t.config.kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
  }, MINUTE);

  afterAll(async () => {
    await admin.disconnect();
    await t.stop();
  });

  /** Each of these requests has been booked once, and nothing else that was not waited for before. */
  async function expectBookedOnce(ns: readonly number[]): Promise<void> {
    wanted.push(...ns.map(customerOf));
    const created = await t.kafka.records(t.config.kafka.topics.created, wanted.length, MINUTE);
    const named = created.map((record) => record.headers['ce_causationid']);
    expect(named.filter((id, i) => named.indexOf(id) !== i)).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(ns.map((n) => `f-${n}`)));
    for (const customer of wanted)
      expect([customer, t.simulator.ledger.ofCustomer(customer).length]).toEqual([customer, 1]);
    expect(t.simulator.ledger.lines).toHaveLength(wanted.length);
    expect(t.kafka.seen.filter((record) => record.topic !== t.config.kafka.topics.created)).toEqual([]);
  }

  /** The group's position comes to the end of every partition. */
  async function expectNoLag(): Promise<void> {
    await waitUntil(
      async () => {
        const [group] = await admin.fetchOffsets({ groupId: t.config.kafka.groupId, topics: [topic] });
        const committed = new Map(group?.partitions.map(({ partition, offset }) => [partition, offset]));
        const ends = await admin.fetchTopicOffsets(topic);
        return ends.every(({ partition, high }) => high === '0' || committed.get(partition) === high);
      },
      'the group to have no lag',
      20_000,
    );
  }

  let next = 1;
  describe.each(PRODUCERS)('%s', (_name, producer) => {
    const test = producer === null ? it.skip : it;
    test.each(CODECS)(
      'is read whatever its codec, here %s: each request is booked once',
      async (codec) => {
        const ns = numbers(next, 30);
        next += ns.length;
        await producer?.(brokers, topic, codec, ns.map(structured));
        await expectBookedOnce(ns);
      },
      2 * MINUTE,
    );
  });

  const testWithJava = HAS_JAVA ? it : it.skip;
  testWithJava(
    'books what a transaction committed, nothing that one aborted, and leaves no lag behind either',
    async () => {
      const [first, aborted, second, inLastOnes] = [
        numbers(1_000, 8),
        numbers(1_100, 20),
        numbers(1_200, 5),
        numbers(1_300, 6),
      ];
      await runJavaScript(brokers, topic, [
        ['producer', `transactional.id=${topic}`, 'compression.type=lz4'],
        ...[['begin'], ...first.map((n) => sendLine(structured(n))), ['commit']],
        ...[['begin'], ...aborted.map((n) => sendLine(structured(n))), ['abort']],
        ...[['begin'], ...second.map((n) => sendLine(structured(n))), ['commit']],
        // Nothing but aborted records and markers at the end of the partitions.
        ...inLastOnes.flatMap((n) => [['begin'], sendLine(structured(n)), ['abort']]),
      ]);
      await expectBookedOnce([...first, ...second]);
      await expectNoLag();
      await expectBookedOnce([]);
    },
    2 * MINUTE,
  );

  testWithJava(
    'reads requests among many, repeated, empty and large headers',
    async () => {
      const many = numbers(0, 400).map((i) => [`header-${i}`, `value ${i}`] as const);
      const repeated = numbers(0, 50).map((i) => ['again', `${i}`] as const);
      const empty = [['none', null] as const, ['empty', ''] as const, ['', 'without a name'] as const];
      const large = [['large', 'x'.repeat(40_000)] as const];
      await runJavaScript(brokers, topic, [
        ['producer', 'compression.type=zstd'],
        ...[many, repeated, empty, large].map((headers, i) => sendLine(binary(2_000 + i, headers))),
      ]);
      await expectBookedOnce(numbers(2_000, 4));
      await expectNoLag();
    },
    2 * MINUTE,
  );
});
