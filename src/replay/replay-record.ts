import type { Letter } from '../dead-letter/letter.js';
import { contentModeOf, IDENTITY_HEADERS, isEnvelopeHeader } from '../intake/content-mode.js';
import { positionOf } from '../intake/envelope.js';
import { headerText, type IncomingRecord } from '../platform/kafka/incoming-record.js';
import type { RecordToSend } from '../platform/kafka/record-producer.js';

/** Says where a replayed record stood when it was refused. */
export const REPLAYED_FROM = 'x-replayed-from';

const [IDEMPOTENCY_KEY] = IDENTITY_HEADERS;

/**
 * The record that a replay sends: same key, same value byte for byte, and of the headers those that say what event it is.
 * It is read as the original was and is the same request, however often it is replayed: what was known by nothing but its
 * position gets that position as its `idempotency-key`.
 */
export function replayRecordOf({ record }: Pick<Letter, 'record'>, topic: string): RecordToSend {
  const position = Buffer.from(positionOf(record));
  const headers = record.headers.filter(([name]) => isEnvelopeHeader(name));
  return {
    topic,
    key: record.key,
    value: record.value,
    headers: [
      ...headers,
      ...(isKnownByPosition(record) ? [[IDEMPOTENCY_KEY, position] as const] : []),
      [REPLAYED_FROM, position],
    ],
  };
}

function isKnownByPosition(record: IncomingRecord): boolean {
  return (
    contentModeOf(record) === 'bare' && IDENTITY_HEADERS.every((name) => headerText(record, name) === null)
  );
}
