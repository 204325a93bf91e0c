import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { retryAfterMs } from './retry-after.js';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const HOUR = 3_600_000;

describe('Retry-After', () => {
  it.each<[string, string | null, number | null]>([
    ['absent', null, null],
    ['seconds', '7', 7_000],
    ['seconds with spaces around them', ' 7 ', 7_000],
    ['no seconds', '0', 0],
    ['seconds of a day: an hour', '86400', HOUR],
    ['absurd seconds: an hour', '9'.repeat(400), HOUR],
    ['a date', 'Tue, 01 Jan 2030 00:00:30 GMT', 30_000],
    ['a date in the obsolete form', 'Tuesday, 01-Jan-30 00:00:30 GMT', 30_000],
    ['a date that has passed', 'Mon, 31 Dec 2029 23:59:00 GMT', 0],
    ['a date far away: an hour', 'Fri, 31 Dec 2399 23:59:59 GMT', HOUR],
    ['empty', '', null],
    ['negative seconds', '-5', null],
    ['a fraction', '1.5', null],
    ['words', 'soon', null],
    ['words with a number in them', 'in 5', null],
    ['a date that does not exist', 'Tue, 99 Jan 2030 00:00:30 GMT', null],
    ['a date of another form', '2030-01-01T00:00:30Z', null],
  ])('%s', (_, header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });

  it('of any text is nothing, or between nothing and an hour', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String)), fc.integer(), (header, now) => {
        const ms = retryAfterMs(header, now);
        if (ms !== null) {
          expect(ms).toBeGreaterThanOrEqual(0);
          expect(ms).toBeLessThanOrEqual(HOUR);
        }
      }),
    );
  });
});
