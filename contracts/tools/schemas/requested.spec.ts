import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { validateRequest } from '../../../src/intake/validate-request.js';
import { wrongIn } from '../../../test/support/event-contract.js';

type Data = Readonly<Record<string, unknown>>;

/** No schema knows the time, so requests are judged as if they were made in 1970: then no start lies in the past. */
const LONG_AGO = new Date(0);
const isAccepted = (data: Data) => validateRequest(data, LONG_AGO).valid;
/** Names in another case are what the open form cannot tell from properties of tomorrow. */
const isOnlyMisspelt = (data: Data) => {
  const read = validateRequest(data, LONG_AGO);
  return (
    !read.valid && read.errors.every(({ code, pointer }) => code === 'spelling' && OPTIONAL.has(pointer))
  );
};
const OPTIONAL = new Set(['/Count', '/CustomerNote', '/PaymentRequiredProcess']);
const fits = (form: 'closed' | 'open', data: unknown) =>
  wrongIn(form === 'open' ? 'open/booking.requested' : 'booking.requested', data).length === 0;

const LEAST = {
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  CustomerId: 965123,
  BookingStart: 1893456000,
};
const KNOWN = [...Object.keys(LEAST), 'Count', 'CustomerNote', 'PaymentRequiredProcess', 'TimeStamp'];

const edges = fc.constantFrom<unknown>(
  ...[0, -0, 1, -1, 1.5, 1.0, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -(2 ** 53) + 1, -(2 ** 53), 1e308],
  ...[99_999_999_999, 100_000_000_000, 1893456000, 1893456000000, 5e-324],
  ...[
    '',
    '1',
    '0',
    'Never',
    'System',
    'never',
    ' 1 000',
    '1893456000',
    '2030-01-01T00:00:00Z',
    '\ud800',
    '\0',
  ],
  ...[null, true, false, [], {}, [1], ['Never'], { valueOf: 1 }],
);
const id = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 2 ** 31 - 1 }) },
  edges,
  fc.jsonValue(),
);
const sometimes = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 6, arbitrary }, { weight: 3, arbitrary: fc.constant(undefined) }, edges, fc.jsonValue());

/** Data as intake gets it: whatever JSON can say, most of it nearly right. Names of Object.prototype are the traps. */
const data = fc
  .tuple(
    fc.record({
      BookingResourceId: id,
      BookingServiceId: id,
      CustomerId: id,
      BookingStart: fc.oneof(
        { weight: 12, arbitrary: fc.integer({ min: 1, max: 99_999_999_999 }) },
        edges,
        fc.jsonValue(),
      ),
      Count: sometimes(fc.integer({ min: 1, max: 50 })),
      CustomerNote: sometimes(fc.string({ unit: 'binary' })),
      PaymentRequiredProcess: sometimes(fc.constantFrom('Never', 'System', 0, 1)),
      TimeStamp: sometimes(fc.integer()),
    }),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'count', 'requestedAt')),
      fc.jsonValue(),
      { maxKeys: 3 },
    ),
    fc.option(fc.constantFrom(...KNOWN)),
  )
  .map(([known, unknown, left]) => {
    const entries = [...Object.entries(unknown), ...Object.entries(known)].filter(([name]) => name !== left);
    return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Data;
  });

describe('the published schema of booking.requested', () => {
  it('accepts in its open form what validation accepts and refuses what it refuses, but for starts in the past and optional names in another case', () => {
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(data, (request) => {
        const accepted = isAccepted(request);
        seen[accepted ? 'accepted' : 'refused'] += 1;
        expect(fits('open', request)).toBe(accepted || isOnlyMisspelt(request));
      }),
      { numRuns: 6_000 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(500);
  });

  it('accepts in its closed form what validation accepts and nothing that intake would leave unread', () => {
    fc.assert(
      fc.property(data, (request) => {
        const hasOnlyKnown = Object.keys(request).every((name) => KNOWN.includes(name));
        expect(fits('closed', request)).toBe(isAccepted(request) && hasOnlyKnown);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each<[string, string, boolean]>([
    ['no Count', '{}', true],
    ['Count null, which means none', '{"Count":null}', true],
    ['Count 1.0, which is 1 in JSON', '{"Count":1.0}', true],
    ['Count as text', '{"Count":"1"}', false],
    ['no note', '{"CustomerNote":null}', true],
    ['a note that is a number', '{"CustomerNote":7}', false],
    ['PaymentRequiredProcess by name', '{"PaymentRequiredProcess":"System"}', true],
    ['PaymentRequiredProcess by number', '{"PaymentRequiredProcess":1}', true],
    ['PaymentRequiredProcess -0, which is 0', '{"PaymentRequiredProcess":-0}', true],
    ['PaymentRequiredProcess by a number as text', '{"PaymentRequiredProcess":"0"}', false],
    ['PaymentRequiredProcess null, which means none', '{"PaymentRequiredProcess":null}', true],
    ['PaymentRequiredProcess 2', '{"PaymentRequiredProcess":2}', false],
    ['TimeStamp before 1970', '{"TimeStamp":-5}', true],
    ['TimeStamp null, which means none', '{"TimeStamp":null}', true],
    ['CustomerId 2147483647', '{"CustomerId":2147483647}', true],
    ['CustomerId 2147483648', '{"CustomerId":2147483648}', false],
    ['the last start in seconds', '{"BookingStart":99999999999}', true],
    ['the first start that can only be milliseconds', '{"BookingStart":100000000000}', false],
    ['__proto__ that would give a Count', '{"__proto__":{"Count":0}}', true],
    ['a property nobody knows', '{"Voucher":"A1"}', true],
  ])('agrees with validation about %s', (_what, wish, accepted) => {
    const request = JSON.parse(
      `${JSON.stringify(LEAST).slice(0, -1)},${wish.slice(1)}`.replace(',}', '}'),
    ) as Data;
    expect([isAccepted(request), fits('open', request)]).toEqual([accepted, accepted]);
  });

  it('cannot say in its open form that an optional name is in another case, which validation refuses', () => {
    const misspelt = { ...LEAST, count: 4 };
    expect([fits('open', misspelt), fits('closed', misspelt)]).toEqual([true, false]);
    expect(validateRequest(misspelt, LONG_AGO)).toMatchObject({
      errors: [{ pointer: '/Count', code: 'spelling' }],
    });
  });

  it('cannot say that a start lies in the past, which validation refuses', () => {
    const past = { ...LEAST, BookingStart: 1_000_000_000 };
    expect(fits('closed', past)).toBe(true);
    expect(validateRequest(past, new Date('2029-12-24T09:00:00Z')).valid).toBe(false);
  });
});
