import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { ALL_RIGHTS } from '../../src/simulator/tokens.js';

describeWithKafka('read right missing', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('read-right-missing');
    scenario.simulator.tokens.grant(ALL_RIGHTS.filter((right) => right !== 'Event_r'));
    await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  it('an unknown outcome goes to a person after the quarantine, and is neither called again nor answered', async () => {
    scenario.simulator.faults.arm({ fault: 'booked-then-reset', times: 1 });
    await scenario.publish(requested('unreadable'));
    const request = await scenario.requestIn('REVIEW', 'unreadable');

    expect(request).toMatchObject({ review_reason: 'reading-not-permitted', attempts: 1, settled_at: null });
    expect(scenario.creates).toBe(1);
    expect(scenario.outcomesOf('unreadable')).toHaveLength(0);
  }, 60_000);

  it('requests behind it are booked', async () => {
    await scenario.publish(requested('behind', { CustomerId: 1_000_002 }));
    expect((await scenario.outcomeOf('behind')).data.settledBy).toBe('response');
    expect(await scenario.requestIn('REVIEW', 'unreadable')).toBeDefined();
    expect(scenario.bookingsOf(1_000_001)).toHaveLength(1);
    expect(scenario.creates).toBe(2);
  }, 60_000);
});
