import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FAILURES } from './failure-codes.js';
import { failureOfRefusal } from './refusal.js';

const refused = (parameters: string[], messages: string[]) =>
  failureOfRefusal({ httpStatus: 200, parameters, messages });

describe('a refusal of Reservanto', () => {
  it.each<[parameter: string | null, message: string, code: string]>([
    ['CustomerId', 'Hledaný zákazník neexistuje!', 'CUSTOMER_NOT_FOUND'],
    ['CustomerId', '', 'CUSTOMER_NOT_FOUND'],
    ['BookingResourceId', 'Hledaný zdroj neexistuje!', 'RESOURCE_NOT_FOUND'],
    ['BookingResourceId', 'Zdroj je v tomto čase obsazen.', 'SLOT_UNAVAILABLE'],
    ['BookingServiceId', 'Zdroj tuto službu nenabízí!', 'SERVICE_NOT_FOUND'],
    ['BookingStart', 'Zvolený termín je již obsazený!', 'SLOT_UNAVAILABLE'],
    ['BookingStart', 'Termín není volný.', 'SLOT_UNAVAILABLE'],
    ['BookingStart', 'Termín je v minulosti!', 'INVALID_START'],
    ['BookingStart', '', 'INVALID_START'],
    ['Count', 'Kapacita nestačí.', 'SLOT_UNAVAILABLE'],
    ['Count', 'Neplatný počet osob!', 'INVALID_COUNT'],
    [null, 'Hledaný zákazník neexistuje!', 'CUSTOMER_NOT_FOUND'],
    [null, 'Termín je plně obsazen.', 'SLOT_UNAVAILABLE'],
    [null, 'Místo není volné.', 'SLOT_UNAVAILABLE'],
    [null, 'Hodina není volná.', 'SLOT_UNAVAILABLE'],
    [null, 'Nejsou volná místa.', 'SLOT_UNAVAILABLE'],
    [null, 'Zdroj není k dispozici.', 'SLOT_UNAVAILABLE'],
    [null, 'Termín již uplynul.', 'INVALID_START'],
    [null, 'Termín již proběhl.', 'INVALID_START'],
    [null, 'Něco se nepovedlo.', 'REFUSED_BY_RESERVANTO'],
    [null, '', 'REFUSED_BY_RESERVANTO'],
    ['CustomerNote', 'Příliš dlouhé.', 'REFUSED_BY_RESERVANTO'],
    ['customerid', 'Něco.', 'REFUSED_BY_RESERVANTO'],
  ])('that names %s and says "%s" is %s', (parameter, message, code) => {
    expect(refused(parameter === null ? [] : [parameter], [message]).code).toBe(code);
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

  it('is read by every parameter and every text that it carries', () => {
    expect(refused(['TimeStamp', 'CustomerId'], ['Chyba.']).code).toBe('CUSTOMER_NOT_FOUND');
    expect(refused([], ['Chyba.', 'Termín je obsazený.']).code).toBe('SLOT_UNAVAILABLE');
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
