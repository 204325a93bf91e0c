import type { IncomingRecord } from '../platform/kafka/incoming-record.js';

/** `id` and `source` of an event together, in bytes of UTF-8: every index row and every header holds them. */
export const MAX_IDENTITY_BYTES = 2_000;
/** `correlationid`, in bytes of UTF-8. */
export const MAX_CORRELATION_BYTES = 500;
/** `tracestate`, in bytes: what W3C Trace Context asks everyone to hand on at least. */
export const MAX_TRACESTATE_BYTES = 512;
/** The record key, in bytes. */
export const MAX_KEY_BYTES = 4 * 1024;
/** Headers of a record. */
export const MAX_HEADERS = 500;
/** Names and values of all headers of a record together, in bytes. */
export const MAX_HEADER_BYTES = 64 * 1024;

/** Why the key or the headers of a record are too large to be handed on, or null where they are not. */
export function tooLargeIn({ key, headers }: Pick<IncomingRecord, 'key' | 'headers'>): string | null {
  if (!isKeyHandedOn(key))
    return `The record key is larger than ${MAX_KEY_BYTES / 1024} KiB; use a short one, such as the id of the resource.`;
  if (headers.length > MAX_HEADERS)
    return `The record has more than ${MAX_HEADERS} headers; send only those that the event needs.`;
  const bytes = headers.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + value.length, 0);
  if (bytes > MAX_HEADER_BYTES)
    return `The headers of the record are larger than ${MAX_HEADER_BYTES / 1024} KiB together; send only those that the event needs.`;
  return null;
}

/** True for a key that the outcome carries too. */
export function isKeyHandedOn(key: Buffer | null): boolean {
  return key === null || key.length <= MAX_KEY_BYTES;
}
