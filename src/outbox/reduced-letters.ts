import { createHash } from 'node:crypto';
import type { RecordToSend } from '../platform/kafka/port.js';

const REASON = /^x-(original-[a-z0-9-]{1,40}|error-code|error-message|failed-at)$/;
/** A letter has fewer, and they are its last headers. Others may have put the same names on the record before. */
const REASONS_AT_MOST = 24;
const REASON_BYTES = 2 * 1024;

const header = (name: string, text: string) => [name, Buffer.from(text, 'utf8')] as const;

/**
 * Smaller forms of a dead letter that Kafka refuses for its size, the most telling first: without its value, then also
 * without the headers of the original record, then also without its key. Each says what was omitted, its size in bytes
 * and its SHA-256 (base64url).
 */
export function reducedLetters(letter: RecordToSend): RecordToSend[] {
  const withoutValue = omit(letter, 'value');
  const reasons = reasonsIn(withoutValue);
  const others = withoutValue.headers.length - reasons.length;
  const omittedHeaders = others === 0 ? [] : [header('x-original-headers-omitted', String(others))];
  const withoutHeaders = { ...withoutValue, headers: [...reasons, ...omittedHeaders] };
  return [withoutValue, withoutHeaders, omit(withoutHeaders, 'key')];
}

function omit(letter: RecordToSend, part: 'value' | 'key'): RecordToSend {
  const bytes = letter[part];
  if (bytes === null) return letter;
  const names = new Set(letter.headers.map(([name]) => name));
  const facts = [
    header(`x-original-${part}-omitted`, 'true'),
    header(`x-original-${part}-size`, String(bytes.length)),
    header(`x-original-${part}-sha256`, createHash('sha256').update(bytes).digest('base64url')),
  ];
  // A letter that was cut before has the facts of the whole already.
  return {
    ...letter,
    [part]: null,
    headers: [...letter.headers, ...facts.filter(([name]) => !names.has(name))],
  };
}

function reasonsIn({ headers }: RecordToSend): RecordToSend['headers'] {
  const last = new Map<string, Buffer>();
  for (const [name, text] of headers.toReversed())
    if (REASON.test(name) && text.length <= REASON_BYTES && !last.has(name) && last.size < REASONS_AT_MOST)
      last.set(name, text);
  return [...last].toReversed();
}
