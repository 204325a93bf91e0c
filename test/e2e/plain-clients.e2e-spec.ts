import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CloudEvent, Kafka, type KafkaMessage } from 'cloudevents';
import type { Message } from 'kafkajs';
import { kafkaCacheFolder, kafkaClassPath } from '../../src/platform/embedded/kafka-distribution.js';
import { bookingRequest, customerOf } from '../support/booking-request.js';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import type { SeenRecord } from '../support/kafka-probe.js';
import { query } from '../support/query.js';
import { findSamples } from '../support/samples.js';
import { describeWithKafka } from '../support/stack.js';

const MINUTE = 60_000;
/** Settings of the samples for a machine that is busy. */
const PATIENT = { SEND_SECONDS: '40', WAIT_SECONDS: '45' };
/** Looked for before the tests are made, so that those that cannot be executed are skipped and not passed. */
const SAMPLES = process.env['TEST_KAFKA_SKIPPED'] === undefined ? await findSamples() : [];

const dataOf = (n: number) => JSON.parse(String(bookingRequest(n).value)) as Record<string, unknown>;
/** As the SDK reads a record; it throws at what is no valid event. */
const toEvent = ({ key, value, headers }: SeenRecord) =>
  Kafka.toEvent({
    key: key ?? '',
    value: value?.toString(),
    headers,
  } as KafkaMessage) as CloudEvent<Record<string, unknown>>;
/** As kafkajs takes it: the SDK leaves data as an object, and attributes that the event has not as undefined. */
const asMessage = ({ value, headers, key }: KafkaMessage): Message => ({
  key,
  value: typeof value === 'string' ? value : JSON.stringify(value),
  headers: Object.fromEntries(Object.entries(headers).filter(([, text]) => text !== undefined)),
});
const event = (id: string, data: unknown, more = {}) =>
  new CloudEvent({
    id,
    source: 'https://example.test/shop',
    type: 'booking.requested',
    datacontenttype: 'application/json',
    partitionkey: `key-${id}`,
    correlationid: `correlation-${id}`,
    data,
    ...more,
  });

for (const mode of ['binary', 'structured'] as const) {
  describeWithKafka(`a CloudEvents SDK that knows nothing of the bridge, outcomes in ${mode} mode`, () => {
    let t: BridgeUnderTest;

    beforeAll(async () => {
      t = await startBridgeUnderTest(`sdk-${mode}`, { EVENTS_MODE: mode, RESERVANTO_TIMEOUT_MS: '20000' });
    }, MINUTE);

    afterAll(() => t.stop());

    it(
      'writes requests in both modes, with data as JSON or as bytes, and reads their outcomes',
      async () => {
        const { topics } = t.config.kafka;
        const bytes = Buffer.from(JSON.stringify(dataOf(3)));
        await t.kafka.publish(topics.requested, [
          asMessage(Kafka.binary(event('binary', dataOf(1)))),
          asMessage(Kafka.structured(event('structured', dataOf(2)))),
          asMessage(Kafka.structured(event('bytes', bytes))),
          asMessage(Kafka.structured(event('invalid', { ...dataOf(4), Count: 0 }))),
        ]);
        const created = (await t.kafka.records(topics.created, 3)).map(toEvent);
        const failed = (await t.kafka.records(topics.failed, 1)).map(toEvent);
        for (const outcome of [...created, ...failed]) {
          expect(outcome.validate()).toBe(true);
          expect(outcome).toMatchObject({ specversion: '1.0', source: t.config.events.source });
          expect(outcome['correlationid']).toBe(`correlation-${String(outcome['causationid'])}`);
          expect(outcome['partitionkey']).toBe(`key-${String(outcome['causationid'])}`);
        }
        const booked = created.map((outcome) => [
          outcome.type,
          outcome['causationid'],
          (outcome.data?.['booking'] as { CustomerId: number }).CustomerId,
        ]);
        expect(booked.toSorted()).toEqual([
          ['booking.created', 'binary', customerOf(1)],
          ['booking.created', 'bytes', customerOf(3)],
          ['booking.created', 'structured', customerOf(2)],
        ]);
        expect(failed).toMatchObject([
          {
            type: 'booking.failed',
            causationid: 'invalid',
            data: { failure: { code: 'VALIDATION_FAILED' } },
          },
        ]);
      },
      2 * MINUTE,
    );
  });
}

describeWithKafka('the samples of the documents', () => {
  let t: BridgeUnderTest;

  beforeAll(async () => {
    t = await startBridgeUnderTest('samples', { RESERVANTO_TIMEOUT_MS: '20000' });
  }, MINUTE);

  afterAll(() => t.stop());

  SAMPLES.forEach(([name, sample], i) => {
    const title = `${name} asks for a booking, once however often it is run, and shows the outcome`;
    if (sample === null) return it.skip(title, () => undefined);
    return it(
      title,
      async () => {
        const env = { ...t.settings, ...PATIENT };
        const n = 100 + i;
        const id = name.replaceAll(' ', '-');
        const { created, failed } = t.config.kafka.topics;
        for (const _run of ['first', 'again']) {
          const { code, out, err } = await sample(env, id, JSON.stringify(dataOf(n), null, 2));
          expect([code, code === 0 ? '' : err]).toEqual([0, '']);
          expect(out.slice(0, created.length + 1)).toBe(`${created} `);
          expect(JSON.parse(out.slice(created.length))).toMatchObject({
            booking: { CustomerId: customerOf(n) },
          });
        }
        const stored = await query(t.database.url, 'SELECT state FROM booking_requests WHERE event_id = $1', [
          id,
        ]);
        expect(stored).toEqual([{ state: 'CREATED' }]);
        expect(t.simulator.ledger.ofCustomer(customerOf(n))).toHaveLength(1);

        const refused = await sample(env, `${id}-refused`, JSON.stringify({ ...dataOf(n), Count: 0 }));
        expect([refused.code, refused.out]).toEqual([1, expect.stringContaining('VALIDATION_FAILED')]);
        expect(refused.out.startsWith(`${failed} `)).toBe(true);

        const other = JSON.stringify(dataOf(n + 50));
        const reused = await sample(env, id, other);
        expect(reused.code).toBe(1);
        expect(`${reused.out}${reused.err}`).toMatch(
          /was used before for a request with other data|ID_REUSED/,
        );
        expect(reused.out).not.toContain('"booking"');
      },
      4 * MINUTE,
    );
  });

  SAMPLES.forEach(([name, sample]) => {
    const title = (what: string) => `${name} ${what}`;
    const test = sample === null ? it.skip : it;
    const start = (...args: string[]) =>
      sample?.({ ...t.settings, ...PATIENT }, ...args) ?? Promise.reject(new Error('not installed'));

    test(
      title('says how it is used, and sends nothing, without or with wrong arguments'),
      async () => {
        for (const args of [
          [],
          ['--help'],
          ['one-id', '{"BookingResourceId":'],
          ['one-id', '[]'],
          ['one-id', '{}{}'],
        ]) {
          const { code, out, err } = await start(...args);
          expect([args, code, out]).toEqual([args, 2, '']);
          expect(err).toMatch(/Usage: /);
          expect(err.trim().split('\n')).toHaveLength(1);
        }
      },
      2 * MINUTE,
    );

    test(
      title('says in one sentence, in less than a minute, that Kafka is away'),
      async () => {
        const started = Date.now();
        const away = { KAFKA_BROKERS: '127.0.0.1:1' };
        const ran = await sample?.(away, 'an-id', JSON.stringify(dataOf(1)));
        expect([ran?.code, ran?.out]).toEqual([1, '']);
        expect(ran?.err.trim()).toMatch(
          /^Kafka at 127\.0\.0\.1:1 did not confirm [^\n]*check KAFKA_BROKERS[^\n]*$/,
        );
        expect(Date.now() - started).toBeLessThan(MINUTE);
      },
      2 * MINUTE,
    );

    if (name.includes('bare')) return;
    test(
      title('hears of a record that is no request'),
      async () => {
        // A source of this length is no identity, so the outcome can name nothing but the position of the record.
        const tooLong = { ...t.settings, ...PATIENT, EVENT_SOURCE: `urn:${'x'.repeat(3_000)}` };
        const ran = await sample?.(tooLong, 'an-id', JSON.stringify(dataOf(1)));
        expect([ran?.code, ran?.out]).toEqual([1, expect.stringContaining('UNSUPPORTED_EVENT')]);
      },
      2 * MINUTE,
    );
  });

  it(
    'show each its own outcome, where several use the same id',
    async () => {
      // Binary and structured mode are one sample with one source.
      const some = SAMPLES.filter(([name, sample]) => sample !== null && name !== 'kcat in structured mode');
      for (const [i, [name, sample]] of some.entries()) {
        const ran = await sample?.({ ...t.settings, ...PATIENT }, 'order-1', JSON.stringify(dataOf(300 + i)));
        expect([name, ran?.code, ran?.err]).toEqual([name, 0, '']);
        expect(ran?.out).toContain(
          `"CustomerId":${customerOf(300 + i)}`.replace(':', name === 'Python' ? ': ' : ':'),
        );
      }
    },
    4 * MINUTE,
  );

  it('have a pom with the libraries that these tests run with', async () => {
    const pom = readFileSync('docs/examples/java/pom.xml', 'utf8');
    const classPath = await kafkaClassPath(kafkaCacheFolder());
    const libraries = [...pom.matchAll(/<artifactId>([\w-]+)<\/artifactId><version>([\d.]+)</g)];
    expect(libraries.map(([, name]) => name)).toEqual(['kafka-clients', 'jackson-databind', 'slf4j-nop']);
    for (const [, name, version] of libraries.slice(0, 2))
      expect(classPath).toContain(`/${name}-${version}.jar`);
  });
});
