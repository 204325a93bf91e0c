import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

const NONSENSE = ['html', 'truncated', 'empty', 'oversized', '502-after'] as const;

describeWithKafka('reservanto answers nonsense', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('reservanto-answers-nonsense');
    scenario.simulator.faults.arm({ fault: 'html', action: 'Event/GetListByCustomer', times: 2 });
    for (const [i, fault] of NONSENSE.entries())
      scenario.simulator.faults.arm({ fault, customerId: 1_000_010 + i, times: 1 });
    await scenario.startBridge();
    const wishes = NONSENSE.map((_, i) => ({ CustomerId: 1_000_010 + i, BookingResourceId: 1_000_010 + i }));
    await scenario.publish(...NONSENSE.map((fault, i) => requested(fault, wishes[i])));
  }, 60_000);

  afterAll(() => scenario.stop());

  it.each(NONSENSE)(
    'after %s the booking is looked for, even when the first readings are nonsense too',
    async (fault) => {
      const { type, data } = await scenario.outcomeOf(fault);
      expect({ type, ...data }).toMatchObject({
        type: 'booking.created',
        attempts: 1,
        settledBy: 'reconciliation',
      });
    },
    60_000,
  );

  it('none of them is called twice or booked twice', async () => {
    expect(await brokenInvariants(scenario)).toEqual([]);
    expect(scenario.creates).toBe(NONSENSE.length);
  }, 60_000);
});
