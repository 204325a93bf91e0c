import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJsonObject } from './parse-json.js';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('bytes that are a JSON object', () => {
  it.each<[string, Buffer, unknown]>([
    ['plain', bytes('{"a":1}'), { a: 1 }],
    ['empty', bytes('{}'), {}],
    ['after a byte order mark', bytes('\uFEFF{"a":1}'), { a: 1 }],
    ['between white space', bytes(' \r\n\t{"a":1}\n'), { a: 1 }],
    ['with a name twice: the last one holds, as everywhere', bytes('{"a":1,"a":2}'), { a: 2 }],
    ['with U+0000 in a text', bytes('{"a":"\\u0000"}'), { a: '\0' }],
    ['with half of a surrogate pair', bytes('{"a":"\\ud800"}'), { a: '\ud800' }],
    ['with letters beyond ASCII', bytes('{"a":"žluťoučký 🐎"}'), { a: 'žluťoučký 🐎' }],
    ['with a number beyond all', bytes('{"a":1e400}'), { a: Infinity }],
    ['of 32 levels', bytes(nested(32)), JSON.parse(nested(32))],
  ])('%s', (_, value, object) => {
    expect(parseJsonObject(value)).toEqual({ ok: true, object });
  });

  it('keeps a property named __proto__ as a property', () => {
    const read = parseJsonObject(bytes('{"__proto__":{"CustomerId":1}}'));
    expect(read.ok && read.object.CustomerId).toBeUndefined();
    expect(read.ok && Object.keys(read.object)).toEqual(['__proto__']);
  });
});

describe('bytes that are none', () => {
  it.each<[string, Buffer | null, string]>([
    ['a tombstone', null, 'tombstone'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a leading zero byte', Buffer.from([0, 0, 0, 0, 1, 0x7b, 0x7d]), 'schema registry'],
    ['white space', bytes('  '), 'not JSON'],
    ['text', bytes('booking'), 'not JSON'],
    ['cut JSON', bytes('{"a":1'), 'not JSON'],
    ['JSON with more after it', bytes('{}{}'), 'not JSON'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'not JSON in UTF-8'],
    [
      'a surrogate written in bytes',
      Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
      'not JSON in UTF-8',
    ],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'not JSON'],
    ['UTF-16 after its mark', Buffer.from('\uFEFF{"a":1}', 'utf16le'), 'send UTF-8'],
    ['UTF-16 after its mark, the other way round', Buffer.from([0xfe, 0xff, 0, 0x7b]), 'send UTF-8'],
    ['gzip', gzipSync('{"a":1}'), 'compressed with gzip'],
    ['one byte more than 64 KiB', bytes(`{"a":"${'x'.repeat(64 * 1024 - 7)}"}`), 'larger than 64 KiB'],
    ['an array', bytes('[]'), 'not an object'],
    ['a text in JSON', bytes('"{}"'), 'not an object'],
    ['a number', bytes('1'), 'not an object'],
    ['null', bytes('null'), 'not an object'],
    ['33 levels', bytes(nested(33)), 'deeper than 32'],
    ['33 levels of arrays', bytes(`{"a":${'['.repeat(32)}[]${']'.repeat(32)}}`), 'deeper than 32'],
    ['10,000 levels', bytes(nested(10_000)), 'not JSON|deeper than 32'],
  ])('%s, say why', (_, value, why) => {
    expect(parseJsonObject(value)).toEqual({ ok: false, why: expect.stringMatching(why) });
  });

  it('are never thrown at, and never repeated', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), (secret) => {
        const read = parseJsonObject(bytes(`secret:${secret}`));
        expect(read).toMatchObject({ ok: false });
        expect(JSON.stringify(read)).not.toContain('secret');
      }),
    );
  });

  it('are told apart from objects as JSON itself does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        const read = parseJsonObject(bytes(JSON.stringify(value)));
        expect(read.ok).toBe(isObject);
        if (read.ok) expect(JSON.stringify(read.object)).toBe(JSON.stringify(value));
      }),
    );
  });
});
