import { headerText, type IncomingRecord } from '../platform/kafka/incoming-record.js';

/** What a letter lacks of what stood in the topic, because it was too large to be copied or could not be decoded. */
export interface Incomplete {
  /** The last offset and the codec of a range that could not be decoded; null for a record. */
  readonly range: { readonly lastOffset: bigint; readonly codec: string } | null;
  /** Bytes of the value, or of the range, that are left out; null where the value is there. */
  readonly valueBytes: number | null;
  /** Bytes of a key that is left out; null where the key is there. */
  readonly keyBytes: number | null;
  /** How many headers are left out. */
  readonly headers: number;
}

/** The same, or null when the letter lacks nothing. */
export function incompleteOrNull(incomplete: Incomplete): Incomplete | null {
  const { range, valueBytes, keyBytes, headers } = incomplete;
  return range === null && valueBytes === null && keyBytes === null && headers === 0 ? null : incomplete;
}

/** What a record of this bridge's dead-letter topic says that it lacks; null when nothing. Total. */
export function incompleteOfHeaders(record: Pick<IncomingRecord, 'headers'>): Incomplete | null {
  const number = (name: string) => {
    const text = headerText(record, name);
    return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
  };
  const lastOffset = headerText(record, 'x-original-last-offset');
  const codec = headerText(record, 'x-original-codec');
  const range =
    lastOffset !== null && codec !== null && /^\d{1,19}$/.test(lastOffset) && /^[\w-]{1,20}$/.test(codec)
      ? { lastOffset: BigInt(lastOffset), codec }
      : null;
  return incompleteOrNull({
    range,
    valueBytes: number(range === null ? 'x-original-value-size' : 'x-original-size'),
    keyBytes: number('x-original-key-size'),
    headers: number('x-original-headers-omitted') ?? 0,
  });
}

/** Why an incomplete letter cannot be sent again, and what helps. Repeats nothing of the record. */
export function whyNotSentAgain({ range, valueBytes, keyBytes, headers }: Incomplete): string {
  if (range !== null)
    return `Its bytes were not decoded (codec ${range.codec}) and are not kept; have its producer send the requests again.`;
  const missing = [
    ...(valueBytes === null ? [] : [`its value of ${valueBytes} bytes`]),
    ...(keyBytes === null ? [] : [`its key of ${keyBytes} bytes`]),
    ...(headers === 0 ? [] : [`${headers} of its headers`]),
  ];
  return `Too large to be kept whole: ${missing.join(' and ')} left out, so it is not the record that was sent; have its producer send a smaller one.`;
}
