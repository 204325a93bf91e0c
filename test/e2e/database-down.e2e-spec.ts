import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';

describeWithKafka('database down', () => {
  let scenario: Scenario;
  let proxy: TcpProxy;

  beforeAll(async () => {
    scenario = await Scenario.start('database-down', { RESERVANTO_TIMEOUT_MS: '1000' });
    proxy = await TcpProxy.inFrontOf(scenario.databaseUrl);
  }, 60_000);

  afterAll(async () => {
    await scenario.stop();
    await proxy.stop();
  });

  it('what a call proves meanwhile is kept and written later, and nothing is taken in or called until then', async () => {
    const bridge = await scenario.startBridge({ DATABASE_URL: proxy.through(scenario.databaseUrl) });
    scenario.simulator.faults.arm({ fault: 'slow', delayMs: 500, times: 1 });
    scenario.simulator.faults.arm({ fault: 'hang', action: 'Event/GetListByCustomer' });
    await scenario.publish(requested('in-flight'));
    await waitUntil(() => scenario.creates === 1, 'the call');
    await proxy.refuse();
    await scenario.publish(requested('meanwhile'));
    await bridge.prints('could not write a verdict');
    await bridge.prints('could not store a batch');
    expect(await scenario.requests()).toMatchObject([{ event_id: 'in-flight', state: 'CALLING' }]);
    expect(await scenario.committed()).toBe(1);

    await proxy.restore();
    for (const id of ['in-flight', 'meanwhile'])
      expect(await scenario.outcomeOf(id)).toMatchObject({
        type: 'booking.created',
        data: { attempts: 1, settledBy: 'response' },
      });
    expect(scenario.creates).toBe(2);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
