import { createHash } from 'node:crypto';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';

/**
 * How much of a record a dead letter keeps and publishes. A request is smaller in every part, so nothing is cut that could
 * become one, and the largest copy, with its reasons, is less than half of the mebibyte that topics allow by default.
 */
export const COPY_LIMITS = {
  valueBytes: 256 * 1024,
  keyBytes: 64 * 1024,
  headers: 500,
  /** Of all names and values together. */
  headerBytes: 64 * 1024,
  firstBytes: 1024,
} as const;

/** What is not in a copy. Sizes are in bytes. */
export interface LeftOut {
  /** A value, or the bytes of a range, that the copy lacks. Its hash is the letter's own. */
  readonly value: { readonly size: number; readonly firstBytes: Buffer } | null;
  /** SHA-256 in base64url. */
  readonly key: { readonly size: number; readonly sha256: string } | null;
  /** How many headers are missing. */
  readonly headers: number;
}

/** A record within {@link COPY_LIMITS}: each part is kept byte for byte, or left out and named. */
export interface BoundedCopy extends Pick<IncomingRecord, 'key' | 'value' | 'headers'> {
  readonly leftOut: LeftOut;
}

/** The copy of a record. Of its headers those stay, in order, that still fit. */
export function boundedCopyOf({
  key,
  value,
  headers,
}: Pick<IncomingRecord, 'key' | 'value' | 'headers'>): BoundedCopy {
  const keepsKey = key === null || key.length <= COPY_LIMITS.keyBytes;
  const keepsValue = value === null || value.length <= COPY_LIMITS.valueBytes;
  const kept = headersWithin(headers);
  return {
    key: keepsKey ? key : null,
    value: keepsValue ? value : null,
    headers: kept,
    leftOut: {
      value: keepsValue
        ? null
        : { size: value.length, firstBytes: Buffer.from(value.subarray(0, COPY_LIMITS.firstBytes)) },
      key: keepsKey ? null : { size: key.length, sha256: sha256Of(key) },
      headers: headers.length - kept.length,
    },
  };
}

/** SHA-256 in base64url. */
export function sha256Of(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

function headersWithin(headers: IncomingRecord['headers']): IncomingRecord['headers'] {
  const kept: (readonly [string, Buffer])[] = [];
  let bytes = 0;
  for (const header of headers) {
    if (kept.length === COPY_LIMITS.headers) break;
    const size = Buffer.byteLength(header[0]) + header[1].length;
    if (bytes + size > COPY_LIMITS.headerBytes) continue;
    bytes += size;
    kept.push(header);
  }
  return kept;
}
