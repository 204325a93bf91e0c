import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { ALL_RIGHTS } from '../../src/simulator/tokens.js';

describeWithKafka('review timeout', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('review-timeout', { REVIEW_TIMEOUT_SECONDS: '1' });
    scenario.simulator.tokens.grant(ALL_RIGHTS.filter((right) => right !== 'Event_r'));
    scenario.simulator.faults.arm({ fault: 'booked-then-reset', times: 1 });
    await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  it('what nobody settles in time fails as unknown: a booking may exist, the merchant is told, the customer is not', async () => {
    await scenario.publish(requested('forgotten'));
    const { type, data } = await scenario.outcomeOf('forgotten');

    expect({ type, ...data }).toMatchObject({
      type: 'booking.failed',
      failure: {
        code: 'OUTCOME_UNKNOWN',
        category: 'unknown-outcome',
        retryable: false,
        bookingMayExist: true,
      },
      notifications: {
        notifyCustomer: false,
        customerNotifiedByReservanto: false,
        notifyMerchant: true,
        reason: 'unknown-outcome',
      },
      attempts: 1,
      settledBy: 'deadline',
    });
    expect(scenario.simulator.ledger.lines).toHaveLength(1);
    expect(scenario.creates).toBe(1);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
