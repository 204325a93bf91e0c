import { createHash } from 'node:crypto';
import { type Failure } from '../booking/failure.js';
import type { EncodedHeaders, OutboxRecord } from '../outbox/outbox-record.js';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';

/** A record that could not become a request, and why. */
export interface DeadLetter {
  readonly record: IncomingRecord;
  readonly failure: Failure;
  readonly failedAt: Date;
}

/** Fingerprint of a record's value. Tells records apart whose topic was created anew and counts its offsets again. */
export function valueHashOf(record: IncomingRecord): string {
  return createHash('sha256')
    .update(record.value ?? '')
    .digest('base64url');
}

/** Headers of a record with their bytes as base64. */
export function encodedHeadersOf(record: IncomingRecord): EncodedHeaders {
  return record.headers.map(([name, value]) => [name, value.toString('base64')]);
}

/** The record for the dead-letter topic: same key, same value byte for byte, same headers, and why it is there. */
export function deadLetterRecord({ record, failure, failedAt }: DeadLetter, topic: string): OutboxRecord {
  const reasons: Readonly<Record<string, string>> = {
    'x-original-topic': record.topic,
    'x-original-partition': String(record.partition),
    'x-original-offset': String(record.offset),
    'x-original-timestamp': String(record.timestampMs),
    'x-error-code': failure.code,
    'x-error-message': failure.detail,
    'x-failed-at': failedAt.toISOString(),
  };
  return {
    eventId: `dead-letter:${record.topic}:${record.partition}:${record.offset}:${valueHashOf(record)}`,
    requestId: null,
    topic,
    key: record.key?.toString('base64') ?? null,
    value: record.value?.toString('base64') ?? null,
    headers: [
      ...encodedHeadersOf(record),
      ...Object.entries(reasons).map(
        ([name, text]) => [name, Buffer.from(text, 'utf8').toString('base64')] as const,
      ),
    ],
  };
}
