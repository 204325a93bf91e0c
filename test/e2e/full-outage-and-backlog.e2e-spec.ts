import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested, TOMORROW } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { TcpProxy } from '../support/tcp-proxy.js';

const MINUTE_MS = 60_000;
const LIVES_MINUTES = 60;
const OUTAGE_MINUTES = 120;
const STEP_MINUTES = 5;

describeWithKafka('full outage and backlog', () => {
  let scenario: Scenario;
  let proxy: TcpProxy;
  const now = Date.now();
  const made = (minutesAgo: number) => ({ timestamp: String(now - minutesAgo * MINUTE_MS) });
  /** Ages in minutes of the requests that were made during the outage, oldest first. */
  const ages = Array.from(
    { length: OUTAGE_MINUTES / STEP_MINUTES },
    (_, i) => OUTAGE_MINUTES - STEP_MINUTES / 2 - i * STEP_MINUTES,
  );

  beforeAll(async () => {
    scenario = await Scenario.start('full-outage-and-backlog', {
      REQUEST_TTL_SECONDS: String(LIVES_MINUTES * 60),
    });
    proxy = await TcpProxy.inFrontOf(scenario.simulator.url);
    await proxy.refuse();
    await scenario.publish(
      ...ages.map((age, i) => ({
        ...requested(`age-${age}`, { BookingResourceId: 1_000_010 + (i % 4), BookingStart: TOMORROW + i }),
        ...made(age),
      })),
      { ...requested('has-begun', { BookingStart: Math.floor(now / 1000) - 600 }), ...made(30) },
      {
        ...requested('expired', {}, { expirytime: new Date(now - MINUTE_MS).toISOString() }),
        ...made(30),
      },
      requested('expires', {}, { expirytime: new Date(Date.now() + 5_000).toISOString() }),
    );
    await scenario.startBridge({ RESERVANTO_BASE_URL: proxy.through(scenario.simulator.url) });
  }, 60_000);

  afterAll(async () => {
    await scenario.stop();
    await proxy.stop();
  });

  const codeOf = async (eventId: string) => {
    const { type, data } = await scenario.outcomeOf(eventId);
    return data.failure?.code ?? type;
  };

  it('what expired during the outage fails as expired, without a call, and the customer is told', async () => {
    for (const id of [
      ...ages.filter((a) => a > LIVES_MINUTES).map((a) => `age-${a}`),
      'has-begun',
      'expired',
    ])
      expect([id, await codeOf(id)]).toEqual([id, 'REQUEST_EXPIRED']);
    const { data } = await scenario.outcomeOf('has-begun');
    expect(data.notifications).toMatchObject({ notifyCustomer: true, reason: 'expired' });
    expect(data.attempts).toBe(0);
  }, 60_000);

  it('what expires while Reservanto is still away fails as expired too', async () => {
    expect(await codeOf('expires')).toBe('REQUEST_EXPIRED');
    expect(scenario.creates).toBe(0);
  }, 60_000);

  it('everything else is booked when it is back, and nothing after its deadline', async () => {
    await proxy.restore();
    const alive = ages.filter((age) => age < LIVES_MINUTES);
    for (const age of alive) expect([age, await codeOf(`age-${age}`)]).toEqual([age, 'booking.created']);
    expect(scenario.simulator.ledger.lines).toHaveLength(alive.length);
    expect(await brokenInvariants(scenario)).toEqual([]);
    const { rows } = await scenario.sql.query<{ appointment_id: number; deadline_at: Date }>(
      'SELECT appointment_id, deadline_at FROM booking_requests WHERE appointment_id IS NOT NULL',
    );
    const deadlines = new Map(rows.map((r) => [r.appointment_id, r.deadline_at.getTime()]));
    for (const { at, event } of scenario.simulator.ledger.lines)
      expect(deadlines.get(event.AppointmentId)).toBeGreaterThan(at);
  }, 60_000);
});
