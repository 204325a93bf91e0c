import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FAILURES } from './failure-codes.js';
import { failureOfRefusal } from './refusal.js';

/** Refusals as Reservanto may word them. It documents one text; the others are inferred from how its answers are built. */
const FIXTURES = JSON.parse(
  readFileSync(new URL('../../test/contracts/reservanto-refusals.json', import.meta.url), 'utf8'),
) as { source: string; parameters: string[]; messages: string[]; code: string }[];

const refused = (parameters: string[], messages: string[]) =>
  failureOfRefusal({ httpStatus: 200, parameters, messages });

describe('a refusal of Reservanto', () => {
  it.each(FIXTURES)('($source) that names $parameters and says $messages is $code', (fixture) => {
    expect(refused(fixture.parameters, fixture.messages).code).toBe(fixture.code);
  });

  it('is documented in one wording only; all others are inferred', () => {
    const documented = FIXTURES.filter(({ source }) => source === 'documented');
    expect(documented.map(({ messages }) => messages)).toEqual([['Hledaný zákazník neexistuje!']]);
    for (const { source } of FIXTURES) expect(['documented', 'inferred']).toContain(source);
  });

  it.each([
    ['in capitals', 'ZVOLENÝ TERMÍN JE JIŽ OBSAZENÝ!'],
    ['without diacritics', 'Zvoleny termin je jiz obsazeny!'],
    ['with decomposed letters', 'Zvolený termín je již obsazený!'.normalize('NFD')],
    ['with other spaces', 'Termín není\u00A0 volný'],
    ['over a line end', 'Termín není\r\nvolný'],
  ])('reads the same %s', (_, message) => {
    expect(refused([], [message]).code).toBe('SLOT_UNAVAILABLE');
  });

  it('keeps what Reservanto said word for word, and points at what it named', () => {
    const failure = refused(['Count', 'a/b~c'], ['Neplatný počet osob!']);
    expect(failure).toMatchObject({
      provider: {
        httpStatus: 200,
        parameters: ['Count', 'a/b~c'],
        messages: ['Neplatný počet osob!'],
        language: 'cs',
      },
      errors: [
        { pointer: '/Count', code: 'INVALID_COUNT' },
        { pointer: '/a~1b~0c', code: 'INVALID_COUNT' },
      ],
    });
    expect(failure.detail).not.toContain('Neplatný');
  });

  it('always has a code, and never leaves open whether a booking exists', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (parameters, messages) => {
        const failure = refused(parameters, messages);
        expect(Object.keys(FAILURES)).toContain(failure.code);
        expect(failure).toMatchObject({ category: 'business', bookingMayExist: false });
      }),
    );
  });
});
