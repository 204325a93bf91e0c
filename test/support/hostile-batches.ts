import fc from 'fast-check';
import { bookingRequest } from './booking-request.js';
import { COMPRESSORS } from './compressors.js';
import {
  EMPTY,
  type HostileRecord,
  type HostileRecords,
  hostileRecords,
  INFLATING,
} from './hostile-records.js';
import { batchOf, rawRecord } from './record-batches.js';

/** A batch as it is sent. */
export interface HostileBatch extends HostileRecords {
  readonly partition: number;
  readonly timestampMs: number;
  readonly bytes: Buffer;
}

/** Partitions that the batches are spread over. */
export const PARTITIONS = 3;

type Codec = Pick<(typeof COMPRESSORS)['gzip'], 'compress'> & { readonly number: number };

const RAW = { number: 0, compress: (bytes: Buffer): Buffer => bytes };
/** What makes 80 MiB small enough for a broker. Plain snappy would need as much of its memory at once, too. */
const INFLATE_WELL: readonly Codec[] = [COMPRESSORS.gzip, COMPRESSORS.lz4, COMPRESSORS.zstd];
/** The first bytes of snappy declare what memory it needs, of which the broker of the tests has little: they are not damaged. */
const DECLARED = 5;
const CODECS: readonly Codec[] = [
  RAW,
  ...Object.values(COMPRESSORS),
  withBlocksOfNothing(COMPRESSORS.zstd, 6, '000000'),
  withBlocksOfNothing(COMPRESSORS['snappy in Java’s framing'], 16, '0000000100'),
];
/** Made at a time, so that the garbage of some hundred does not gather. */
const AT_ONCE = 10;
const SAME_BYTES = new Map<Codec, Buffer>();

/** Bytes to change, in one batch of fifteen. */
const damage = fc.oneof(
  { weight: 14, arbitrary: fc.constant<Parts['damage']>([]) },
  {
    weight: 1,
    arbitrary: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 0xff })), {
      minLength: 1,
      maxLength: 3,
    }),
  },
);
const ageMs = fc.oneof(
  { weight: 20, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(60_000, 86_400_000, Date.now() - 1_700_000_000, Date.now()) },
);

/** Batches without end, the same ones for the same seed but for their timestamps. */
export function* hostileBatches(seed: number): Generator<HostileBatch, never, void> {
  let requests = 0;
  const parts = fc.record({
    made: hostileRecords(() => requestOf((requests += 1))),
    codec: fc.constantFrom(...CODECS),
    partition: fc.nat(PARTITIONS - 1),
    ageMs,
    damage,
  });
  for (let drawn = 0; ; drawn += 1) {
    for (const drawnParts of fc.sample(parts, { numRuns: AT_ONCE, seed: seed + drawn }))
      yield batch(drawnParts);
  }
}

/** One batch of very many records of nothing. */
export function tinyRecords(count: number): HostileBatch {
  const made = { kind: 'very many tiny records', records: Array<HostileRecord>(count).fill(EMPTY) };
  return batch({ made, codec: COMPRESSORS.gzip, partition: 0, ageMs: 0, damage: [] });
}

interface Parts {
  readonly made: HostileRecords;
  readonly codec: Codec;
  readonly partition: number;
  readonly ageMs: number;
  /** Where bytes are changed, and how. */
  readonly damage: readonly (readonly [at: number, change: number])[];
}

function batch({ made, codec: drawn, partition, ageMs, damage }: Parts): HostileBatch {
  const { kind, records } = made;
  const codec = made === INFLATING && !INFLATE_WELL.includes(drawn) ? COMPRESSORS.gzip : drawn;
  // A random record that is damaged may be another one, and nothing would tell which.
  const damaged = kind === 'random records' ? [] : damage;
  const timestampMs = Date.now() - ageMs;
  const bytes = batchOf([], {
    attributes: codec.number,
    compressed: flipped(compressedRecords(made, codec), damaged),
    count: records.length,
    lastOffsetDelta: records.length - 1,
    baseTimestampMs: BigInt(timestampMs),
    maxTimestampMs: BigInt(timestampMs),
  });
  return { kind: damaged.length > 0 ? `damaged ${kind}` : kind, records, partition, timestampMs, bytes };
}

function compressedRecords(made: HostileRecords, codec: Parts['codec']): Buffer {
  const known = made === INFLATING ? SAME_BYTES.get(codec) : undefined;
  if (known !== undefined) return known;
  const bytes = codec.compress(
    Buffer.concat(made.records.map((record, offsetDelta) => rawRecord({ ...record, offsetDelta }))),
  );
  if (made === INFLATING) SAME_BYTES.set(codec, bytes);
  return bytes;
}

/** Valid bytes with 50,000 blocks more than there need be, between the header and the first block. */
function withBlocksOfNothing({ number, compress }: Codec, header: number, block: string): Codec {
  const nothing = Buffer.from(block.repeat(50_000), 'hex');
  return {
    number,
    compress: (bytes) => {
      const compressed = compress(bytes);
      return Buffer.concat([compressed.subarray(0, header), nothing, compressed.subarray(header)]);
    },
  };
}

function flipped(bytes: Buffer, damage: Parts['damage']): Buffer {
  if (damage.length === 0) return bytes;
  const changed = Buffer.from(bytes);
  for (const [at, change] of damage)
    if (at % changed.length > DECLARED) changed[at % changed.length]! ^= change;
  return changed;
}

/** A request that can be booked, with an id of its own. */
function requestOf(n: number): HostileRecord {
  const { key, value } = bookingRequest(n);
  return {
    key: Buffer.from(String(key)),
    value: Buffer.from(String(value)),
    headers: [['idempotency-key', Buffer.from(`hostile-${n}`)]],
  };
}
