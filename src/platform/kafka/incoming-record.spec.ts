import { describe, expect, it } from '@jest/globals';
import { headerPairs, headerText } from './incoming-record.js';

/** As kafkajs puts headers together: by looking into an object that inherits. */
const asKafkajsDoes = (pairs: [string, Buffer | null][]) =>
  pairs.reduce<Record<string, unknown>>((all, [name, value]) => {
    const earlier = all[name];
    const both = Array.isArray(earlier) ? [...(earlier as unknown[]), value] : [earlier, value];
    return { ...all, [name]: earlier === undefined ? value : both };
  }, {}) as Parameters<typeof headerPairs>[0];

describe('the headers of a record', () => {
  it('are pairs of a name and bytes, in order, as often as they were sent', () => {
    const bytes = Buffer.from([0xff, 0]);
    expect(headerPairs({ b: 'text', a: [bytes, 'again'], none: undefined, empty: '' })).toEqual([
      ['b', Buffer.from('text')],
      ['a', bytes],
      ['a', Buffer.from('again')],
      ['empty', Buffer.alloc(0)],
    ]);
    expect(headerPairs(undefined)).toEqual([]);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('may be called %s', (name) => {
    const [one, two] = [Buffer.from('1'), Buffer.from('2')];
    expect(headerPairs(asKafkajsDoes([[name, one]]))).toEqual([[name, one]]);
    expect(
      headerPairs(
        asKafkajsDoes([
          [name, one],
          [name, two],
        ]),
      ),
    ).toEqual([
      [name, one],
      [name, two],
    ]);
  });

  it('may be without a value', () => {
    expect(
      headerPairs(
        asKafkajsDoes([
          ['a', null],
          ['b', null],
          ['b', Buffer.from('2')],
        ]),
      ),
    ).toEqual([['b', Buffer.from('2')]]);
  });

  it('are found in any case, the last one where they repeat, and not where they are empty', () => {
    const headers = headerPairs({ 'Content-Type': 'a', 'content-type': ['b', 'c'], ce_id: '' });
    expect(headerText({ headers }, 'content-type')).toBe('c');
    expect(headerText({ headers }, 'ce_id')).toBeNull();
    expect(headerText({ headers }, 'ce_type')).toBeNull();
  });
});
