import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { NOTE, requested, TOMORROW } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import type { BridgeProcess } from '../support/bridge-process.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';

describeWithKafka('notes and tokens in logs', () => {
  let scenario: Scenario;
  let proxy: TcpProxy;
  let bridge: BridgeProcess;

  beforeAll(async () => {
    scenario = await Scenario.start('notes-and-tokens-in-logs');
    proxy = await TcpProxy.inFrontOf(scenario.databaseUrl);
    bridge = await scenario.startBridge({ DATABASE_URL: proxy.through(scenario.databaseUrl) });
    for (const [i, fault] of FAULTS.entries())
      scenario.simulator.faults.arm({ fault, customerId: 1_000_010 + i, times: 1 });
    await scenario.publish(
      ...FAULTS.map((fault, i) =>
        requested(fault, { CustomerId: 1_000_010 + i, BookingResourceId: 1_000_010 + i }),
      ),
      requested('booked'),
      requested('booked', { BookingStart: TOMORROW + 1 }),
      requested('unknown-customer', { CustomerId: 4 }),
      requested('milliseconds', { BookingStart: TOMORROW * 1000 }),
      requested('note-in-place-of-a-number', { BookingResourceId: NOTE as unknown as number }),
      { ...requested('broken'), value: NOTE },
      { ...requested('half'), value: `{"CustomerNote":"${NOTE}` },
      { key: 'no-envelope', value: `["${NOTE}"]` },
    );
    await waitUntil(() => scenario.kafka.seen.length >= FAULTS.length + 7 + 4, 'outcomes and dead letters');
    await proxy.refuse();
    await scenario.publish(requested('database-away'));
    await bridge.prints('could not store a batch');
    await proxy.restore();
    await scenario.outcomeOf('database-away');
  }, 60_000);

  afterAll(async () => {
    await scenario.stop();
    await proxy.stop();
  });

  it('nothing that an instance prints holds a token or a word of a customer, whatever goes wrong', async () => {
    expect(await brokenInvariants(scenario)).toEqual([]);
    expect(bridge.printed).toContain('could not store a batch');
  }, 60_000);

  it('neither does what it publishes, but for a dead letter, which is kept as it came, and the fields of a request', () => {
    for (const { headers, value } of scenario.kafka.seen) {
      const isDeadLetter = 'x-error-code' in headers;
      const event = isDeadLetter ? {} : (JSON.parse(String(value)) as Record<string, unknown>);
      const text = JSON.stringify({ headers, ...event, request: null });
      expect(event['request'] ?? {}).not.toHaveProperty('CustomerNote');
      for (const secret of scenario.secrets) expect(text).not.toContain(secret);
    }
  });

  it('neither does what it serves', async () => {
    const url = /"url":"([^"]+)"/.exec(bridge.printed)?.[1] ?? '';
    for (const path of ['metrics', 'health/live', 'health/ready']) {
      const answer = await fetch(`${url.replace('[::1]', '127.0.0.1')}/${path}`);
      const text = await answer.text();
      expect([path, answer.status]).toEqual([path, 200]);
      for (const secret of scenario.secrets) expect(text).not.toContain(secret);
    }
  });
});

const FAULTS = [
  'expired-token',
  'booked-then-reset',
  '500-after',
  'html',
  'truncated',
  '429-retry-after',
  '404',
] as const;
