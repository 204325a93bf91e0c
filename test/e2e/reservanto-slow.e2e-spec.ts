import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

const SLOW = 1_000_001;
const HANGS = 1_000_002;

describeWithKafka('reservanto slow', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('reservanto-slow');
    scenario.simulator.faults.arm({ fault: 'slow', customerId: SLOW, delayMs: 1_600, times: 1 });
    scenario.simulator.faults.arm({ fault: 'hang', customerId: HANGS, times: 1 });
    await scenario.startBridge();
    await scenario.publish(
      requested('slow', { CustomerId: SLOW, BookingResourceId: 1_000_001 }),
      requested('hangs', { CustomerId: HANGS, BookingResourceId: 1_000_002 }),
      requested('behind', { CustomerId: 1_000_003, BookingResourceId: 1_000_002 }),
    );
  }, 60_000);

  afterAll(() => scenario.stop());

  it('a lane goes on when a call has timed out', async () => {
    expect((await scenario.outcomeOf('behind')).data.settledBy).toBe('response');
    expect(scenario.outcomesOf('hangs')).toHaveLength(0);
  }, 60_000);

  it('a booking that is made after the time-out is found, and never asked for again', async () => {
    const { type, data } = await scenario.outcomeOf('slow');
    expect({ type, ...data }).toMatchObject({
      type: 'booking.created',
      attempts: 1,
      settledBy: 'reconciliation',
    });
  }, 60_000);

  it('a call that timed out and did not book is proved absent and made again', async () => {
    const { type, data } = await scenario.outcomeOf('hangs');
    expect({ type, ...data }).toMatchObject({ type: 'booking.created', attempts: 2, settledBy: 'response' });
    expect(scenario.creates).toBe(4);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
