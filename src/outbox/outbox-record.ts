/** Header names and values in order; names may repeat, values are base64. */
export type EncodedHeaders = readonly (readonly [name: string, base64: string])[];

/** One Kafka record to publish, exactly as it will be sent. `key` and `value` are base64, because they may be any bytes. */
export interface OutboxRecord {
  /** Unique among all that is pending: appending the same one twice makes it pending once. */
  readonly eventId: string;
  /** The request whose outcome this is; its row learns where the record was published. */
  readonly requestId: bigint | null;
  readonly topic: string;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: EncodedHeaders;
}
