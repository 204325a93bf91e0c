import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

describeWithKafka('booked after the quarantine', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('booked-after-the-quarantine', { PATROL_PER_MINUTE: '600' });
  }, 60_000);

  afterAll(() => scenario.stop());

  it('the second booking that comes of it is found by the patrol and reported; the outcome stays as it was', async () => {
    const bridge = await scenario.startBridge();
    const lateMs = 8_500;
    scenario.simulator.faults.arm({ fault: 'booked-late', delayMs: lateMs, times: 1 });
    await scenario.publish(requested('much-too-late'));
    const { data } = await scenario.outcomeOf('much-too-late');
    expect(data).toMatchObject({ attempts: 2, settledBy: 'response' });
    expect(scenario.simulator.ledger.lines).toHaveLength(1);

    await bridge.prints('Reservanto holds bookings of this request that should not be there');
    const appointments = scenario.simulator.ledger.all().map(({ AppointmentId }) => AppointmentId);
    expect(appointments).toHaveLength(2);
    const { rows } = await scenario.sql.query('SELECT appointments, resolved_at FROM patrol_findings');
    expect(rows).toEqual([{ appointments, resolved_at: null }]);
    expect(bridge.printed).toContain(`"appointments":[${appointments.join(',')}]`);
    expect(await brokenInvariants(scenario)).toEqual([
      `I1: much-too-late is booked as ${appointments.join(' and ')}`,
    ]);
    expect(scenario.outcomesOf('much-too-late')).toHaveLength(1);
  }, 60_000);
});
