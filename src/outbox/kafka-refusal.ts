import { KafkaJSProtocolError } from '../platform/kafka/kafka-errors.js';

const REFUSALS_OF_ONE_RECORD = [
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'CORRUPT_MESSAGE',
];

/** True when Kafka refuses the very records it was sent: sending them again unchanged cannot succeed. */
export function isRefusedForItself(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return [error, cause].some(
    (e) => e instanceof KafkaJSProtocolError && REFUSALS_OF_ONE_RECORD.includes(e.type),
  );
}
