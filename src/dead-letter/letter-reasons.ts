import { headerText, type IncomingRecord } from '../platform/kafka/incoming-record.js';

/** Who wrote a dead letter, as its headers tell. */
export type LetterWriter = 'reservanto-bridge' | 'spring-kafka' | 'kafka-connect' | 'unknown';

/** What the headers of a dead letter say about its record before it was refused. `null` is what they do not say. */
export interface LetterReasons {
  readonly writer: LetterWriter;
  /** Where the record stood; known only as a whole. */
  readonly position: { readonly topic: string; readonly partition: number; readonly offset: bigint } | null;
  /** Milliseconds since 1970. */
  readonly timestampMs: bigint | null;
  /** A failure code of this service, or the class of somebody's exception. */
  readonly code: string | null;
  /** Why, in the writer's words. */
  readonly message: string | null;
  /** True where the message may repeat what the record says; the bridge's own never does. */
  readonly messageMayQuote: boolean;
  readonly failedAt: Date | null;
}

type Headers = Pick<IncomingRecord, 'headers'>;

const INT32_MAX = 2n ** 31n - 1n;
const INT64_MAX = 2n ** 63n - 1n;
const INT32_BYTES = 4;
const INT64_BYTES = 8;
const TOPIC = /^[\w.-]{1,249}$/;
/** A code, or a class with its package; nothing else is taken, because it is printed. */
const CODE = /^[\w.$]{1,300}$/;

/**
 * Reads the headers that this bridge (`x-original-*`, `x-error-*`), Spring Kafka (`kafka_dlt-*`, whole numbers in binary)
 * or Kafka Connect (`__connect.errors.*`) put on dead letters. Total: what cannot be read counts as not said.
 */
export function reasonsOf(record: Headers): LetterReasons {
  const has = (name: string) => headerText(record, name) !== null;
  if (has('x-error-code') && has('x-original-topic')) return ofBridge(record);
  if (has('kafka_dlt-original-topic') || has('kafka_dlt-exception-fqcn')) return ofSpring(record);
  if (has('__connect.errors.topic') || has('__connect.errors.exception.class.name')) return ofConnect(record);
  return {
    writer: 'unknown',
    position: null,
    timestampMs: null,
    code: null,
    message: null,
    messageMayQuote: true,
    failedAt: null,
  };
}

function ofBridge(record: Headers): LetterReasons {
  const text = (name: string) => headerText(record, name);
  const failedAt = new Date(text('x-failed-at') ?? NaN);
  return {
    writer: 'reservanto-bridge',
    position: positionOf(
      text('x-original-topic'),
      decimal(text('x-original-partition'), INT32_MAX),
      decimal(text('x-original-offset'), INT64_MAX),
    ),
    timestampMs: decimal(text('x-original-timestamp'), INT64_MAX),
    code: codeOf(text('x-error-code')),
    message: text('x-error-message'),
    messageMayQuote: false,
    failedAt: Number.isNaN(failedAt.getTime()) ? null : failedAt,
  };
}

/** Where a record failed more than once, Spring repeats headers: the first one tells of its origin. */
function ofSpring(record: Headers): LetterReasons {
  const bytes = (name: string) =>
    record.headers.find(([n]) => n.toLowerCase() === `kafka_dlt-${name}`)?.[1] ?? null;
  const text = (name: string) => bytes(name)?.toString('utf8') ?? null;
  return {
    writer: 'spring-kafka',
    position: positionOf(
      text('original-topic'),
      wholeNumber(bytes('original-partition'), INT32_BYTES),
      wholeNumber(bytes('original-offset'), INT64_BYTES),
    ),
    timestampMs: wholeNumber(bytes('original-timestamp'), INT64_BYTES),
    code: codeOf(text('exception-cause-fqcn')) ?? codeOf(text('exception-fqcn')),
    message: text('exception-message'),
    messageMayQuote: true,
    failedAt: null,
  };
}

function ofConnect(record: Headers): LetterReasons {
  const text = (name: string) => headerText(record, `__connect.errors.${name}`);
  return {
    writer: 'kafka-connect',
    position: positionOf(
      text('topic'),
      decimal(text('partition'), INT32_MAX),
      decimal(text('offset'), INT64_MAX),
    ),
    timestampMs: null,
    code: codeOf(text('exception.class.name')),
    message: text('exception.message'),
    messageMayQuote: true,
    failedAt: null,
  };
}

function positionOf(
  topic: string | null,
  partition: bigint | null,
  offset: bigint | null,
): LetterReasons['position'] {
  if (topic === null || !TOPIC.test(topic) || partition === null || offset === null) return null;
  return { topic, partition: Number(partition), offset };
}

/** Java's big-endian form, or decimal text. Four or eight digits as a number would be beyond any partition or offset. */
function wholeNumber(bytes: Buffer | null, size: number): bigint | null {
  if (bytes === null) return null;
  const max = size === INT32_BYTES ? INT32_MAX : INT64_MAX;
  const asText = decimal(bytes.toString('latin1'), max);
  if (asText !== null || bytes.length !== size) return asText;
  const number = size === INT32_BYTES ? BigInt(bytes.readInt32BE()) : bytes.readBigInt64BE();
  return number < 0n ? null : number;
}

function decimal(text: string | null, max: bigint): bigint | null {
  if (text === null || !/^\d{1,19}$/.test(text)) return null;
  const number = BigInt(text);
  return number <= max ? number : null;
}

function codeOf(text: string | null): string | null {
  return text !== null && CODE.test(text) ? text : null;
}
