import { describe, expect, it } from '@jest/globals';
import { failureOf } from './failure.js';
import { FAILURE_CATEGORIES, type FailureCode, FAILURES } from './failure-codes.js';
import { failureTypesAt } from './failure-type.js';

/** What consumers of `booking.failed` rely on: changing a row breaks them. */
const STABLE: [code: FailureCode, category: string, retryable: boolean][] = [
  ['VALIDATION_FAILED', 'validation', false],
  ['MALFORMED_EVENT', 'validation', false],
  ['UNSUPPORTED_EVENT', 'validation', false],
  ['ID_REUSED', 'validation', false],
  ['RECORD_TOO_LARGE', 'validation', false],
  ['UNDECODABLE_RECORDS', 'validation', false],
  ['NOT_STORABLE', 'validation', false],
  ['REQUEST_EXPIRED', 'expired', true],
  ['CUSTOMER_NOT_FOUND', 'business', false],
  ['RESOURCE_NOT_FOUND', 'business', false],
  ['SERVICE_NOT_FOUND', 'business', false],
  ['SLOT_UNAVAILABLE', 'business', true],
  ['INVALID_START', 'business', true],
  ['INVALID_COUNT', 'business', true],
  ['BOOKING_REJECTED', 'business', true],
  ['REFUSED_BY_RESERVANTO', 'business', false],
  ['PERMISSION_DENIED', 'configuration', true],
  ['AUTHENTICATION_FAILED', 'configuration', true],
  ['RESERVANTO_MISCONFIGURED', 'configuration', true],
  ['RESERVANTO_UNAVAILABLE', 'unavailable', true],
  ['SETTLED_BY_OPERATOR', 'business', true],
  ['OUTCOME_UNKNOWN', 'unknown-outcome', false],
];

describe('a failure', () => {
  it.each(STABLE)('%s is of category %s, and a new request is sensible: %s', (code, category, retryable) => {
    expect(failureOf(code, 'Why.')).toEqual({
      code,
      category,
      retryable,
      bookingMayExist: code === 'OUTCOME_UNKNOWN',
      title: FAILURES[code].title,
      detail: 'Why.',
      errors: [],
      provider: null,
    });
  });

  it('has no other code', () => {
    expect(Object.keys(FAILURES).sort()).toEqual(STABLE.map(([code]) => code).sort());
  });

  it('has a title of its own, in words', () => {
    const titles = Object.values(FAILURES).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).toMatch(/^[A-Z].* .*[^.]$/);
  });

  it('says in whole sentences what it means and what a producer should do', () => {
    for (const { meaning, producerAction } of Object.values(FAILURES))
      for (const text of [meaning, producerAction]) {
        expect(text).toMatch(/^[A-Z`].{20,}\.$/);
        expect(text.length).toBeLessThan(300);
      }
  });

  it('leaves open whether a booking exists if and only if its category says so', () => {
    for (const { category, bookingMayExist } of Object.values(FAILURES))
      expect(bookingMayExist).toBe(category === 'unknown-outcome');
  });

  it('is of a category that is explained, and no category is without a code', () => {
    const used = Object.values(FAILURES).map(({ category }) => category);
    expect([...new Set(used)].sort()).toEqual(Object.keys(FAILURE_CATEGORIES).sort());
  });
});

describe('the type of a failure', () => {
  it('is the page of its code where the operator says how to reach it, and a URN elsewhere', () => {
    expect(`${failureTypesAt('https://x.cz/docs')}ID_REUSED`).toBe('https://x.cz/docs/failures/ID_REUSED');
    expect(`${failureTypesAt(null)}ID_REUSED`).toBe('urn:reservanto-bridge:failure:ID_REUSED');
  });
});
