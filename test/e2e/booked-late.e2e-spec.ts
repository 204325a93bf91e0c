import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

describeWithKafka('booked late', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('booked-late');
    await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  it('what Reservanto books after the client gave up, within the quarantine, is one booking and settled as created', async () => {
    scenario.simulator.faults.arm({ fault: 'booked-late', delayMs: 2_000, times: 1 });
    await scenario.publish(requested('late'));
    const { type, data } = await scenario.outcomeOf('late');

    expect({ type, ...data }).toMatchObject({
      type: 'booking.created',
      attempts: 1,
      settledBy: 'reconciliation',
    });
    const { rows } = await scenario.sql.query('SELECT result FROM booking_readings ORDER BY number');
    expect(rows[0]).toEqual({ result: 'absent' });
    expect(rows.at(-1)).toEqual({ result: 'found' });
    expect(scenario.creates).toBe(1);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
