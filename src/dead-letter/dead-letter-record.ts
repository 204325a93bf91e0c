import type { OutboxRecord } from '../outbox/outbox-record.js';
import { type DeadLetter, encodedHeadersOf, type KeptForm, keptFormOf } from './dead-letter.js';

/**
 * The record for the dead-letter topic: key, value and headers of the original byte for byte, as far as they are kept, and
 * behind them why it is there and what was left out. Always below 512 KiB, so every usual topic takes it.
 */
export function deadLetterRecord(letter: DeadLetter, topic: string): OutboxRecord {
  return deadLetterRecordOf(keptFormOf(letter), topic);
}

/** The same of a letter whose kept form is known. */
export function deadLetterRecordOf(kept: KeptForm, topic: string): OutboxRecord {
  const { copy } = kept;
  return {
    eventId: eventIdOf(kept),
    requestId: null,
    topic,
    key: copy.key?.toString('base64') ?? null,
    value: copy.value?.toString('base64') ?? null,
    headers: [
      ...encodedHeadersOf(copy),
      ...Object.entries({ ...placeOf(kept), ...omissionsOf(kept), ...reasonOf(kept) }).map(
        ([name, text]) => [name, Buffer.from(text, 'utf8').toString('base64')] as const,
      ),
    ],
  };
}

type Texts = Readonly<Record<string, string>>;

function eventIdOf({ topic, partition, offset, valueHash, range }: KeptForm): string {
  const end = range === null ? '' : `-${range.lastOffset}`;
  return `dead-letter:${topic}:${partition}:${offset}${end}:${valueHash}`;
}

function placeOf({ topic, partition, offset, range, timestampMs }: KeptForm): Texts {
  return {
    'x-original-topic': topic,
    'x-original-partition': String(partition),
    'x-original-offset': String(offset),
    ...(range === null ? {} : { 'x-original-last-offset': String(range.lastOffset) }),
    'x-original-timestamp': String(timestampMs),
  };
}

/** Names what the record lacks. */
function omissionsOf({ range, valueHash, copy: { leftOut } }: KeptForm): Texts {
  const { value, key, headers } = leftOut;
  const what = range === null ? 'x-original-value' : 'x-original';
  return {
    ...(range === null ? {} : { 'x-original-codec': range.codec }),
    ...(value === null
      ? {}
      : {
          [`${what}-size`]: String(value.size),
          [`${what}-sha256`]: valueHash,
          'x-original-first-bytes': value.firstBytes.toString('base64'),
        }),
    ...(key === null ? {} : { 'x-original-key-size': String(key.size), 'x-original-key-sha256': key.sha256 }),
    ...(headers === 0 ? {} : { 'x-original-headers-omitted': String(headers) }),
  };
}

function reasonOf({ errorCode, errorMessage, failedAt }: KeptForm): Texts {
  return {
    'x-error-code': errorCode,
    'x-error-message': errorMessage,
    'x-failed-at': failedAt.toISOString(),
  };
}
