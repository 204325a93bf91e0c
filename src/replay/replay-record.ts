import type { Letter } from '../dead-letter/letter.js';
import { headerOf, textOf } from '../intake/attribute.js';
import { isEnvelopeHeader } from '../intake/content-mode.js';
import { positionIdOf, REPLAYED_FROM } from '../intake/identity.js';
import type { RecordToSend } from '../platform/kafka/record-producer.js';

/**
 * The record that a replay sends: same key, same value byte for byte, and of the headers those that say what event it is.
 * It is read as the original was and is the same request, however often it is replayed: the position at
 * which it first stood goes with it, and identifies what has no other identity.
 */
export function replayRecordOf({ record }: Pick<Letter, 'record'>, topic: string): RecordToSend {
  const first = textOf(headerOf(record, REPLAYED_FROM)) ?? positionIdOf(record);
  const headers = record.headers.filter(([name]) => isEnvelopeHeader(name));
  return {
    topic,
    key: record.key,
    value: record.value,
    headers: [...headers, [REPLAYED_FROM, Buffer.from(first)]],
  };
}
