import type { IHeaders } from 'kafkajs';

/** One record as it was read, byte for byte. `value` null is a tombstone. */
export interface IncomingRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** Milliseconds since 1970, as the producer or broker wrote it; anything is possible. */
  readonly timestampMs: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** In order; a name may repeat. */
  readonly headers: readonly (readonly [name: string, value: Buffer])[];
}

/**
 * kafkajs gives a header as a buffer, a text, several of them, or nothing at all: here they are pairs of bytes. It also
 * mixes what every JavaScript object inherits into headers of such names (`constructor`, `__proto__`); that is left out.
 */
export function headerPairs(headers: IHeaders | undefined): [string, Buffer][] {
  const pairs: [string, Buffer][] = [];
  for (const name of Object.keys(headers ?? {})) {
    const values: unknown = headers?.[name];
    for (const value of Array.isArray(values) ? (values as unknown[]) : [values]) {
      if (Buffer.isBuffer(value)) pairs.push([name, value]);
      else if (typeof value === 'string') pairs.push([name, Buffer.from(value)]);
    }
  }
  return pairs;
}

/** The text of a header, the last one where it repeats. `null` where it is absent or empty. Names are matched in any case. */
export function headerText(record: Pick<IncomingRecord, 'headers'>, name: string): string | null {
  const value = record.headers.findLast(
    ([n]) => n === name || (n.length === name.length && n.toLowerCase() === name),
  )?.[1];
  return value === undefined || value.length === 0 ? null : value.toString('utf8');
}
