import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { requested, TOMORROW } from '../support/requested.js';
import { Scenario, type SeenOutcome } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

describeWithKafka('id reused', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('id-reused');
    await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  /** Outcomes of records that claim this id although another request has it. */
  const claiming = (id: string) =>
    scenario.kafka.seen.filter((record) => record.headers['ce_claimedid'] === id);
  const dataOf = (record: { readonly value: Buffer | null }) =>
    JSON.parse(String(record.value)) as SeenOutcome['data'];

  async function onlyClaimOf(id: string) {
    await waitUntil(() => claiming(id).length > 0, `the outcome of the second ${id}`);
    const [record] = claiming(id);
    if (record === undefined || claiming(id).length > 1) throw new Error(`${id} has several such outcomes.`);
    return record;
  }

  it('its producer is told by an outcome of its own, and the first request keeps its own', async () => {
    await scenario.publish(requested('order-1'));
    const first = await scenario.outcomeOf('order-1');
    await scenario.publish(requested('order-1', { BookingStart: TOMORROW + 3_600 }));

    const { headers, value } = await onlyClaimOf('order-1');
    expect(first.record.headers).toMatchObject({ ce_causationsource: 'urn:test' });
    expect(headers).toMatchObject({
      ce_type: 'booking.failed',
      ce_claimedsource: 'urn:test',
      ce_causationid: expect.stringMatching(/-\d+-\d+$/),
      ce_causationsource: expect.stringMatching(/^urn:kafka:/),
    });
    expect(headers['ce_id']).not.toBe(first.record.headers['ce_id']);
    expect(dataOf({ value })).toMatchObject({
      reference: null,
      failure: { code: 'ID_REUSED', bookingMayExist: true },
      notifications: { notifyCustomer: false },
    });
    expect(scenario.outcomesOf('order-1')).toHaveLength(1);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);

  it('the same with other spelling, defaults, unknown properties and TimeStamp is the same request', async () => {
    const message = requested('order-2');
    const data = JSON.parse(String(message.value)) as Record<string, unknown>;
    const again = { Voucher: 'A1', TimeStamp: 5, ...data, Count: 1, PaymentRequiredProcess: null };
    await scenario.publish(message, { ...message, value: JSON.stringify(again) });
    await scenario.publish(requested('order-3'));
    await scenario.outcomeOf('order-3');
    expect(claiming('order-2')).toEqual([]);
    expect(scenario.outcomesOf('order-2')).toHaveLength(1);
    expect(await brokenInvariants(scenario)).toEqual([]);
  }, 60_000);

  it('what cannot be read says whose it is, but never looks like the outcome of a request', async () => {
    await scenario.publish({ ...requested('order-4'), value: '{"BookingResourceId": 195' });
    const broken = await scenario.outcomeOf('order-4');
    expect(broken.record.headers).toMatchObject({ ce_causationsource: 'urn:test' });
    expect(broken.data).toMatchObject({ reference: null, failure: { code: 'MALFORMED_EVENT' } });

    await scenario.publish({ ...requested('order-1'), value: '{' });
    await waitUntil(() => claiming('order-1').length === 2, 'the outcome of the broken repetition');
    expect(claiming('order-1').map((record) => dataOf(record).failure)).toEqual([
      expect.objectContaining({ code: 'ID_REUSED', bookingMayExist: true }),
      expect.objectContaining({ code: 'MALFORMED_EVENT', bookingMayExist: true }),
    ]);
    expect(scenario.outcomesOf('order-1')).toHaveLength(1);
  }, 60_000);
});
