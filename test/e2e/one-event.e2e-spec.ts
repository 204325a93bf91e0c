import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import { describeWithKafka } from '../support/stack.js';

const inAWeek = Math.floor(Date.now() / 1000) + 7 * 86_400;
/** Reservanto's documented example, with a later start. */
const example = {
  BookingStart: inAWeek,
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  Count: 1,
  CustomerId: 965123,
  CustomerNote: 'Poznámka',
  PaymentRequiredProcess: 0,
  TimeStamp: 1769346858,
};

const binary = (id: string, data: unknown, more: Record<string, string> = {}) => ({
  key: `key-${id}`,
  value: JSON.stringify(data),
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: id,
    ce_source: 'urn:test',
    ce_type: 'booking.requested',
    ...more,
  },
});

describeWithKafka('the way of one event', () => {
  let t: BridgeUnderTest;

  beforeAll(async () => {
    t = await startBridgeUnderTest('one-event', { EVENTS_DOCS_URL: 'https://bookings.example.com/docs/' });
  }, 60_000);

  afterAll(() => t.stop());

  it('books the documented example once, whether it comes as bare JSON, in binary or in structured mode', async () => {
    const { requested, created } = t.config.kafka.topics;
    await t.kafka.publish(requested, [
      { key: 'key-bare', value: JSON.stringify(example), headers: { 'idempotency-key': 'bare' } },
      binary(
        'binary',
        { ...example, BookingStart: inAWeek + 3600 },
        {
          ce_correlationid: 'c-1',
          ce_traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        },
      ),
      {
        key: 'key-structured',
        value: JSON.stringify({
          specversion: '1.0',
          id: 'structured',
          source: 'urn:test',
          type: 'booking.requested',
          data: { ...example, BookingStart: inAWeek + 7200 },
        }),
        headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
      },
    ]);
    const records = await t.kafka.records(created, 3);

    expect(t.simulator.ledger.lines.map((line) => line.event.StartDate).sort()).toEqual([
      inAWeek,
      inAWeek + 3600,
      inAWeek + 7200,
    ]);
    expect(records.map((r) => [r.key, r.headers['ce_causationid']]).sort()).toEqual([
      ['key-bare', 'bare'],
      ['key-binary', 'binary'],
      ['key-structured', 'structured'],
    ]);
    const ofBinary = records.find((r) => r.key === 'key-binary');
    expect(ofBinary?.headers).toMatchObject({
      ce_specversion: '1.0',
      ce_type: 'booking.created',
      ce_correlationid: 'c-1',
      ce_traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    });
    const data = JSON.parse(String(ofBinary?.value)) as Record<string, unknown>;
    expect(data).toMatchObject({
      booking: { CustomerId: 965123, Status: 'Confirmed' },
      confirmation: 'confirmed',
      notifications: {
        notifyCustomer: true,
        customerNotifiedByReservanto: false,
        notifyMerchant: false,
        reason: 'booked',
      },
      attempts: 1,
      settledBy: 'response',
    });
    expect(JSON.stringify(data)).not.toContain('Poznámka');
  }, 60_000);

  it('saves where each outcome came from and where it was published', async () => {
    const client = new Client({ connectionString: t.database.url });
    await client.connect();
    const { rows } = await client.query<{ state: string; published_topic: string; verdict: string }>(
      `SELECT r.state, r.published_topic, a.verdict FROM booking_requests r JOIN booking_attempts a ON a.request_id = r.id WHERE r.event_id = 'binary'`,
    );
    await client.end();
    expect(rows).toEqual([
      { state: 'CREATED', published_topic: t.config.kafka.topics.created, verdict: 'created' },
    ]);
  });

  it('changes nothing when a record comes again, and refuses another body under the same id', async () => {
    const { requested, failed, deadLetter } = t.config.kafka.topics;
    const booked = t.simulator.ledger.lines.length;
    const event = binary('binary', { ...example, BookingStart: inAWeek + 3600, TimeStamp: 1 });
    const reused = binary('binary', { ...example, BookingStart: inAWeek + 9999 });
    await t.kafka.publish(requested, [event, reused]);
    const [letter] = await t.kafka.records(deadLetter, 1);

    expect(letter?.headers['x-error-code']).toBe('ID_REUSED');
    expect(letter?.value?.toString()).toBe(reused.value);
    expect(t.simulator.ledger.lines).toHaveLength(booked);
    const [told] = await t.kafka.records(failed, 1);
    expect(told?.headers).toMatchObject({
      ce_causationid: `${requested}-${letter?.headers['x-original-partition']}-${letter?.headers['x-original-offset']}`,
      ce_causationsource: `urn:kafka:${requested}`,
      ce_claimedid: 'binary',
    });
  }, 60_000);

  it('answers what is invalid, malformed or refused with booking.failed, and goes on', async () => {
    const { requested, created, failed, deadLetter } = t.config.kafka.topics;
    await t.kafka.publish(requested, [
      binary('invalid', { ...example, BookingStart: inAWeek * 1000, CustomerId: '965123' }),
      { key: 'broken', value: Buffer.from([0x7b, 0xff, 0xfe]) },
      { key: 'tombstone', value: null },
      binary('stranger', { ...example, CustomerId: 4 }),
      binary('good', { ...example, BookingStart: inAWeek + 20_000 }),
    ]);
    await t.kafka.records(created, 4);
    const records = (await t.kafka.records(failed, 5)).filter((r) => r.headers['ce_claimedid'] === undefined);
    const letters = await t.kafka.records(deadLetter, 3);

    const failures = records.map(
      (r) => (JSON.parse(String(r.value)) as { failure: { code: string; type: string } }).failure,
    );
    for (const { code, type } of failures)
      expect(type).toBe(`https://bookings.example.com/docs/failures/${code}`);
    const codes = failures.map(({ code }) => code).sort();
    expect(codes).toEqual(['CUSTOMER_NOT_FOUND', 'MALFORMED_EVENT', 'MALFORMED_EVENT', 'VALIDATION_FAILED']);
    expect(letters.find((l) => l.key === 'broken')?.value).toEqual(Buffer.from([0x7b, 0xff, 0xfe]));
    const invalid = records.find((r) => r.key === 'key-invalid');
    expect(JSON.parse(String(invalid?.value))).toMatchObject({
      failure: {
        errors: [
          { pointer: '/CustomerId', code: 'wholeNumber' },
          { pointer: '/BookingStart', code: 'unixSeconds' },
        ],
      },
      settledBy: 'intake',
    });
  }, 60_000);

  it('explains the codes of its failures and its events to whoever asks the running bridge', async () => {
    for (const page of ['docs', 'docs/events', 'docs/failures', 'docs/failures/CUSTOMER_NOT_FOUND'])
      expect((await fetch(`${t.bridge.url}/${page}`)).status).toBe(200);
    expect((await fetch(`${t.bridge.url}/metrics`)).status).toBe(200);
  }, 60_000);

  it('leads from its address to what it serves, and does not name the software that serves it', async () => {
    for (const page of ['', 'health/ready', 'metrics', 'nothing-here'])
      expect((await fetch(`${t.bridge.url}/${page}`)).headers.get('x-powered-by')).toBeNull();
    const start = await (await fetch(t.bridge.url)).text();
    const links = [...start.matchAll(/<a href="([^"]*)"/g)].map(([, link = '']) => link);
    expect(links).toEqual(['docs', 'health/ready', 'metrics']);
    for (const link of links) expect((await fetch(`${t.bridge.url}/${link}`)).status).toBe(200);
  }, 60_000);

  it('settles an unknown outcome that was booked by asking Reservanto, with one booking and one call', async () => {
    const { requested, created } = t.config.kafka.topics;
    await t.kafka.publish(requested, [
      binary('lost', { ...example, CustomerId: 1_900_003, BookingStart: inAWeek + 30_000 }),
    ]);
    const records = await t.kafka.records(created, 5);
    const record = records.find((r) => r.key === 'key-lost');
    expect(JSON.parse(String(record?.value))).toMatchObject({
      booking: { CustomerId: 1_900_003, Status: 'Confirmed', IsPaymentRequired: null },
      attempts: 1,
      settledBy: 'reconciliation',
    });
    expect(t.simulator.ledger.ofCustomer(1_900_003)).toHaveLength(1);
  }, 60_000);
});
