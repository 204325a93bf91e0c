import type { Batch, KafkaMessage } from 'kafkajs';
import type { InProcessRecord } from './in-process-topics.js';

/** The records as kafkajs hands them to `eachBatch`. Messages are new objects each time, so a reader may change them. */
export function toBatch(
  { topic, partition }: { topic: string; partition: number },
  fetchedOffset: number,
  end: number,
  records: readonly InProcessRecord[],
): Batch {
  const last = fetchedOffset + records.length - 1;
  return {
    topic,
    partition,
    highWatermark: String(end),
    messages: records.map((record, i) => toMessage(record, fetchedOffset + i)),
    isEmpty: () => records.length === 0,
    firstOffset: () => (records.length === 0 ? null : String(fetchedOffset)),
    lastOffset: () => String(records.length === 0 ? end - 1 : last),
    offsetLag: () => String(records.length === 0 ? 0 : end - 1 - last),
    offsetLagLow: () => String(records.length === 0 ? 0 : end - 1 - fetchedOffset),
  };
}

function toMessage({ key, value, headers, timestamp }: InProcessRecord, offset: number): KafkaMessage {
  return { key, value, headers: { ...headers }, timestamp, attributes: 0, offset: String(offset) };
}
