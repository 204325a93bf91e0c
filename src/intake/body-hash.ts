import { hash } from 'node:crypto';
import { documentedOf } from '../booking/request-properties.js';
import { paymentRequiredProcess } from './ems-like-create-booking-request.dto.js';

/**
 * Goes up with every change of what the hash covers. A hash of another version cannot be compared: what has the same
 * identity counts as the same request then.
 */
const VERSION = 'v1';

/**
 * Fingerprint of what a request asks for: equal for data that asks for the same booking, however it is written. It covers
 * the documented properties with their defaults filled in, and not `TimeStamp`, which a producer that sends again may
 * renew. Where a number is not exact as JavaScript reads it, the record's bytes decide: no two of them become one.
 */
export function bodyHashOf(data: Readonly<Record<string, unknown>>, value: Buffer | null): string {
  const { TimeStamp: _renewed, ...asked } = documentedOf(data);
  const body = {
    ...asked,
    Count: asked['Count'] ?? 1,
    CustomerNote: asked['CustomerNote'] ?? null,
    PaymentRequiredProcess: paymentRequiredProcess(asked['PaymentRequiredProcess']),
  };
  const fingerprint = isExact(body) ? canonical(body) : (value ?? '');
  return `${VERSION}:${hash('sha256', fingerprint, 'base64url')}`;
}

/** True when both fingerprints may be of the same data: they are equal, or of different versions. */
export function isSameBody(one: string, other: string): boolean {
  return one === other || versionOf(one) !== versionOf(other);
}

const versionOf = (bodyHash: string) => bodyHash.slice(0, bodyHash.indexOf(':'));

function isExact(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isExact);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const properties = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${properties.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
