import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asciiJson } from './ascii-json.js';

describe('JSON in ASCII', () => {
  it('has no other characters, and reads back as the same value, whatever the texts hold', () => {
    const anything = fc.jsonValue({ noUnicodeString: false });
    fc.assert(
      fc.property(anything, fc.string({ unit: 'binary' }), (value, text) => {
        const written = asciiJson({ value, [text]: text });
        expect(written).toMatch(/^[ -~]*\x7f*[ -\x7f]*$/);
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify({ value, [text]: text })));
      }),
    );
  });

  it('writes a character beyond 16 bits as two escapes, and half of one as one', () => {
    expect(asciiJson('ž 🐎')).toBe('"\\u017e \\ud83d\\udc0e"');
    expect(JSON.parse(asciiJson('\ud83d'))).toBe('\ud83d');
  });
});
