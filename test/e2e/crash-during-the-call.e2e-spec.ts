import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const BOOKED = 1_000_001;
const NOT_BOOKED = 1_000_002;

describeWithKafka('crash during the call', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('crash-during-the-call');
    scenario.simulator.faults.arm({ fault: 'slow', customerId: BOOKED, delayMs: 500, times: 1 });
    scenario.simulator.faults.arm({ fault: 'hang', customerId: NOT_BOOKED, times: 1 });
    const bridge = await scenario.startBridge();
    await scenario.publish(
      requested('booked', { CustomerId: BOOKED, BookingResourceId: 1_000_001 }),
      requested('not-booked', { CustomerId: NOT_BOOKED, BookingResourceId: 1_000_002 }),
    );
    await waitUntil(() => scenario.creates === 2, 'two calls under way');
    await bridge.kill();
    expect(scenario.simulator.ledger.lines).toHaveLength(0);
    await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  it('what Reservanto booked nevertheless is found, and never asked for again', async () => {
    const { type, data } = await scenario.outcomeOf('booked');
    expect({ type, ...data }).toMatchObject({
      type: 'booking.created',
      attempts: 1,
      settledBy: 'reconciliation',
    });
    expect(scenario.bookingsOf(BOOKED)).toHaveLength(1);
  }, 60_000);

  it('what Reservanto did not book is proved absent and booked once', async () => {
    const { type, data } = await scenario.outcomeOf('not-booked');
    expect({ type, ...data }).toMatchObject({ type: 'booking.created', attempts: 2, settledBy: 'response' });
    expect(scenario.bookingsOf(NOT_BOOKED)).toHaveLength(1);
    expect(scenario.creates).toBe(3);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
