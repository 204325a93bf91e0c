/**
 * Says of what kind a value is, never what it says: error messages reach logs and other people's topics, and the value
 * may be a customer's text.
 */
export function describeKind(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return describeText(value);
  if (typeof value === 'number') return describeNumber(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}

function describeText(text: string): string {
  if (text === '') return 'an empty text';
  if (/^-?\d+(\.\d+)?$/.test(text)) return 'a number written as text';
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return 'a date written as text';
  return `a text of ${text.length} characters`;
}

function describeNumber(number: number): string {
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) return 'a number too large to be exact';
  if (!Number.isInteger(number)) return 'a number with a fraction';
  if (number < 0) return 'a negative number';
  return `a number of ${String(number).length} digits`;
}
