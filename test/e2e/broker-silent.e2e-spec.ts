import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { redirected } from '../support/redirected.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka, kafkaBrokers } from '../support/stack.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;

describeWithKafka('broker silent', () => {
  let scenario: Scenario;
  let proxy: TcpProxy;

  beforeAll(async () => {
    scenario = await Scenario.start('broker-silent');
    proxy = await TcpProxy.inFrontOf(`http://${kafkaBrokers()[0]}`);
  }, MINUTE);

  afterAll(async () => {
    await scenario.stop();
    await proxy.stop();
  }, MINUTE);

  it(
    'connections that say nothing more are left, readiness tells so meanwhile, and reading goes on over new ones',
    async () => {
      const port = Number(kafkaBrokers()[0]?.split(':')[1]);
      const bridge = await scenario.startBridge({ NODE_OPTIONS: redirected(port, proxy.port) });
      await scenario.publish(requested('before'));
      expect((await scenario.outcomeOf('before')).type).toBe('booking.created');
      expect(await bridge.readiness('kafka')).toBe('consuming');
      expect(proxy.connections).toBeGreaterThan(0);

      proxy.silence();
      await scenario.publish(requested('after'));
      await waitUntil(
        async () => (await bridge.readiness('kafka')).startsWith('recovering since'),
        'silence to be noticed',
      );
      await scenario.requestIn('CREATED', 'after');
      expect(await bridge.readiness('kafka')).toBe('consuming');
      expect((await scenario.outcomeOf('after')).type).toBe('booking.created');
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    2 * MINUTE,
  );
});
