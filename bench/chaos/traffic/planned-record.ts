import type { RequestIdentity } from '../../../src/booking/request.js';

/**
 * What a record is for: a request of its own, the same one again, another body under an id that is taken, data that
 * breaks the rules, bytes that are no event, nothing at all; and, as strangers write them, a record of any size and shape
 * that is no request, one that is too large to be kept, and a request whose transaction is aborted.
 */
export type RecordKind =
  | 'request'
  | 'duplicate'
  | 'reused-id'
  | 'invalid'
  | 'poison'
  | 'tombstone'
  | 'stranger'
  | 'too-large'
  | 'aborted';

/** A header byte for byte; names may repeat and need not be UTF-8. */
export type Header = readonly [name: string | Buffer, value: Buffer | null];

/** One record that is offered to the bridge. */
export interface PlannedRecord {
  /** Travels in the record, where it is recognized by: see {@link markerOf}. */
  readonly n: number;
  readonly kind: RecordKind;
  /** Null for what has none: everything that becomes no request. */
  readonly identity: RequestIdentity | null;
  /** The lane it is for. */
  readonly resource: number;
  /** A request that wishes the very same booking as an earlier one. */
  readonly isTwin: boolean;
  /** The data of the event; null for what becomes no request. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly Header[];
  /** When in the run it is sent, from 0 to 1. */
  readonly moment: number;
  /** Of what is too large to be kept: its bytes in the batch, SHA-256 in base64url. */
  readonly frame: { readonly size: number; readonly sha256: string } | null;
}

/** What producers compress with, in both framings that there are of snappy. */
export const CODECS = ['none', 'gzip', 'snappy', 'snappy in Java’s framing', 'lz4', 'zstd'] as const;
export type Codec = (typeof CODECS)[number];

/** Records that a stranger sends as one batch. */
export interface PlannedBatch {
  readonly records: readonly PlannedRecord[];
  readonly codec: Codec;
  readonly partition: number;
  readonly moment: number;
  /** How its transaction ends; null for a batch outside transactions. */
  readonly transaction: 'committed' | 'aborted' | null;
}

const MARKER = /chaos-n=(\d+);/;

/** By what a record is recognized: in the first bytes of its key, or as a header of that name and number. */
export const MARKER_HEADER = 'chaos-n';

/** The bytes that mark record number `n` where it has no header. */
export function markerOf(n: number): Buffer {
  return Buffer.from(`chaos-n=${n};`);
}

/** The number that such bytes hold; null for none. */
export function numberIn(bytes: Buffer | null): number | null {
  const found = MARKER.exec(bytes?.subarray(0, 256).toString('latin1') ?? '')?.[1];
  return found === undefined ? null : Number(found);
}

/** How a record is named in a file of everything that was offered: large parts by their size. */
export function describeRecord({ key, value, headers, ...rest }: PlannedRecord): object {
  const small = (bytes: Buffer | null) =>
    bytes === null || bytes.length <= 2_048 ? (bytes?.toString('latin1') ?? null) : `${bytes.length} bytes`;
  const named = headers.slice(0, 20).map(([name, text]) => [name.toString('latin1'), small(text)]);
  return { ...rest, key: small(key), value: small(value), headers: named, headerCount: headers.length };
}
