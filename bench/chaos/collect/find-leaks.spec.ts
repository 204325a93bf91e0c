import { describe, expect, it } from '@jest/globals';
import { letterOf, offered } from '../checks/test-facts.js';
import { type Canaries, leaksIn, leaksInOutput } from './find-leaks.js';

const canaries: Canaries = { secrets: ['tajny token/1', 'heslo-k-databazi'], note: 'kanarek-poznamka-17' };
const secret = [{ where: 'here', what: 'a secret' }];

describe('the search for leaks', () => {
  it.each([
    ['as it is', 'with tajny token/1 in it'],
    ['the second one', 'postgresql://user:heslo-k-databazi@host/db'],
    ['in a URL', `?token=${encodeURIComponent('tajny token/1')}`],
    ...['', 'a', 'ab', 'abc'].map((before) => [
      `in base64 after ${before.length} bytes`,
      Buffer.from(`${before}tajny token/1 and so on`).toString('base64'),
    ]),
  ])('finds a secret %s', (_, text) => {
    expect(leaksIn('here', text, canaries)).toEqual(secret);
  });

  it('finds a note and says whose it is', () => {
    expect(leaksIn('here', '{"CustomerNote":"kanarek-poznamka-17 prosím"}', canaries)).toEqual([
      { where: 'here', what: "a customer's text" },
    ]);
  });

  it('finds nothing in a text that holds nothing', () => {
    expect(leaksIn('here', 'stored a batch of 17; kanarek-poznamka-18', canaries)).toEqual([]);
  });

  it('lets a dead letter keep its bytes, but not tell them in its headers or its error message', () => {
    const letter = letterOf(offered(1, { value: Buffer.from('kanarek-poznamka-17') }));
    const stored = { partition: 3, offset: 1, errorCode: 'MALFORMED_EVENT', lastOffset: null };
    const quiet = { published: [letter], letters: [{ ...stored, errorMessage: 'The value is not JSON.' }] };
    const told = {
      published: [{ ...letter, headers: { 'x-error-message': 'kanarek-poznamka-17' } }],
      letters: [{ ...stored, errorMessage: 'at "kanarek-poznamka-17"' }],
    };
    expect(leaksInOutput(quiet, canaries)).toEqual([]);
    expect(leaksInOutput(told, canaries).map((leak) => leak.where)).toEqual([
      'deadLetter-0-0',
      'dead letter 3/1',
    ]);
  });
});
