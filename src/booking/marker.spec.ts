import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { referencesIn, withMarker } from './marker.js';
import { referenceOf } from './reference.js';

const anyNote = fc.option(
  fc
    .array(fc.oneof(fc.string(), fc.constantFrom('\n', '\r\n', '[ref 0123456789]', ' [ref ABCDEFGHJK] ')))
    .map((parts) => parts.join('')),
);
const anyReference = fc.string().map((eventId) => referenceOf({ account: 'default', source: 's', eventId }));

describe('a marked note', () => {
  it('carries exactly the reference of its request, whatever the customer wrote', () => {
    fc.assert(
      fc.property(anyNote, anyReference, (note, reference) => {
        expect(referencesIn(withMarker(note, reference))).toEqual([reference]);
      }),
    );
  });

  it('keeps the text of the customer and ends in the marker', () => {
    expect(withMarker('Poznámka\nna dva řádky', '7F3K9Q2M00')).toBe(
      'Poznámka\nna dva řádky\n[ref 7F3K9Q2M00]',
    );
    expect(withMarker(null, '7F3K9Q2M00')).toBe('[ref 7F3K9Q2M00]');
  });

  it('is marked once, however often it is copied into a new request', () => {
    expect(withMarker(withMarker('text', '7F3K9Q2M00'), '7F3K9Q2M11')).toBe('text\n[ref 7F3K9Q2M11]');
  });

  it('is still recognised when a person writes below or above the marker', () => {
    expect(referencesIn('came late\r\n[ref 7F3K9Q2M00]\r\nVIP')).toEqual(['7F3K9Q2M00']);
  });

  it('is not recognised inside a sentence', () => {
    expect(referencesIn('see [ref 7F3K9Q2M00] please')).toEqual([]);
  });
});
