import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { outcomeEventIdOf, referenceOf } from './reference.js';

const anyIdentity = fc.record({ account: fc.string(), source: fc.string(), eventId: fc.string() });
const numbered = (n: number) => ({ account: 'default', source: 'urn:shop', eventId: `order-${n}` });

describe('a reference', () => {
  it('is ten characters that people can read to each other', () => {
    fc.assert(
      fc.property(anyIdentity, (identity) => {
        expect(referenceOf(identity)).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
      }),
    );
  });

  it('of an identity never changes, whatever the release', () => {
    expect(referenceOf(numbered(1))).toBe('5Z585Z24EQ');
    expect(outcomeEventIdOf(numbered(1))).toBe('c60c7d6c-d785-80c0-b024-dd8f50afc93a');
  });

  it('is another for each of 100,000 requests', () => {
    const references = new Set<string>();
    for (let n = 0; n < 100_000; n += 1) references.add(referenceOf(numbered(n)));
    expect(references.size).toBe(100_000);
  });

  it('is another when account, source and id are divided in another way', () => {
    const whole = referenceOf({ account: 'a', source: 'b', eventId: 'cd' });
    expect(referenceOf({ account: 'a', source: 'bc', eventId: 'd' })).not.toBe(whole);
    expect(referenceOf({ account: 'ab', source: '', eventId: 'cd' })).not.toBe(whole);
  });
});

describe('the id of an outcome event', () => {
  it('is a UUID of version 8 that follows from the identity alone', () => {
    fc.assert(
      fc.property(anyIdentity, (identity) => {
        const id = outcomeEventIdOf(identity);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(outcomeEventIdOf({ ...identity })).toBe(id);
      }),
    );
  });

  it('is another for every other identity', () => {
    fc.assert(
      fc.property(anyIdentity, anyIdentity, (a, b) => {
        const same = a.account === b.account && a.source === b.source && a.eventId === b.eventId;
        expect(outcomeEventIdOf(a) === outcomeEventIdOf(b)).toBe(same);
      }),
    );
  });
});
