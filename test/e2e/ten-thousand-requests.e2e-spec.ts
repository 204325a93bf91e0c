import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Message } from 'kafkajs';
import { Client } from 'pg';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import { describeWithKafka } from '../support/stack.js';

const REQUESTS = 10_000;
const RESOURCES = 200;
const CHUNK = 1_000;
const start = Math.floor(Date.now() / 1000) + 86_400;

type Kind = 'good' | 'invalid' | 'malformed' | 'duplicate';

/** 2 % invalid, 1 % malformed, 5 % that repeat the good one before them. */
function kindOf(n: number): Kind {
  if (n % 50 === 7) return 'invalid';
  if (n % 100 === 11) return 'malformed';
  return n % 20 === 13 ? 'duplicate' : 'good';
}

function messageOf(n: number): Message {
  const kind = kindOf(n);
  const id = String(kind === 'duplicate' ? n - 1 : n);
  const data = {
    BookingResourceId: 1_000_000 + (Number(id) % RESOURCES),
    BookingServiceId: 112325,
    CustomerId: 1_100_000 + Number(id),
    BookingStart: kind === 'invalid' ? 'tomorrow' : start,
  };
  const value = kind === 'malformed' ? 'no json' : JSON.stringify(data);
  return { key: String(data.BookingResourceId), value, headers: { 'idempotency-key': id } };
}

describeWithKafka('ten thousand mixed requests', () => {
  let t: BridgeUnderTest;

  beforeAll(async () => {
    t = await startBridgeUnderTest('ten-thousand');
  }, 60_000);

  afterAll(() => t.stop());

  it('end with ledger, database and output topics in agreement', async () => {
    const { requested, created, failed, deadLetter } = t.config.kafka.topics;
    const numbers = Array.from({ length: REQUESTS }, (_, n) => n);
    const count = (kind: Kind) => numbers.filter((n) => kindOf(n) === kind).length;
    const [good, invalid, malformed] = [count('good'), count('invalid'), count('malformed')];
    const began = Date.now();
    for (let from = 0; from < REQUESTS; from += CHUNK) {
      await t.kafka.publish(requested, numbers.slice(from, from + CHUNK).map(messageOf));
    }
    const bookings = await t.kafka.records(created, good, 120_000);
    const failures = await t.kafka.records(failed, invalid + malformed, 120_000);
    const letters = await t.kafka.records(deadLetter, malformed, 120_000);
    const seconds = (Date.now() - began) / 1000;

    const booked = t.simulator.ledger.lines.map((line) => line.event.AppointmentId);
    const published = bookings.map(
      (r) => (JSON.parse(String(r.value)) as { booking: { AppointmentId: number } }).booking.AppointmentId,
    );
    expect(new Set(t.simulator.ledger.lines.map((line) => line.event.CustomerId)).size).toBe(good);
    expect(published.toSorted((a, b) => a - b)).toEqual(booked.toSorted((a, b) => a - b));
    expect([bookings.length, failures.length, letters.length]).toEqual([
      good,
      invalid + malformed,
      malformed,
    ]);
    expect(t.simulator.calls.mostAtOnce).toBe(1);

    const client = new Client({ connectionString: t.database.url });
    await client.connect();
    const { rows } = await client.query<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM booking_requests GROUP BY state ORDER BY state',
    );
    const { rows: lanes } = await client.query("SELECT * FROM lanes WHERE in_flight OR due_at < 'infinity'");
    await client.end();
    expect(rows).toEqual([
      { state: 'CREATED', count: good },
      { state: 'FAILED', count: invalid },
    ]);
    expect(lanes).toEqual([]);
    console.log(
      `${REQUESTS} records: ${good} booked once, ${invalid} invalid, ${malformed} malformed, ${count('duplicate')} duplicates, in ${seconds.toFixed(1)} s`,
    );
  }, 200_000);
});
