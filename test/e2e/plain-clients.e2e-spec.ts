import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CloudEvent, Kafka, type KafkaMessage } from 'cloudevents';
import type { Message } from 'kafkajs';
import { bookingRequest, customerOf } from '../support/booking-request.js';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import type { SeenRecord } from '../support/kafka-probe.js';
import { query } from '../support/query.js';
import { findSamples } from '../support/samples.js';
import { describeWithKafka } from '../support/stack.js';

const MINUTE = 60_000;
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
      MINUTE,
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
        const env = { ...t.settings, WAIT_SECONDS: '45' };
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
      },
      2 * MINUTE,
    );
  });
});
