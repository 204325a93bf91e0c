import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

describeWithKafka('token expired', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('token-expired');
    await scenario.startBridge();
    await scenario.publish(requested('first'));
    await scenario.outcomeOf('first');
  }, 60_000);

  afterAll(() => scenario.stop());

  it('calls that are answered 401 fetch one new token between them and are made again', async () => {
    scenario.simulator.tokens.expireAll();
    const ids = Array.from({ length: 6 }, (_, i) => `expired-${i}`);
    await scenario.publish(...ids.map((id, i) => requested(id, { BookingResourceId: 1_000_010 + i })));
    for (const id of ids) expect((await scenario.outcomeOf(id)).type).toBe('booking.created');

    expect(scenario.simulator.calls.counts['Authorize/GetShortTimeToken']).toBe(2);
    expect(scenario.simulator.ledger.lines).toHaveLength(7);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);

  it('an unknown outcome is read back with a new token too', async () => {
    const created = scenario.creates;
    scenario.simulator.faults.arm({ fault: 'booked-then-reset', times: 1 });
    await scenario.publish(requested('unknown'));
    await waitUntil(() => scenario.creates > created, 'the call');
    scenario.simulator.tokens.expireAll();

    const { type, data } = await scenario.outcomeOf('unknown');
    expect({ type, ...data }).toMatchObject({ type: 'booking.created', settledBy: 'reconciliation' });
    expect(scenario.simulator.calls.counts['Authorize/GetShortTimeToken']).toBe(3);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);
});
