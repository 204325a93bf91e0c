import { hash } from 'node:crypto';
import type { RequestIdentity } from './request.js';

/** Crockford's base 32: no letters that look like digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const REFERENCE_LENGTH = 10;

function fingerprint(identity: RequestIdentity, purpose: string): Buffer {
  const parts = [purpose, identity.account, identity.source, identity.eventId];
  return Buffer.from(hash('sha256', JSON.stringify(parts), 'hex'), 'hex');
}

/**
 * The reference of a request: ten characters that people can read to each other. It follows from the identity alone,
 * so a redelivered event has the reference it had, even in an empty database.
 */
export function referenceOf(identity: RequestIdentity): string {
  const bytes = fingerprint(identity, 'reference');
  return Array.from({ length: REFERENCE_LENGTH }, (_, i) =>
    ALPHABET.charAt((bytes[i] ?? 0) % ALPHABET.length),
  ).join('');
}

/** The id of the one outcome event of a request, a UUID (version 8) that follows from the identity alone. */
export function outcomeEventIdOf(identity: RequestIdentity): string {
  const bytes = fingerprint(identity, 'outcome').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
