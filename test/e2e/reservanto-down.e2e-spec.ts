import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';

describeWithKafka('reservanto down', () => {
  let scenario: Scenario;
  let proxy: TcpProxy;

  beforeAll(async () => {
    scenario = await Scenario.start('reservanto-down');
    proxy = await TcpProxy.inFrontOf(scenario.simulator.url);
    await scenario.startBridge({ RESERVANTO_BASE_URL: proxy.through(scenario.simulator.url) });
    await scenario.publish(requested('before'));
    await scenario.outcomeOf('before');
  }, 60_000);

  afterAll(async () => {
    await scenario.stop();
    await proxy.stop();
  });

  it('calls that cannot be made are known not to have booked: they wait and are made when it is back', async () => {
    await proxy.refuse();
    const ids = Array.from({ length: 8 }, (_, i) => `down-${i}`);
    await scenario.publish(...ids.map((id, i) => requested(id, { BookingResourceId: 1_000_010 + i })));
    await waitUntil(async () => {
      const down = (await scenario.requests()).slice(1);
      return down.length === ids.length && down.some(({ attempts }) => attempts > 1);
    }, 'repeated attempts');
    expect(scenario.creates).toBe(1);
    expect((await scenario.requests()).slice(1).every(({ settled_at }) => settled_at === null)).toBe(true);

    await proxy.restore();
    for (const id of ids) expect((await scenario.outcomeOf(id)).type).toBe('booking.created');
    expect(scenario.creates).toBe(1 + ids.length);
    expect(scenario.simulator.calls.counts['Event/GetListByCustomer']).toBeUndefined();
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
