import { describe, expect, it } from '@jest/globals';
import { readFaultMix } from './fault-mix.js';
import { TIMES } from './settings.js';

describe('a mix of faults', () => {
  it('adds pairs to a named mix, and the later one wins', () => {
    const mix = readFaultMix('default, hang=0.5, html=0');
    expect(mix.find((f) => f.fault === 'hang' && f.action === 'EmsLike/CreateBooking')?.rate).toBe(0.5);
    expect(mix.some((f) => f.fault === 'html')).toBe(false);
    expect(mix.length).toBeGreaterThan(20);
  });

  it('strikes readings and tokens where it is told to', () => {
    expect(
      readFaultMix('none,read:hang=0.1,token:500-before=1').map((f) => [f.action, f.fault, f.rate]),
    ).toEqual([
      ['Event/GetListByCustomer', 'hang', 0.1],
      ['Authorize/GetShortTimeToken', '500-before', 1],
    ]);
  });

  it('delays no commit and no reading beyond what the quarantine believes in', () => {
    const longest = (fault: string, action: RegExp) => {
      const delay = readFaultMix('default').find(
        (f) => f.fault === fault && action.test(f.action ?? ''),
      )?.delayMs;
      return (delay as readonly [number, number])[1];
    };
    expect(longest('booked-late', /Create/) + longest('lag', /Event/)).toBeLessThan(TIMES.quarantine);
    expect(longest('lag', /Create/)).toBeLessThan(TIMES.quarantine);
  });

  it.each(['hang', 'hang=', 'hang=2', 'hang=-1', 'boom=0.1', 'write:hang=0.1', 'defaults'])(
    'refuses %s, saying what it knows',
    (text) => {
      expect(() => readFaultMix(text)).toThrow(/--faults: ".*"/);
    },
  );
});
