import type { Chance } from '../chance.js';
import { poisonBytes } from './broken-input.js';
import { randomBytes, repeatingBytes } from './filler.js';
import { type Header, MARKER_HEADER, markerOf } from './planned-record.js';
import { header } from './wrap-event.js';

/** What a record is filled with. */
export interface Content {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly Header[];
}

/** What a stranger's content is made from. */
export interface StrangeWish {
  /** Of the record, which is recognized by it. */
  readonly n: number;
  /** Data that would be a good request in an envelope that is right. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly noteCanary: string;
  readonly chance: Chance;
}

const NOT_UTF8 = Buffer.from([0x66, 0xc3, 0x28, 0xff]);
const EVENT: readonly Header[] = [
  header('ce_specversion', '1.0'),
  header('ce_type', 'booking.requested'),
  header('ce_source', 'https://stranger.example'),
];
/** Around every limit of the bridge, up to what one batch of a broker with default limits holds. */
const VALUE_SIZES = [0, 1, 1_000, 65_536, 262_144, 262_145, 700_000, 1_040_000];
const KEY_SIZES = [4_097, 65_536, 65_537, 150_000, 300_000];
/** Above 500 a record is no request, above 10,000 it is not made into objects at all. */
export const HEADER_COUNTS = [501, 2_000, 9_000, 10_000, 20_000];
const MIB_4_OF_ZEROS = Buffer.alloc(4 * 1024 * 1024);

/** A small record that is no request, in one of the ways in which strangers write them. */
export function smallContent({ n, data, noteCanary, chance }: StrangeWish): Content {
  const json = Buffer.from(JSON.stringify(data));
  const mark = header(MARKER_HEADER, String(n));
  const id = `small-${n}`;
  const key = Buffer.from(String(data['BookingResourceId']));
  const ways: readonly (() => Content)[] = [
    () => ({ key: null, value: poisonBytes(noteCanary, chance), headers: [mark] }),
    () => ({ key: markerOf(n), value: poisonBytes(noteCanary, chance), headers: [] }),
    () => ({ key: Buffer.alloc(0), value: randomBytes(1 + chance.below(2_000)), headers: [mark] }),
    () => ({ key: NOT_UTF8, value: NOT_UTF8, headers: [[NOT_UTF8, NOT_UTF8], mark] }),
    () => ({ key, value: json, headers: [...EVENT, ['ce_id', NOT_UTF8], mark] }),
    () => ({ key, value: json, headers: [...EVENT, header('ce_id', 'a\0b'), mark] }),
    () => ({ key, value: json, headers: [...EVENT, header('ce_id', id), header('ce_id', 'other'), mark] }),
    () => ({
      key,
      value: json,
      headers: [header('idempotency-key', id), header('Idempotency-Key', 'x'), mark],
    }),
    () => ({ key, value: Buffer.concat([json, NOT_UTF8]), headers: [header('message-id', id), mark] }),
    () => ({
      key,
      value: Buffer.from(json.toString('utf8'), 'utf16le'),
      headers: [header('message-id', id), mark],
    }),
    () => ({
      key: null,
      value: null,
      headers: [['', null], header('constructor', ''), header('__proto__', ''), mark],
    }),
    () => ({
      key,
      value: json,
      headers: [header('content-type', 'application/cloudevents-batch+json'), mark],
    }),
  ];
  return chance.oneOf(ways)();
}

/** A record with a value of up to 1 MiB. */
export function largeValue({ n, chance }: StrangeWish, compresses: boolean): Content {
  const bytes = compresses ? repeatingBytes : randomBytes;
  const headers = [header(MARKER_HEADER, String(n)), header('idempotency-key', `large-${n}`)];
  return { key: null, value: bytes(chance.oneOf(VALUE_SIZES)), headers };
}

/** A good request but for its key, of up to 300 KB. */
export function largeKey({ n, data, chance }: StrangeWish): Content {
  const key = Buffer.concat([markerOf(n), repeatingBytes(chance.oneOf(KEY_SIZES))]);
  return { key, value: Buffer.from(JSON.stringify(data)), headers: [header('message-id', `large-key-${n}`)] };
}

/** A good request but for so many headers, which have few names or all of them another. */
export function manyHeaders({ n, data, chance }: StrangeWish, count: number): Content {
  const names = chance.oneOf([3, count]);
  const more = Array.from({ length: count - 1 }, (_, i) => [`h${i % names}`, randomBytes(i % 5)] as const);
  const headers = [header('message-id', `headers-${n}`), ...more];
  return { key: markerOf(n), value: Buffer.from(JSON.stringify(data)), headers };
}

/** A record of more than 4 MiB, which is small in its batch. */
export function inflating({ n }: StrangeWish): Content {
  return { key: markerOf(n), value: MIB_4_OF_ZEROS, headers: [] };
}
