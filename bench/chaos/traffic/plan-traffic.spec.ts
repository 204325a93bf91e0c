import { describe, expect, it } from '@jest/globals';
import { acceptRecord, type Reading } from '../../../src/intake/accept-record.js';
import { planTraffic } from './plan-traffic.js';
import type { PlannedRecord, RecordKind } from './planned-record.js';

const NOW = 1_800_000_000_000;
const options = { requests: 1_000, seed: 4, topic: 'in', now: NOW, noteCanary: 'kanarek' };
const planned = planTraffic(options);

function readingOf({ key, value, headers }: PlannedRecord): Reading {
  return acceptRecord(
    {
      topic: 'in',
      partition: 0,
      offset: 0n,
      timestampMs: BigInt(NOW),
      key,
      value,
      headers: headers.map(([name, text]) => [String(name), text ?? Buffer.alloc(0)] as const),
    },
    new Date(NOW),
    { lane: 'resource', ttlMs: 86_400_000 },
  );
}

describe('the traffic of a fault run', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planTraffic(options)).toEqual(planned);
    expect(planTraffic({ ...options, seed: 6 })).not.toEqual(planned);
  });

  it.each<[RecordKind, number]>([
    ['request', 1_000],
    ['duplicate', 60],
    ['reused-id', 10],
    ['invalid', 10],
    ['poison', 5],
    ['tombstone', 1],
  ])('holds records of the kind %s', (kind, atLeast) => {
    expect(planned.filter((record) => record.kind === kind).length).toBeGreaterThanOrEqual(atLeast);
  });

  it('is what it is planned to be in the eyes of intake', () => {
    for (const record of planned) {
      const reading = readingOf(record);
      const isEvent = record.identity !== null;
      expect([record.n, reading.became]).toEqual([record.n, isEvent ? 'request' : 'dead-letter']);
      if (reading.became === 'dead-letter') continue;
      const { source, eventId, outcome, data } = reading.request;
      expect({ source, eventId, data }).toEqual({
        source: record.identity?.source,
        eventId: record.identity?.eventId,
        data: record.data,
      });
      expect([record.n, outcome !== null]).toEqual([record.n, record.kind === 'invalid']);
    }
  });

  it('sends a request before everything that repeats it, under one key', () => {
    const first = new Map<string, PlannedRecord>();
    for (const record of planned.filter((r) => r.identity !== null)) {
      const id = JSON.stringify(record.identity);
      const request = first.get(id);
      if (request === undefined) first.set(id, record);
      if (record.kind === 'duplicate' || record.kind === 'reused-id') {
        expect([record.n, request?.kind, request?.key]).toEqual([record.n, 'request', record.key]);
      }
    }
  });

  it('repeats a request byte for byte, and reuses its id with another body', () => {
    const requests = new Map(
      planned.filter((r) => r.kind === 'request').map((r) => [r.identity?.eventId, r] as const),
    );
    for (const record of planned) {
      const request = requests.get(record.identity?.eventId);
      if (record.kind === 'duplicate') expect(record.value).toEqual(request?.value);
      if (record.kind === 'reused-id') expect(record.value).not.toEqual(request?.value);
    }
  });
});
