/** A Kafka record of the contract as readable text. Exactly one of `value` and `text` is there. */
export interface SampleRecord {
  /** What it is, and in which mode. */
  readonly name: string;
  /** The topic, as it is called unless it is configured otherwise. */
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The value of the record: this JSON, written without spaces. */
  readonly value?: unknown;
  /** The value of the record, where it is no JSON. */
  readonly text?: string;
}
