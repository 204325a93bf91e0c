import { describe, expect, it } from '@jest/globals';
import { attributeOf } from './attribute.js';
import { traceContextOf } from './trace-context.js';

const GOOD = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const read = (traceparent: string, tracestate = '') =>
  traceContextOf({ traceparent: [attributeOf(traceparent)], tracestate: [attributeOf(tracestate)] });

describe('a traceparent', () => {
  it.each<[string, string]>([
    ['in capitals', GOOD.toUpperCase()],
    ['of version ff', `ff${GOOD.slice(2)}`],
    ['with a trace id of zeros', GOOD.replace('0af7651916cd43dd8448eb211c80319c', '0'.repeat(32))],
    ['with a parent id of zeros', GOOD.replace('b7ad6b7169203331', '0'.repeat(16))],
    ['that is longer', `${GOOD}-extra`],
    ['of 600 KiB', 'x'.repeat(600 * 1024)],
    ['with a line break behind it', `${GOOD}\n`],
  ])('%s is left out, and its tracestate too', (_, traceparent) => {
    expect(read(traceparent, 'a=b')).toEqual({ traceparent: null, tracestate: null });
  });
});

describe('a tracestate', () => {
  it.each(['a=b', 'a=b,c=d', 'tenant@vendor=x y, rojo=00f067aa0ba902b7', `a=${'x'.repeat(256)}`, 'a=b,,c=d'])(
    '%s is carried on',
    (tracestate) => {
      expect(read(GOOD, tracestate)).toEqual({ traceparent: GOOD, tracestate });
    },
  );

  it.each<[string, string]>([
    ['longer than 512 bytes', Array.from({ length: 20 }, (_, n) => `k${n}=${'x'.repeat(30)}`).join(',')],
    ['of more than 32 members', Array.from({ length: 33 }, (_, n) => `k${n}=v`).join(',')],
    ['without a value', 'abc'],
    ['with a character that is not ASCII', 'a=č'],
    ['of commas', ',,,'],
    ['of 600 KiB', 'a='.repeat(300 * 1024)],
  ])('%s is left out', (_, tracestate) => {
    expect(read(GOOD, tracestate)).toEqual({ traceparent: GOOD, tracestate: null });
  });

  it('without a traceparent means nothing and is left out', () => {
    expect(read('', 'a=b')).toEqual({ traceparent: null, tracestate: null });
  });
});
