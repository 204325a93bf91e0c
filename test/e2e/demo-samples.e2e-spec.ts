import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoSamples } from '../../src/cli/demo-samples.js';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import { describeWithKafka } from '../support/stack.js';

interface OutcomeData {
  readonly confirmation?: string;
  readonly failure?: { readonly code: string };
}

describeWithKafka('the samples of the demo', () => {
  describe.each(['binary', 'structured'] as const)('with EVENTS_MODE=%s', (mode) => {
    let t: BridgeUnderTest;

    beforeAll(async () => {
      t = await startBridgeUnderTest(`demo-samples-${mode}`, { EVENTS_MODE: mode });
    }, 60_000);

    afterAll(() => t.stop());

    it('end as the demo promises, with events that are as the published schemas say', async () => {
      const { requested, created, failed, deadLetter } = t.config.kafka.topics;
      const samples = demoSamples(Date.now());
      await t.kafka.publish(
        requested,
        samples.map(({ key, value }, n) => ({
          key,
          value,
          headers: {
            'content-type': 'application/json',
            ce_specversion: '1.0',
            ce_id: `sample-${n}`,
            ce_source: 'urn:demo',
            ce_type: 'booking.requested',
          },
        })),
      );
      const expected = samples.map((sample) => sample.expected);
      const isCreated = (result: string) => /^[a-z]/.test(result);
      // The probe holds every record against the schemas as it reads it.
      const records = [
        ...(await t.kafka.records(created, expected.filter(isCreated).length, 60_000)),
        ...(await t.kafka.records(failed, expected.filter((result) => !isCreated(result)).length, 60_000)),
      ];
      await t.kafka.records(deadLetter, 1);

      const results = records.map(({ value }) => {
        const json = JSON.parse(String(value)) as OutcomeData & { readonly data?: OutcomeData };
        const data = json.data ?? json;
        return data.confirmation ?? data.failure?.code;
      });
      expect(results.sort()).toEqual(expected.sort());
    }, 120_000);
  });
});
