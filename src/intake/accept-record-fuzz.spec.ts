import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomRecord, SECRET } from '../../test/support/random-records.js';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { acceptRecord } from './accept-record.js';

const RULES = { lane: 'resource', ttlMs: 86_400_000 } as const;
const NOW = new Date();
const RUNS = 5_000;

const incoming = fc
  .tuple(randomRecord, fc.oneof(fc.bigInt(), fc.constant(BigInt(NOW.getTime()))))
  .map(([record, timestampMs]): IncomingRecord => {
    return { ...record, topic: 'booking.requested', partition: 0, offset: 7n, timestampMs };
  });

describe('any record at all', () => {
  it('becomes a request or a dead letter, and nothing is thrown', () => {
    const became = { request: 0, 'dead-letter': 0 };
    fc.assert(
      fc.property(incoming, (record) => {
        became[acceptRecord(record, NOW, RULES).became] += 1;
      }),
      { numRuns: RUNS },
    );
    // Were one of them rare, little would be tried.
    expect(Math.min(became.request, became['dead-letter'])).toBeGreaterThan(RUNS / 10);
  });

  it('is judged the same when it comes again', () => {
    fc.assert(
      fc.property(incoming, (record) => {
        expect(acceptRecord(record, NOW, RULES)).toEqual(acceptRecord(record, NOW, RULES));
      }),
    );
  });

  it('never finds its own text in the reason why it is refused', () => {
    fc.assert(
      fc.property(incoming, (record) => {
        const reading = acceptRecord(record, NOW, RULES);
        const reason = reading.became === 'request' ? reading.request.outcome : reading.why;
        expect(JSON.stringify(reason)).not.toContain(SECRET);
      }),
      { numRuns: RUNS },
    );
  });
});
