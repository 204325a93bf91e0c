import { KafkaJSError, KafkaJSProtocolError } from '../platform/kafka/kafka-errors.js';

/**
 * The records are durable but their offset could not be committed. The only error that leaves a batch: it tells kafkajs
 * to hand the same batch out again, which changes nothing in the database and commits the offset.
 */
export class CommitFailed extends KafkaJSError {
  constructor(cause: unknown) {
    super(`could not commit an offset: ${cause instanceof Error ? cause.message : 'unknown error'}`, {
      retriable: true,
    });
    // kafkajs wraps the error of the protocol when it has given up repeating the request.
    const [type] = [cause, (cause as { cause?: unknown } | null)?.cause].flatMap(typeOf);
    if (type !== undefined) this.type = type;
  }

  /** Kafka's own name of the error: kafkajs rejoins the group when it says so. */
  readonly type?: string;
}

function typeOf(error: unknown): string[] {
  return error instanceof KafkaJSProtocolError ? [error.type] : [];
}
