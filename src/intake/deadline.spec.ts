import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deadlineOf, requestedAtOf, unbelievedTimestamp } from './deadline.js';

const at = (ms: number) => new Date(ms);
const NOW = Date.parse('2030-01-01T00:00:00Z');
const HOUR = 3_600_000;

describe('the deadline of a request', () => {
  const times = { receivedAt: at(NOW), requestedAt: at(NOW), ttlMs: 24 * HOUR, expiresAt: null, start: null };

  it.each<[string, Partial<Parameters<typeof deadlineOf>[0]>, number]>([
    ['its time to live', {}, 24 * HOUR],
    ['its time to live, from when it was made', { requestedAt: at(NOW - 23 * HOUR) }, HOUR],
    ['its own expiry', { expiresAt: at(NOW + HOUR), start: at(NOW + 2 * HOUR) }, HOUR],
    ['its start', { expiresAt: at(NOW + 2 * HOUR), start: at(NOW + HOUR) }, HOUR],
    ['when it was received, where its expiry has passed', { expiresAt: at(NOW - HOUR) }, 0],
    ['when it was received, where its start has passed', { start: at(NOW - HOUR) }, 0],
    ['when it was received, where it is too old', { requestedAt: at(NOW - 48 * HOUR) }, 0],
  ])('is %s', (_, wishes, after) => {
    expect(deadlineOf({ ...times, ...wishes }).getTime() - NOW).toBe(after);
  });

  it('is never before it was received, and never after its start, its expiry or its time to live', () => {
    const moment = fc.integer({ min: 0, max: 2 * NOW });
    fc.assert(
      fc.property(
        moment,
        moment,
        fc.nat(),
        fc.option(moment),
        fc.option(moment),
        (received, requested, ttlMs, expires, start) => {
          const deadline = deadlineOf({
            receivedAt: at(received),
            requestedAt: at(requested),
            ttlMs,
            expiresAt: expires === null ? null : at(expires),
            start: start === null ? null : at(start),
          }).getTime();
          expect(deadline).toBeGreaterThanOrEqual(received);
          const ends = [requested + ttlMs, expires ?? Infinity, start ?? Infinity];
          for (const end of ends) expect(deadline).toBeLessThanOrEqual(Math.max(received, end));
        },
      ),
    );
  });
});

describe('when a request was made', () => {
  it.each<[string, bigint, number]>([
    ['the time of its record', BigInt(NOW - HOUR), NOW - HOUR],
    ['now, where the record has no time', -1n, NOW],
    ['now, where the record is of 1970', 0n, NOW],
    ['now, where its time is in seconds', BigInt(NOW / 1000), NOW],
    ['now, where its time is in microseconds', BigInt(NOW) * 1000n, NOW],
    ['now, where its time is of 2009', BigInt(Date.UTC(2009, 0, 1)), NOW],
    ['the time of its record, two days ago', BigInt(NOW - 48 * HOUR), NOW - 48 * HOUR],
    ['now, where the clock of the producer is a minute ahead', BigInt(NOW + 60_000), NOW],
    ['now, where the record is of the future', BigInt(NOW + HOUR), NOW],
    ['now, where the time is absurd', 2n ** 63n - 1n, NOW],
    ['now, where the time is absurdly early', -(2n ** 63n), NOW],
  ])('is %s', (_, timestampMs, ms) => {
    expect(requestedAtOf(timestampMs, at(NOW)).getTime()).toBe(ms);
  });
});

describe('a timestamp that cannot be believed', () => {
  it.each<[string, bigint, string | null]>([
    ['in seconds', BigInt(NOW / 1000), 'is in seconds'],
    ['in microseconds', BigInt(NOW) * 1000n, 'in the future'],
    ['of 2009', BigInt(Date.UTC(2009, 0, 1)), 'before Kafka had timestamps'],
    ['two hours ahead', BigInt(NOW + 2 * HOUR), 'in the future'],
    ['that is absent', -1n, null],
    ['of zero', 0n, null],
    ['of yesterday', BigInt(NOW - 24 * HOUR), null],
    ['a minute ahead', BigInt(NOW + 60_000), null],
  ])('is named when it is one %s', (_, timestampMs, words) => {
    const why = unbelievedTimestamp(timestampMs, at(NOW));
    if (words === null) expect(why).toBeNull();
    else expect(why).toContain(words);
  });
});
