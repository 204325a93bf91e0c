import fc from 'fast-check';
import { randomRecord } from './random-records.js';

/** A record as strangers write it. Names of headers need not be UTF-8. */
export interface HostileRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [name: string | Buffer, value: Buffer | null])[];
}

/** Records for one batch, and what is special about them. */
export interface HostileRecords {
  readonly kind: string;
  readonly records: readonly HostileRecord[];
}

const KIB = 1024;
const MIB = 1024 * KIB;
/** What a broker takes by default, less what stands around a value. */
const LARGEST = MIB - 2 * KIB;
const NOT_UTF8 = Buffer.from([0x6e, 0xff, 0xc3]);

/** A record of nothing. */
export const EMPTY: HostileRecord = { key: null, value: null, headers: [] };
/** 80 MiB that every codec makes small. */
export const INFLATING: HostileRecords = {
  kind: 'inflating',
  records: Array<HostileRecord>(5).fill({ ...EMPTY, value: Buffer.alloc(16 * MIB) }),
};

/** Any of the kinds below. `request` makes a request that can be booked, another one each time. */
export function hostileRecords(request: () => HostileRecord): fc.Arbitrary<HostileRecords> {
  const some = (change: fc.Arbitrary<(good: HostileRecord) => HostileRecord>, maxLength: number) =>
    fc.array(change, { minLength: 1, maxLength }).map((changes) => changes.map((one) => one(request())));
  const kind = (name: string, weight: number, records: fc.Arbitrary<readonly HostileRecord[]>) => ({
    weight,
    arbitrary: records.map((made) => ({ kind: name, records: made })),
  });
  const random = randomRecord.map((record) => () => record);
  return fc.oneof(
    kind('random records', 30, some(random, 250)),
    kind(
      'requests',
      12,
      some(
        fc.constant((good: HostileRecord) => good),
        80,
      ),
    ),
    kind('values of every size', 10, some(filler(LARGEST).map(withValue), 3)),
    kind('odd JSON', 10, some(oddJson.map(withValue), 3)),
    kind('objects of many properties', 4, some(manyProperties.map(withValue), 2)),
    kind('many headers', 10, some(manyHeaders.map(withHeaders), 2)),
    kind('large headers', 8, some(largeHeader.map(withHeaders), 2)),
    kind('large keys', 8, some(filler(300 * KIB).map(withKey), 3)),
    kind(
      'tiny records',
      4,
      size(4_000).map((count) => Array<HostileRecord>(count).fill(EMPTY)),
    ),
    { weight: 1, arbitrary: fc.constant(INFLATING) },
  );
}

const withValue =
  (value: Buffer) =>
  (good: HostileRecord): HostileRecord => ({ ...good, value });
const withKey =
  (key: Buffer) =>
  (good: HostileRecord): HostileRecord => ({ ...good, key });
const withHeaders =
  (more: HostileRecord['headers']) =>
  (good: HostileRecord): HostileRecord => ({
    ...good,
    headers: [...good.headers, ...more],
  });

/** Sizes of every magnitude, from 1 on. */
function size(max: number): fc.Arbitrary<number> {
  return fc
    .tuple(fc.nat(Math.floor(Math.log2(max))), fc.nat(999))
    .map(([magnitude, more]) => Math.min(max, Math.floor(2 ** magnitude * (1 + more / 1_000))));
}

/** Bytes that compress well, less well, or not at all. */
function filler(max: number): fc.Arbitrary<Buffer> {
  return fc
    .tuple(size(max), fc.constantFrom('one byte', 'text', 'noise'), fc.nat(0xffff))
    .map(([length, how, seed]) => {
      if (how === 'one byte') return Buffer.alloc(length, seed & 0xff);
      if (how === 'text') return Buffer.alloc(length, `text ${seed} `);
      const bytes = Buffer.alloc(length);
      for (let i = 0, state = seed; i < length; i += 1) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
        bytes[i] = state >>> 16;
      }
      return bytes;
    });
}

/** JSON that is deep, broken, or made of very many small parts. */
const oddJson: fc.Arbitrary<Buffer> = fc
  .tuple(
    size(LARGEST - 100),
    fc.constantFrom('[', '{"a":', '[],', '{},', '"\\u0000', '1', '\\', '"a",', '1e9,', '-', '\u00a0', ' '),
    fc.constantFrom('', '{"specversion":"1.0","data":[', '{"BookingStart":', '['),
    fc.constantFrom('', ']', '1]}', '}'),
  )
  .map(([length, repeated, start, end]) => {
    const times = Math.max(1, Math.floor(length / Buffer.byteLength(repeated)));
    return Buffer.from(`${start}${repeated.repeat(times)}${end}`);
  });

/** An object of very many properties, bare or as the data of an event. */
const manyProperties: fc.Arbitrary<Buffer> = fc
  .tuple(size(60_000), fc.boolean(), fc.noBias(fc.nat()))
  .map(([count, isEvent, id]) => {
    const object = `{${Array.from({ length: count }, (_, i) => `"p${i}":{}`).join(',')}}`;
    const attributes = `"specversion":"1.0","type":"booking.requested","source":"urn:hostile","id":"${id}"`;
    return Buffer.from(isEvent ? `{${attributes},"data":${object}}` : object);
  });

const manyHeaders: fc.Arbitrary<HostileRecord['headers']> = fc
  .tuple(size(20_000), fc.constantFrom('', 'x', 'ce_id', '\0', 'ce_', NOT_UTF8), size(40), fc.boolean())
  .map(([count, name, length, isNumbered]) => {
    const value = Buffer.alloc(length, 0xe9);
    return Array.from({ length: count }, (_, i) => [
      isNumbered ? `${name.toString()}${i}` : name,
      i % 7 === 6 ? null : value,
    ]);
  });

const largeHeader: fc.Arbitrary<HostileRecord['headers']> = fc
  .tuple(
    fc.constantFrom('ce_id', 'ce_source', 'tracestate', 'traceparent', 'correlationid', 'content-type', 'x'),
    filler(600 * KIB),
  )
  .map(([name, value]) => [[name, value]]);
