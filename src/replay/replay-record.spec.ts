import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomRecord } from '../../test/support/random-records.js';
import { isReadable, readEnvelope } from '../intake/envelope.js';
import { headerText, type IncomingRecord } from '../platform/kafka/incoming-record.js';
import { REPLAYED_FROM } from '../intake/identity.js';
import { replayRecordOf } from './replay-record.js';

const TOPIC = 'booking.requested';
const RUNS = 2_000;

const refused = randomRecord.map((record): IncomingRecord => {
  return { ...record, topic: TOPIC, partition: 3, offset: 17n, timestampMs: 0n };
});
/** The record as intake reads it after a replay: somewhere else in the topic. */
const arrived = (record: IncomingRecord): IncomingRecord => ({
  ...replayRecordOf({ record }, TOPIC),
  partition: 1,
  offset: 99n,
  timestampMs: 5n,
});

describe('a replayed record', () => {
  it('is read as the original was: the same event, or refused for the same reason', () => {
    const read = { events: 0, refused: 0 };
    fc.assert(
      fc.property(refused, (record) => {
        const before = readEnvelope(record);
        expect(readEnvelope(arrived(record))).toEqual(before);
        read[isReadable(before) ? 'events' : 'refused'] += 1;
      }),
      { numRuns: RUNS },
    );
    expect(Math.min(read.events, read.refused)).toBeGreaterThan(RUNS / 10);
  });

  it('is the same request when it is refused and replayed again', () => {
    fc.assert(
      fc.property(refused, (record) => {
        expect(readEnvelope(arrived(arrived(record)))).toEqual(readEnvelope(record));
      }),
    );
  });

  it('has the key and the value of the original, byte for byte', () => {
    fc.assert(
      fc.property(refused, (record) => {
        const { topic, key, value } = replayRecordOf({ record }, 'elsewhere');
        expect(topic).toBe('elsewhere');
        expect(key === null ? record.key : record.key?.equals(key)).toBe(key === null ? null : true);
        expect(value === null ? record.value : record.value?.equals(value)).toBe(
          value === null ? null : true,
        );
      }),
    );
  });

  it('has only headers that say what event it is, and where it first stood', () => {
    const record = {
      topic: TOPIC,
      partition: 3,
      offset: 17n,
      timestampMs: 0n,
      key: null,
      value: Buffer.from('{}'),
      headers: [
        ...['Content-Type', 'ce_id', 'CE_source', 'ce_subject', 'traceparent', 'tracestate', 'correlationid'],
        ...[
          'authorization',
          'x-error-code',
          'x-original-topic',
          REPLAYED_FROM,
          'kafka_dlt-original-topic',
          '',
        ],
        ...['__connect.errors.topic', 'cookie'],
      ].map((name) => [name, Buffer.from('a')] as const),
    };
    expect(replayRecordOf({ record }, TOPIC).headers.map(([name]) => name)).toEqual([
      ...['Content-Type', 'ce_id', 'CE_source', 'ce_subject', 'traceparent', 'tracestate', 'correlationid'],
      REPLAYED_FROM,
    ]);
    expect(headerText(replayRecordOf({ record }, TOPIC), REPLAYED_FROM)).toBe('a');
  });

  it('that only its position identifies is the request that the original would have been, also when it is read again', () => {
    const record = {
      topic: TOPIC,
      partition: 3,
      offset: 17n,
      timestampMs: 1_893_456_000_000n,
      key: null,
      value: Buffer.from('{}'),
      headers: [],
    };
    for (const read of [record, arrived(record), arrived(arrived(record))])
      expect(readEnvelope(read)).toMatchObject({
        source: 'urn:kafka:booking.requested:position',
        id: 'booking.requested-3-17-1893456000000',
      });
  });
});
