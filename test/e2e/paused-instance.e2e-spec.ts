import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ALL_RIGHTS } from '../../src/simulator/tokens.js';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

describeWithKafka('paused instance', () => {
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.start('paused-instance');
  }, 60_000);

  afterEach(() => scenario.stop());

  /** One instance claims the request and is stopped there until its lease is over and another one has noticed. */
  async function pauseBeyondTheLease(point: string): Promise<void> {
    const paused = await scenario.startBridge({ PAUSE_AT: point });
    await scenario.publish(requested('claimed'));
    await paused.prints('paused');
    await scenario.startBridge();
    await scenario.requestLeaves('CALLING', 'claimed');
    paused.resume();
  }

  it.each(['before-the-call', 'before-the-write'])(
    'notices that its lease is over when it was paused %s: it does not call, and says so',
    async (point) => {
      await pauseBeyondTheLease(point);
      const { type, data } = await scenario.outcomeOf('claimed');

      expect({ type, ...data }).toMatchObject({
        type: 'booking.created',
        attempts: 2,
        settledBy: 'response',
      });
      const { rows } = await scenario.sql.query('SELECT verdict FROM booking_attempts WHERE number = 1');
      expect(rows).toEqual([{ verdict: 'not-executed' }]);
      expect(scenario.creates).toBe(1);
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    60_000,
  );

  it('an answer that it read before it was paused settles the request, though its claim is lost', async () => {
    scenario.simulator.tokens.grant(ALL_RIGHTS.filter((right) => right !== 'Event_r'));
    await pauseBeyondTheLease('after-the-answer');
    const { type, data } = await scenario.outcomeOf('claimed');

    expect({ type, ...data }).toMatchObject({ type: 'booking.created', attempts: 1, settledBy: 'response' });
    expect(scenario.creates).toBe(1);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
