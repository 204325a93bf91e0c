import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const RETRY_AFTER_MS = 1_000;

describeWithKafka('rate limited', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('rate-limited');
    await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  it.each(['429-retry-after', '503-retry-after'] as const)(
    'after %s nothing of the account is called for as long as Reservanto asks, and then everything is booked once',
    async (fault) => {
      const before = scenario.creates;
      const others = Array.from({ length: 10 }, (_, i) => `${fault}-${i}`);
      scenario.simulator.faults.arm({ fault, times: 1 });
      await scenario.publish(requested(fault));
      await waitUntil(async () => {
        const request = (await scenario.requests()).find(({ event_id }) => event_id === fault);
        return request?.state === 'WAITING' && request.attempts === 1;
      }, 'the refused attempt');
      await scenario.publish(...others.map((id, i) => requested(id, { BookingResourceId: 1_000_010 + i })));
      for (const id of [fault, ...others])
        expect((await scenario.outcomeOf(id)).type).toBe('booking.created');

      const { rows } = await scenario.sql.query<{ started_at: Date }>(
        `SELECT a.started_at FROM booking_attempts a JOIN booking_requests r ON r.id = a.request_id
        WHERE r.event_id LIKE $1 || '%' ORDER BY a.started_at LIMIT 2`,
        [fault],
      );
      const [first, second] = rows.map(({ started_at }) => started_at.getTime()) as [number, number];
      expect(second - first).toBeGreaterThanOrEqual(RETRY_AFTER_MS);
      expect(scenario.creates - before).toBe(1 + 1 + others.length);
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    60_000,
  );
});
