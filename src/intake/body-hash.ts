import { hash } from 'node:crypto';

/**
 * Fingerprint of a request's data: equal for equal JSON whatever the order of its properties, and whatever its
 * `TimeStamp`, which a producer that sends again may renew.
 */
export function bodyHashOf(data: Readonly<Record<string, unknown>>): string {
  const { TimeStamp: _renewed, ...body } = data;
  return hash('sha256', canonical(body), 'base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const properties = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${properties.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
