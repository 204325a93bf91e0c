const NOT_ASCII = /[^\0-\x7f]/g;
const HEX = 16;
const DIGITS = 4;

/**
 * JSON in ASCII: every other character is written as an escape. A `json` column keeps it as it is, so a database in any
 * encoding holds every text, and reading it back gives the same value.
 */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    NOT_ASCII,
    (unit) => `\\u${unit.charCodeAt(0).toString(HEX).padStart(DIGITS, '0')}`,
  );
}
