import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested, TOMORROW } from '../support/requested.js';
import { ReservantoCaller } from '../support/reservanto-caller.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

describeWithKafka('booking moved', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('booking-moved');
    await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  it('a booking that the merchant moved to another day while its outcome was unknown is found there, and not booked again', async () => {
    // Reading is impossible until the booking has been moved.
    scenario.simulator.faults.arm({ fault: 'booked-then-reset', times: 1 });
    scenario.simulator.faults.arm({ fault: '500-before', action: 'Event/GetListByCustomer' });
    await scenario.publish(requested('moved'));
    await waitUntil(() => scenario.simulator.ledger.lines.length === 1, 'the booking');
    const [{ AppointmentId, CustomerId }] = scenario.simulator.ledger.all() as [never];
    const merchant = new ReservantoCaller(scenario.simulator);
    const { json } = await merchant.call('EmsLike/UpdateBooking', {
      AppointmentId,
      CustomerId,
      BookingStart: TOMORROW + 86_400,
    });
    expect(json).toMatchObject({ IsError: false });
    scenario.simulator.faults.clear();

    const { type, data } = await scenario.outcomeOf('moved');
    expect({ type, ...data }).toMatchObject({
      type: 'booking.created',
      booking: { AppointmentId },
      attempts: 1,
      settledBy: 'reconciliation',
    });
    expect(scenario.creates).toBe(1);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
