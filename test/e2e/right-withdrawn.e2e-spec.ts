import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { ALL_RIGHTS } from '../../src/simulator/tokens.js';
import type { BridgeProcess } from '../support/bridge-process.js';
import { waitUntil } from '../support/wait-until.js';

/** For so long an account whose rights were refused is on hold. */
const HOLD_MS = 30_000;

describeWithKafka('right withdrawn', () => {
  let scenario: Scenario;
  let bridge: BridgeProcess;

  beforeAll(async () => {
    scenario = await Scenario.start('right-withdrawn');
    scenario.simulator.tokens.grant(ALL_RIGHTS.filter((right) => right !== 'Booking_w'));
    bridge = await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  it('the account is on hold: requests wait, and one call at a time asks whether the right is back', async () => {
    await scenario.publish(requested('refused'));
    await bridge.prints('"because":"forbidden"');
    await scenario.publish(...waiting.map((id, i) => requested(id, { BookingResourceId: 1_000_010 + i })));
    await waitUntil(async () => (await scenario.requests()).length === 1 + waiting.length, 'all requests');
    expect(scenario.creates).toBe(1);

    await bridge.forwardGate(HOLD_MS);
    await waitUntil(() => scenario.creates > 1, 'the call that asks');
    await waitUntil(
      async () => (await scenario.requests()).every(({ state }) => state === 'WAITING'),
      'all requests to wait again',
    );
    expect(scenario.creates).toBe(2);
    expect(scenario.kafka.seen).toHaveLength(0);
  }, 60_000);

  it('the first call that succeeds releases all of them', async () => {
    scenario.simulator.tokens.grant(ALL_RIGHTS);
    await bridge.forwardGate(HOLD_MS);
    for (const id of ['refused', ...waiting])
      expect((await scenario.outcomeOf(id)).type).toBe('booking.created');

    expect(scenario.creates).toBe(2 + 1 + waiting.length);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});

const waiting = Array.from({ length: 12 }, (_, i) => `waiting-${i}`);
