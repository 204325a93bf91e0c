import { KafkaJSProtocolError } from '../kafka-errors.js';
import type { SendResult } from '../port.js';

export type SendFailure = Extract<SendResult, { ok: false }>;

/** Answers about the bytes of a batch. */
const ABOUT_RECORDS = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'CORRUPT_MESSAGE',
  'UNSUPPORTED_FOR_MESSAGE_FORMAT',
]);
/** Answers about a topic or a right, whichever partition they name. */
const ABOUT_TOPICS = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'INVALID_TOPIC_EXCEPTION',
  'TOPIC_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  'POLICY_VIOLATION',
]);
const CAUSES = 5;

/** What an error says about the records that it was the answer to. `partition` is null where no partition answered. */
export function sendFailure(error: unknown, partition: number | null): SendFailure {
  const shown = error instanceof Error ? error : new Error(String(error));
  const answer = answerIn(error);
  const common = { ok: false, error: answer ?? shown } as const;
  if (answer === null) {
    const code = (error as { code?: unknown } | null)?.code;
    return { ...common, kind: 'unreachable', partition, code: typeof code === 'string' ? code : shown.name };
  }
  if (ABOUT_RECORDS.has(answer.type)) return { ...common, kind: 'record', partition, code: answer.type };
  const isTopic = ABOUT_TOPICS.has(answer.type);
  if (partition === null && !isTopic) return { ...common, kind: 'unreachable', partition, code: answer.type };
  return { ...common, kind: 'destination', partition: isTopic ? null : partition, code: answer.type };
}

/** True when the broker certainly has not written the records, because another one leads the partition now. */
export function isElsewhere({ code }: SendFailure): boolean {
  return code === 'NOT_LEADER_FOR_PARTITION' || code === 'LEADER_NOT_AVAILABLE';
}

/** True when the brokers answered, and will not answer otherwise before somebody changes settings or rights. */
export function isRefusal(error: unknown): boolean {
  const answer = answerIn(error);
  if (answer !== null) return !answer.retriable;
  return error instanceof Error && error.name.includes('SASL');
}

/** The broker's answer: kafkajs wraps it when it has given up repeating the request. */
function answerIn(error: unknown): InstanceType<typeof KafkaJSProtocolError> | null {
  let cause = error;
  for (let depth = 0; depth < CAUSES && cause !== null && cause !== undefined; depth++) {
    if (cause instanceof KafkaJSProtocolError) return cause;
    cause = (cause as { cause?: unknown }).cause;
  }
  return null;
}
