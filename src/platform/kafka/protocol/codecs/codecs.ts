import { inflateGzip } from './gzip.js';
import { inflateLz4 } from './lz4.js';
import { inflateSnappy } from './snappy.js';
import { inflateZstd } from './zstd.js';

/**
 * Inflates the records of a batch, a bounded piece at a time, after a bounded time each: a piece may be empty. It is valid
 * until the next one is asked for.
 */
export type Inflate = (compressed: Buffer) => Iterable<Buffer> | AsyncIterable<Buffer>;

/** A compression of Kafka's record batches. */
export interface Codec {
  readonly name: string;
  readonly inflate: Inflate;
}

/** By the number in a batch's attributes. All of them are loaded when the service starts. */
const CODECS: readonly Codec[] = [
  { name: 'none', inflate: (bytes) => [bytes] },
  { name: 'gzip', inflate: inflateGzip },
  { name: 'snappy', inflate: inflateSnappy },
  { name: 'lz4', inflate: inflateLz4 },
  { name: 'zstd', inflate: inflateZstd },
];

/** The codec of that number, null when Kafka has none. */
export function codecOf(number: number): Codec | null {
  return CODECS[number] ?? null;
}

/** The name of a codec for people; its number where it is not known. */
export function codecName(number: number): string {
  return CODECS[number]?.name ?? String(number);
}
