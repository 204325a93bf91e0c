import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

describeWithKafka('crash before the call', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('crash-before-the-call');
  }, 60_000);

  afterAll(() => scenario.stop());

  it('the attempt counts as unknown, is proved absent, and only then is the request called anew', async () => {
    const crashing = await scenario.startBridge({ CRASH_AT: 'before-the-call' });
    await scenario.publish(requested('claimed'));
    expect(await crashing.ended()).toMatchObject({ signal: 'SIGKILL' });
    expect(scenario.creates).toBe(0);

    await scenario.startBridge();
    await scenario.requestIn('UNKNOWN', 'claimed');
    const { type, data } = await scenario.outcomeOf('claimed');

    expect({ type, ...data }).toMatchObject({ type: 'booking.created', attempts: 2, settledBy: 'response' });
    expect(scenario.creates).toBe(1);
    const { rows } = await scenario.sql.query('SELECT result, read_at FROM booking_readings ORDER BY number');
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(new Set(rows.map(({ result }) => result as string))).toEqual(new Set(['absent']));
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
