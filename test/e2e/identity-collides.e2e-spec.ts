import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Message } from 'kafkajs';
import { customerOf } from '../support/booking-request.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const CZECH = { first: Buffer.from([0xe8, 0x31]), second: Buffer.from([0xf8, 0x31]) };

describeWithKafka('identity collides', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('identity-collides');
    await scenario.startBridge();
  }, 60_000);

  afterAll(() => scenario.stop());

  /** A request of a customer of its own, with these headers and no others. */
  const bare = (n: number, headers: Message['headers'] = {}): Message => ({
    ...requested('unused', { CustomerId: customerOf(n), BookingResourceId: 1_000_000 + n }),
    headers,
  });
  const rejected = () =>
    scenario.kafka.seen.filter(
      (record) => record.headers['ce_type'] === 'booking.failed' && record.value !== null,
    );

  it('an event, a header and a position of the same words are three requests', async () => {
    await scenario.publish({ ...bare(1), partition: 0 });
    await waitUntil(async () => (await scenario.requests()).length === 1, 'the bare record');
    const [{ event_id: position = '' } = {}] = await scenario.requests();
    expect(position).toMatch(/-0-0-\d{13}$/);

    const asEvent = requested(position, { CustomerId: customerOf(3), BookingResourceId: 1_000_003 });
    await scenario.publish(bare(2, { 'idempotency-key': position }), asEvent);
    await waitUntil(async () => (await scenario.requests()).length === 3, 'three requests');
    for (const n of [1, 2, 3])
      await waitUntil(() => scenario.bookingsOf(customerOf(n)).length === 1, `the booking of ${n}`);
  }, 60_000);

  it('ids that are not UTF-8 are refused by name, and none takes the place of another', async () => {
    await scenario.publish(
      bare(4, { 'idempotency-key': CZECH.first }),
      bare(5, { 'idempotency-key': CZECH.second }),
      bare(6, { 'idempotency-key': ['a', 'b'] }),
    );
    await waitUntil(() => rejected().length === 3, 'three refusals');
    for (const { value } of rejected())
      expect(JSON.parse(String(value))).toMatchObject({
        failure: { code: 'UNSUPPORTED_EVENT', detail: expect.stringContaining('header idempotency-key') },
      });
    expect(await scenario.requests()).toHaveLength(3);
  }, 60_000);
});
