import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { laneOf, type LaneRule } from './lane.js';

const call = (BookingResourceId: number) => ({ BookingResourceId });
const request = { call: call(7), key: Buffer.from('k'), reference: 'R1' };

describe('the lane of a request', () => {
  it.each<[LaneRule, string, Parameters<typeof laneOf>[0], string | RegExp]>([
    ['resource', 'a resource', request, 'resource:7'],
    ['resource', 'no valid call', { ...request, call: null }, 'request:R1'],
    ['key', 'a key', request, /^key:[\w-]{43}$/],
    ['key', 'no key', { ...request, key: null }, 'request:R1'],
    ['key', 'an empty key', { ...request, key: Buffer.alloc(0) }, /^key:[\w-]{43}$/],
    ['none', 'a resource and a key', request, 'request:R1'],
  ])('by %s, with %s, is its own or shared as said', (rule, _, laned, lane) => {
    expect(laneOf(laned, rule)).toMatch(typeof lane === 'string' ? new RegExp(`^${lane}$`) : lane);
  });

  it('by resource is shared by the requests of a resource and by no others', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string(), (a, b, reference) => {
        const lane = (id: number) => laneOf({ ...request, call: call(id), reference }, 'resource');
        expect(lane(a) === lane(b)).toBe(a === b);
      }),
    );
  });

  it('by key is shared by records of the same bytes, whatever they are, and by no others', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        const lane = (key: Uint8Array) => laneOf({ ...request, key: Buffer.from(key) }, 'key');
        expect(lane(a)).toBe(lane(Uint8Array.from(a)));
        expect(lane(a) === lane(b)).toBe(Buffer.compare(a, b) === 0);
      }),
    );
  });

  it('never depends on what one rule does not look at', () => {
    expect(laneOf({ ...request, key: null, reference: 'R2' }, 'resource')).toBe(laneOf(request, 'resource'));
    expect(laneOf({ ...request, call: null, reference: 'R2' }, 'key')).toBe(laneOf(request, 'key'));
    expect(laneOf({ ...request, reference: 'R2' }, 'none')).not.toBe(laneOf(request, 'none'));
  });
});
