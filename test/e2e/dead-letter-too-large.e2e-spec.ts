import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { bookingRequest } from '../support/booking-request.js';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import { query } from '../support/query.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const TWO_MINUTES = 120_000;
const LIMIT = 4_000;

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

describeWithKafka('dead letter too large', () => {
  let t: BridgeUnderTest;

  beforeAll(async () => {
    t = await startBridgeUnderTest('large-letter');
    const admin = new Kafka({ brokers: t.config.kafka.brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const name = t.config.kafka.topics.deadLetter;
    const configEntries = [{ name: 'max.message.bytes', value: String(LIMIT) }];
    const resources = [{ type: ConfigResourceTypes.TOPIC, name, configEntries }];
    await admin.alterConfigs({ validateOnly: false, resources });
    await admin.disconnect();
  }, TWO_MINUTES);

  afterAll(() => t.stop(), TWO_MINUTES);

  it(
    'dead letter too large: it is published without its value, or also without its headers, says so, and delays nothing',
    async () => {
      const { requested, created, deadLetter } = t.config.kafka.topics;
      const value = '{'.repeat(2 * LIMIT);
      const headers = { theirs: 'x'.repeat(2 * LIMIT) };
      await t.kafka.publish(requested, [
        { key: 'value', value },
        { key: 'headers', value, headers },
        { key: 'small', value: '{' },
        bookingRequest(1),
      ]);
      await t.kafka.records(created, 1);
      const letters = await t.kafka.records(deadLetter, 3);
      const of = (key: string) => letters.find((letter) => letter.key === key);
      for (const key of ['value', 'headers']) {
        expect(of(key)?.value).toBeNull();
        expect(of(key)?.headers).toMatchObject({
          'x-error-code': 'MALFORMED_EVENT',
          'x-original-topic': requested,
          'x-original-value-omitted': 'true',
          'x-original-value-size': String(value.length),
          'x-original-value-sha256': sha256(value),
        });
      }
      expect(of('value')?.headers).not.toHaveProperty('x-original-headers-omitted');
      expect(of('headers')?.headers).toMatchObject({ 'x-original-headers-omitted': '1' });
      expect(of('headers')?.headers).not.toHaveProperty('theirs');
      expect(String(of('small')?.value)).toBe('{');
      expect(of('small')?.headers).not.toHaveProperty('x-original-value-omitted');

      const pending = () => query(t.database.url, 'SELECT FROM outbox_events');
      await waitUntil(async () => (await pending()).length === 0, 'nothing to be pending');
      const kept = await query(
        t.database.url,
        `SELECT octet_length(value) AS size FROM dead_letters WHERE key = 'value'`,
      );
      expect(kept).toEqual([{ size: value.length }]);
    },
    TWO_MINUTES,
  );
});
