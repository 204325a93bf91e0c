import type { OutboxRecord } from '../../../src/outbox/outbox-record.js';
import type { IncomingRecord } from '../../../src/platform/kafka/incoming-record.js';

/** One Kafka record of the contract, readable. Exactly one of `value` and `text` is there. */
export interface Sample {
  /** Folder and name of the file: what it is and in which mode. */
  readonly name: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The value, which is this JSON without spaces. */
  readonly value?: unknown;
  /** The value, where it is no JSON. */
  readonly text?: string;
}

const decoded = (base64: string | null) => Buffer.from(base64 ?? '', 'base64').toString('utf8');

/** The sample of a record that the bridge would send. */
export function sampleOf(name: string, record: OutboxRecord): Sample {
  const headers = record.headers.map(([header, value]) => [header, decoded(value)] as const);
  return {
    name,
    topic: record.topic,
    key: decoded(record.key),
    headers: Object.fromEntries(headers),
    ...readable(decoded(record.value)),
  };
}

/** The value of a sample as JSON where it is JSON. */
export function readable(text: string): Pick<Sample, 'value' | 'text'> {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { text };
  }
}

/** The sample as Kafka hands it out, at this offset. */
export function incomingOf(sample: Sample, offset: bigint, timestamp: Date): IncomingRecord {
  return {
    topic: sample.topic,
    partition: 3,
    offset,
    timestampMs: BigInt(timestamp.getTime()),
    key: Buffer.from(sample.key),
    value: Buffer.from(sample.text ?? JSON.stringify(sample.value)),
    headers: Object.entries(sample.headers).map(([name, value]) => [name, Buffer.from(value)]),
  };
}
