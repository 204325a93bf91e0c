import { KafkaJSProtocolError } from '../platform/kafka/kafka-errors.js';

const REFUSALS_OF_ONE_RECORD = [
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'CORRUPT_MESSAGE',
];

/** Answers about a topic. kafkajs has asked for some seconds already when it hands them out. */
const REFUSALS_OF_A_TOPIC = [
  'UNKNOWN_TOPIC_OR_PARTITION',
  'INVALID_TOPIC_EXCEPTION',
  'TOPIC_AUTHORIZATION_FAILED',
];

/** True when Kafka refuses the very records it was sent: sending them again unchanged cannot succeed. */
export function isRefusedForItself(error: unknown): boolean {
  return saysOneOf(error, REFUSALS_OF_ONE_RECORD);
}

/** True when Kafka refuses a topic: it is not there, or not for us. Records of other topics may succeed. */
export function isRefusedForItsTopic(error: unknown): boolean {
  return saysOneOf(error, REFUSALS_OF_A_TOPIC);
}

function saysOneOf(error: unknown, types: readonly string[]): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return [error, cause].some((e) => e instanceof KafkaJSProtocolError && types.includes(e.type));
}
