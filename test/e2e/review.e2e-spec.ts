import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import { compiled, describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const start = Math.floor(Date.now() / 1000) + 7 * 86_400;
const RIGHTS_WITHOUT_READING = ['Booking_w', 'Customer_r'];
const ALL_RIGHTS = ['Booking_w', 'Event_r'];
const WHY = ['--who', 'Reviewer', '--reason', 'looked into the calendar'];

describeWithKafka('a request that only a person can settle', () => {
  let t: BridgeUnderTest;
  let db: Client;

  beforeAll(async () => {
    t = await startBridgeUnderTest('review', {
      RESERVANTO_TIMEOUT_MS: '500',
      DISPATCH_LEASE_SECONDS: '1',
      RECONCILE_QUARANTINE_SECONDS: '2',
      PATROL_PER_MINUTE: '0',
    });
    db = new Client({ connectionString: t.database.url });
    await db.connect();
  }, 60_000);

  afterAll(async () => {
    await db.end();
    await t.stop();
  });

  /** Runs a command of the CLI as a person would. */
  const review = (...args: string[]): Promise<{ code: number; out: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, ...t.settings };
      execFile(process.execPath, [compiled('src/cli/review.ts'), ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
      );
    });

  /** Publishes a request whose call ends unknown and waits until it is in review. Returns its reference. */
  async function inReview(
    id: string,
    fault: 'booked-then-reset' | 'reset-before',
    wishes = {},
  ): Promise<string> {
    t.simulator.tokens.grant(RIGHTS_WITHOUT_READING);
    t.simulator.faults.clear();
    t.simulator.faults.arm({ fault, action: 'EmsLike/CreateBooking', times: 1 });
    const value = JSON.stringify({
      BookingResourceId: 1_000_000,
      BookingServiceId: 112325,
      CustomerId: 1_200_000,
      BookingStart: start,
      CustomerNote: 'Tajná poznámka',
      ...wishes,
    });
    await t.kafka.publish(t.config.kafka.topics.requested, [
      { key: id, value, headers: { 'idempotency-key': id } },
    ]);
    const find = async () =>
      (
        await db.query<{ reference: string; state: string }>(
          'SELECT reference, state FROM booking_requests WHERE event_id = $1',
          [id],
        )
      ).rows[0];
    await waitUntil(async () => (await find())?.state === 'REVIEW', `${id} in review`, 30_000);
    return (await find())?.reference ?? '';
  }

  const outcomeOf = async (id: string, topic: 'created' | 'failed') => {
    const all = () => t.kafka.seen.filter((r) => r.topic === t.config.kafka.topics[topic]);
    await waitUntil(() => all().some((r) => r.headers['ce_causationid'] === id), `the outcome of ${id}`);
    const record = all().find((r) => r.headers['ce_causationid'] === id);
    return JSON.parse(String(record?.value)) as Record<string, unknown>;
  };

  it('is in review when reading is not permitted, and readiness and metrics say so', async () => {
    const reference = await inReview('not-permitted', 'booked-then-reset');
    const ready = (await (await fetch(`${t.bridge.url}/health/ready`)).json()) as Record<string, unknown>;
    expect(ready).toMatchObject({
      status: 'degraded',
      checks: { reading: expect.stringContaining('Event_r') },
    });
    const metrics = await (await fetch(`${t.bridge.url}/metrics`)).text();
    expect(metrics).toContain('reservanto_bridge_reading_trouble{because="forbidden"} 1');
    expect(metrics).toContain('reservanto_bridge_requests{state="REVIEW"} 1');

    expect((await review('list')).out).toContain(`${reference}  REVIEW`);
    const shown = (await review('show', reference)).out;
    expect(JSON.parse(shown)).toMatchObject({
      reviewReason: 'reading-not-permitted',
      callAttempts: [{ verdict: 'unknown', because: 'connection-lost' }],
      bookingReadings: expect.arrayContaining([expect.objectContaining({ because: 'forbidden' })]),
    });
    expect(shown).not.toContain('Tajná');
  }, 60_000);

  it('is settled by a check once reading is permitted', async () => {
    const reference = await inReview('checked', 'booked-then-reset', { CustomerId: 1_200_001 });
    expect((await review('check', reference)).out).toContain('Still not settled');
    t.simulator.tokens.grant(ALL_RIGHTS);
    const { code, out } = await review('check', reference);
    expect([code, out]).toEqual([0, expect.stringContaining('settled as created')]);
    expect(await outcomeOf('checked', 'created')).toMatchObject({ booking: { CustomerId: 1_200_001 } });
  }, 60_000);

  it('is settled as created with a booking that Reservanto holds, and with no other', async () => {
    const reference = await inReview('found-by-hand', 'booked-then-reset', { CustomerId: 1_200_002 });
    t.simulator.tokens.grant(ALL_RIGHTS);
    const booked = t.simulator.ledger.ofCustomer(1_200_002)[0]?.AppointmentId ?? 0;
    const wrong = await review('created', reference, '--appointment', String(booked + 1), ...WHY);
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('has no booking')]);
    const right = await review('created', reference, '--appointment', String(booked), ...WHY);
    expect([right.code, right.out]).toEqual([0, expect.stringContaining('which Reservanto holds')]);
    expect(await outcomeOf('found-by-hand', 'created')).toMatchObject({
      booking: { AppointmentId: booked },
      settledBy: 'operator',
    });
    const { rows } = await db.query('SELECT who, action, reason FROM review_actions WHERE action = $1', [
      'settle-created',
    ]);
    expect(rows).toEqual([{ who: 'Reviewer', action: 'settle-created', reason: 'looked into the calendar' }]);
  }, 60_000);

  it('is settled as failed, and the customer is told only when there is certainly no booking', async () => {
    const certain = await inReview('certain', 'reset-before', { CustomerId: 1_200_003 });
    await review('failed', certain, ...WHY);
    expect(await outcomeOf('certain', 'failed')).toMatchObject({
      failure: {
        type: 'urn:reservanto-bridge:failure:SETTLED_BY_OPERATOR',
        code: 'SETTLED_BY_OPERATOR',
        bookingMayExist: false,
      },
      notifications: { notifyCustomer: true },
    });
    const uncertain = await inReview('uncertain', 'reset-before', { CustomerId: 1_200_004 });
    await review('failed', uncertain, '--booking-may-exist', ...WHY);
    expect(await outcomeOf('uncertain', 'failed')).toMatchObject({
      failure: { code: 'OUTCOME_UNKNOWN', bookingMayExist: true },
      notifications: { notifyCustomer: false, notifyMerchant: true },
    });
  }, 60_000);

  it('is resubmitted only when its absence is proved or somebody forces it', async () => {
    const reference = await inReview('again', 'reset-before', { CustomerId: 1_200_005 });
    const refused = await review('resubmit', reference, ...WHY);
    expect([refused.code, refused.out]).toEqual([1, expect.stringContaining('not proved')]);
    expect(t.simulator.ledger.ofCustomer(1_200_005)).toHaveLength(0);
    t.simulator.tokens.grant(ALL_RIGHTS);
    await review('check', reference);
    expect((await review('check', reference)).out).toContain('Proved absent');
    expect((await review('resubmit', reference, ...WHY)).code).toBe(0);
    expect(await outcomeOf('again', 'created')).toMatchObject({ attempts: 2, settledBy: 'response' });
    expect(t.simulator.ledger.ofCustomer(1_200_005)).toHaveLength(1);
  }, 60_000);

  it('leaves a booking too many to a person, who cancels that one and no other', async () => {
    const reference = await inReview('twice', 'booked-then-reset', { CustomerId: 1_200_006 });
    await review('resubmit', reference, '--force', ...WHY);
    const { booking } = (await outcomeOf('twice', 'created')) as { booking: { AppointmentId: number } };
    t.simulator.tokens.grant(ALL_RIGHTS);
    const [first, second] = t.simulator.ledger.ofCustomer(1_200_006).map((e) => e.AppointmentId);
    expect(second).toBe(booking.AppointmentId);
    const kept = await review('cancel', reference, '--appointment', String(second), ...WHY);
    expect([kept.code, kept.out]).toEqual([1, expect.stringContaining('was answered with')]);
    const unseen = await review('cancel', reference, '--appointment', '7', ...WHY);
    expect(unseen.code).toBe(1);
    expect((await review('findings')).out).toContain(`active ${first}, ${second}`);
    expect((await review('cancel', reference, '--appointment', String(first), ...WHY)).code).toBe(0);
    expect((await review('findings')).out).toContain('Nothing was found.');
    expect(t.simulator.ledger.ofCustomer(1_200_006).map((e) => e.Status)).toEqual(['Canceled', 'Confirmed']);
  }, 60_000);
});
