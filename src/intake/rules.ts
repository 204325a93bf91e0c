import { ValidateBy, type ValidationArguments } from 'class-validator';
import { describeKind } from './describe-kind.js';

/** Largest of Reservanto's 32-bit numbers. */
export const INT32_MAX = 2_147_483_647;
/** From here on, a Unix time can only be meant in milliseconds (in seconds it is the year 5138). */
export const FIRST_MILLISECONDS = 100_000_000_000;

function rule(name: string, holds: (value: unknown, args: ValidationArguments) => boolean, demand: string) {
  return (): PropertyDecorator =>
    ValidateBy({
      name,
      validator: {
        validate: (value, args) => args !== undefined && holds(value, args),
        defaultMessage: (args) => `${args?.property} ${demand}; received ${describeKind(args?.value)}`,
      },
    });
}

/** The property is there. */
export const IsPresent = rule('required', (value) => value !== undefined && value !== null, 'is required');

/** A whole JSON number. Text that looks like one is refused: what one producer means by "1 000" nobody knows. */
export const IsWholeNumber = rule(
  'wholeNumber',
  (value) => Number.isSafeInteger(value),
  'must be a whole number, written as a JSON number',
);

/** At least 1. */
export const IsPositive = rule('min', (value) => Number(value) >= 1, 'must be 1 or more');

/** Fits Reservanto's 32-bit numbers. */
export const IsInt32 = rule('max', (value) => Number(value) <= INT32_MAX, `must be ${INT32_MAX} or less`);

/** Unix time in seconds, not in milliseconds. */
export const IsInSeconds = rule(
  'unixSeconds',
  (value) => Number(value) < FIRST_MILLISECONDS,
  'must be Unix time in seconds, and this can only be milliseconds: divide it by 1000',
);

/** Unix seconds after the moment at which the request was made. */
export const IsAfterRequest = rule(
  'future',
  (value, { object }) =>
    Number(value) * 1000 > (object as { readonly requestedAt: Date }).requestedAt.getTime(),
  'must lie in the future of the moment at which the request was made (Unix time in seconds, UTC)',
);

/** One of Reservanto's names or numbers for it. */
export const IsPaymentRequiredProcess = rule(
  'paymentRequiredProcess',
  (value) => value === 'Never' || value === 'System',
  'must be "Never" or 0, or "System" or 1',
);

/** Text, or null for none. */
export const IsTextOrNull = rule(
  'text',
  (value) => value === null || typeof value === 'string',
  'must be text, or null for none',
);
