import { describe, expect, it } from '@jest/globals';
import { CloudEvent, Kafka } from 'cloudevents';
import { acceptRecord } from '../../../src/intake/accept-record.js';
import { wrongIn } from '../../../test/support/event-contract.js';
import { NOW } from './requests.js';
import type { Sample } from './sample.js';
import { contractSamples } from './samples.js';

/** The CloudEvents SDK knows nothing of this contract. It gives kafkajs what it writes, and gets what kafkajs reads. */
const data = {
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  CustomerId: 965123,
  BookingStart: 1893488400,
};
const event = new CloudEvent({
  id: 'order-2041',
  source: 'urn:example:shop',
  type: 'booking.requested',
  time: NOW.toISOString(),
  datacontenttype: 'application/json',
  correlationid: 'cart-77',
  expirytime: '2029-12-24T10:00:00Z',
  partitionkey: '19564',
  data,
});

const samples = contractSamples();
const outcomes = samples.filter(({ name }) => /^booking\.(created|failed)\//.test(name));
const requests = samples.filter(({ name }) => /^booking\.requested\/.*\.(binary|structured)$/.test(name));

function readBySdk({ headers, value }: Sample): CloudEvent<unknown> {
  const message = { headers, value: JSON.stringify(value), body: undefined };
  return Kafka.toEvent(message) as CloudEvent<unknown>;
}

describe('the CloudEvents SDK', () => {
  it.each(['binary', 'structured'] as const)('writes requests in %s mode that the bridge accepts', (mode) => {
    const { headers, value } = Kafka[mode](event);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const reading = acceptRecord(
      {
        topic: 'booking.requested',
        partition: 0,
        offset: 0n,
        timestampMs: BigInt(NOW.getTime()),
        key: null,
        value: Buffer.from(text),
        headers: Object.entries(headers).map(([name, header]) => [name, Buffer.from(String(header))]),
      },
      NOW,
      { lane: 'resource', ttlMs: 86_400_000 },
    );
    expect(reading).toMatchObject({
      became: 'request',
      request: {
        eventId: 'order-2041',
        source: 'urn:example:shop',
        data,
        outcome: null,
        deadlineAt: new Date('2029-12-24T10:00:00Z'),
        context: { correlationId: 'cart-77' },
      },
    });
    const isBinary = mode === 'binary';
    expect(wrongIn(`booking.requested.${mode}-headers`, headers)).toEqual([]);
    expect(wrongIn(isBinary ? 'booking.requested' : 'booking.requested.event', JSON.parse(text))).toEqual([]);
  });

  it.each([...outcomes, ...requests].map((sample) => [sample.name, sample] as const))(
    'reads %s',
    (_name, sample) => {
      const read = readBySdk(sample);
      const isBinary = sample.name.endsWith('.binary');
      const written = sample.value as Record<string, unknown>;
      expect(read.validate()).toBe(true);
      expect(read.type).toBe(isBinary ? sample.headers['ce_type'] : written['type']);
      expect(read.id).toBe(isBinary ? sample.headers['ce_id'] : written['id']);
      expect(read['causationid']).toBe(isBinary ? sample.headers['ce_causationid'] : written['causationid']);
      expect(read.data).toEqual(isBinary ? written : written['data']);
    },
  );
});
