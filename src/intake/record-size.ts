import type { IncomingRecord } from '../platform/kafka/incoming-record.js';

/** Bytes of a record: key, value, and the names and values of its headers. */
export function sizeOf({ key, value, headers }: Pick<IncomingRecord, 'key' | 'value' | 'headers'>): number {
  let bytes = (key?.length ?? 0) + (value?.length ?? 0);
  for (const [name, header] of headers) bytes += Buffer.byteLength(name) + header.length;
  return bytes;
}
