import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomRecord } from '../../test/support/random-records.js';
import { isReadable, readEnvelope } from '../intake/envelope.js';
import { headerText, type IncomingRecord } from '../platform/kafka/incoming-record.js';
import { REPLAYED_FROM, replayRecordOf } from './replay-record.js';

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

  it('has only headers that say what event it is, and where it stood', () => {
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
    expect(headerText(replayRecordOf({ record }, TOPIC), REPLAYED_FROM)).toBe('booking.requested-3-17');
  });

  it.each<[string, [string, string][], string | null]>([
    ['gets its position where nothing else identifies it', [], 'booking.requested-3-17'],
    ['gets its position where such headers are empty', [['idempotency-key', '']], 'booking.requested-3-17'],
    ['keeps its own', [['Idempotency-Key', 'order-1']], 'order-1'],
    ['gets none where its message-id identifies it', [['message-id', 'm-1']], null],
    ['gets none where it is an event', [['ce_id', 'e-1']], null],
    ['gets none where it is structured', [['content-type', 'application/cloudevents+json']], null],
  ])('%s, as its idempotency-key', (_, headers, key) => {
    const record = {
      topic: TOPIC,
      partition: 3,
      offset: 17n,
      timestampMs: 0n,
      key: null,
      value: Buffer.from('{}'),
      headers: headers.map(([name, text]) => [name, Buffer.from(text)] as const),
    };
    expect(headerText(replayRecordOf({ record }, TOPIC), 'idempotency-key')).toBe(key);
  });
});
