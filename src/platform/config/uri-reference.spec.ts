import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { isUriReference } from './uri-reference.js';

const ajv = new Ajv();
formats.default(ajv);
const accepts = ajv.compile({ type: 'string', format: 'uri-reference' });

describe('a URI reference', () => {
  it.each([
    'urn:reservanto-bridge',
    'https://u@shop.example.com:8080/a/b;c=1?d=/?e#f/?',
    'https://[2001:db8::1]/',
    '//host/path',
    '/bookings',
    './a:b',
    'a/b:c',
    '?q',
    '#f',
    'mailto:a@b.cz',
    'urn:a:%C4%8D',
    'http:',
    'http://',
  ])('is %s', (text) => expect(isUriReference(text)).toBe(true));

  it.each([
    '',
    ' ',
    'hello world',
    'č',
    'a\n',
    ':a',
    '1:a',
    'a%',
    'a%2',
    'a%zz',
    'a#b#c',
    '[a]',
    'http://[::1',
    'http://[:::]/',
    'http://a b/',
    'http://a:b/',
    'a\\b',
    '<a>',
    '{a}',
    '"a"',
    'http://a@b@c/',
  ])('is not %j', (text) => expect(isUriReference(text)).toBe(false));

  it('is one for the JSON schema of CloudEvents too, whatever its characters', () => {
    const character = fc.constantFrom(...'aF1:/?#[]@!$&\'()*+,;=-._~%"<>\\^`{|} č\n');
    const texts = fc.oneof(
      fc.string({ unit: character, maxLength: 12 }),
      fc.tuple(fc.constantFrom('http://', '//', 'urn:', '/'), fc.string({ unit: character, maxLength: 8 })),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
    );
    fc.assert(
      fc.property(texts, (parts) => {
        const text = [parts].flat().join('');
        expect(isUriReference(text) && !accepts(text) ? text : 'agreed').toBe('agreed');
      }),
      { numRuns: 5_000 },
    );
  });
});
