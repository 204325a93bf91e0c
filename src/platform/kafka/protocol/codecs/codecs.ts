/** Inflates the records of a batch, a bounded piece at a time. A piece is valid until the next one is asked for. */
export type Inflate = (compressed: Buffer) => Iterable<Buffer> | AsyncIterable<Buffer>;

/** A compression of Kafka's record batches. */
export interface Codec {
  readonly name: string;
  readonly inflate: Inflate;
}

/** By the number in a batch's attributes. */
const CODECS: readonly Codec[] = [{ name: 'none', inflate: (bytes) => [bytes] }];

/** The codec of that number, null when Kafka has none. */
export function codecOf(number: number): Codec | null {
  return CODECS[number] ?? null;
}

/** The name of a codec for people; its number where it is not known. */
export function codecName(number: number): string {
  return CODECS[number]?.name ?? String(number);
}
