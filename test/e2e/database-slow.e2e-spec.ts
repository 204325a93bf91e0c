import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';

describeWithKafka('database slow', () => {
  let scenario: Scenario;
  let proxy: TcpProxy;

  beforeAll(async () => {
    scenario = await Scenario.start('database-slow');
    proxy = await TcpProxy.inFrontOf(scenario.databaseUrl);
    await scenario.startBridge({ DATABASE_URL: proxy.through(scenario.databaseUrl) });
  }, 60_000);

  afterAll(async () => {
    await scenario.stop();
    await proxy.stop();
  });

  it('a claim that comes back when its lease is over is not called: the request is booked once, later', async () => {
    scenario.simulator.faults.arm({ fault: '503-retry-after', times: 1 });
    await scenario.publish(requested('slowly'));
    const attempt = async (number: number) =>
      (await scenario.requests()).some(({ attempts }) => attempts === number);
    await waitUntil(() => attempt(1), 'an attempt that is told to come later');
    proxy.delay(1_200);
    await waitUntil(async () => {
      const { rows } = await scenario.sql.query(
        'SELECT 1 FROM booking_requests WHERE attempts = 2 AND lease_until < now()',
      );
      return rows.length > 0;
    }, 'a claim whose lease is over');
    expect(scenario.creates).toBe(1);

    await proxy.restore();
    expect((await scenario.outcomeOf('slowly')).type).toBe('booking.created');
    const { rows } = await scenario.sql.query(
      'SELECT verdict, because FROM booking_attempts WHERE number = 2',
    );
    expect(rows).toEqual([{ verdict: 'not-executed', because: 'withheld' }]);
    expect(scenario.creates).toBe(2);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);

  it('a database that is slow, but faster than leases, only takes longer', async () => {
    proxy.delay(50);
    const ids = Array.from({ length: 6 }, (_, i) => `calmly-${i}`);
    await scenario.publish(...ids.map((id, i) => requested(id, { BookingResourceId: 1_000_010 + (i % 3) })));
    for (const id of ids) expect((await scenario.outcomeOf(id)).type).toBe('booking.created');
    expect(scenario.creates).toBe(2 + ids.length);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
