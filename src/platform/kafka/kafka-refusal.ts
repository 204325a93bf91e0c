import { KafkaJSProtocolError } from './kafka-errors.js';

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

/** Kafka's name of an error, such as `MESSAGE_TOO_LARGE`; `UNREACHABLE` where it did not come from Kafka. */
export function nameOfError(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const said = [error, cause].find((e) => e instanceof KafkaJSProtocolError);
  return said?.type ?? 'UNREACHABLE';
}

function saysOneOf(error: unknown, types: readonly string[]): boolean {
  return types.includes(nameOfError(error));
}
