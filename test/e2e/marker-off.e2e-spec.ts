import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { NOTE, requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

describeWithKafka('marker off', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('marker-off', { RESERVANTO_MARK_NOTES: 'false' });
    scenario.simulator.faults.arm({ fault: 'hang', times: 1 });
    scenario.simulator.faults.arm({ fault: 'booked-then-reset', times: 2 });
    await scenario.startBridge();
    await scenario.publish(requested('first'), requested('second'), requested('third'));
  }, 60_000);

  afterAll(() => scenario.stop());

  it('an unknown outcome is settled by the natural key, and equal requests never share a booking', async () => {
    const first = await scenario.outcomeOf('first');
    const second = await scenario.outcomeOf('second');
    expect(first.data).toMatchObject({ settledBy: 'reconciliation', attempts: 1 });
    expect(second.data).toMatchObject({ settledBy: 'reconciliation', attempts: 1 });
    expect([first, second].map(({ data }) => data.booking?.AppointmentId)).toEqual(
      scenario.simulator.ledger
        .all()
        .slice(0, 2)
        .map(({ AppointmentId }) => AppointmentId),
    );
  }, 60_000);

  it('one that was not booked does not take the booking of an equal one: it is proved absent and booked', async () => {
    const third = await scenario.outcomeOf('third');
    expect(third.data).toMatchObject({ settledBy: 'response', attempts: 2 });
    expect(scenario.creates).toBe(4);
    const booked = scenario.simulator.ledger.all();
    expect(booked.map(({ CustomerNote }) => CustomerNote)).toEqual([NOTE, NOTE, NOTE]);
    expect((await scenario.requests()).map(({ appointment_id }) => appointment_id)).toEqual(
      booked.map(({ AppointmentId }) => AppointmentId),
    );
  }, 60_000);
});
