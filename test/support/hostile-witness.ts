import { acceptRecord, type IntakeRules } from '../../src/intake/accept-record.js';
import type { HostileBatch } from './hostile-batches.js';
import type { HostileRecord } from './hostile-records.js';
import { query } from './query.js';

/** A record that neither a request nor a dead letter accounts for, or more than one. */
export interface Unaccounted {
  readonly at: string;
  readonly kind: string;
  /** Rows that the database has of it. */
  readonly rows: number;
}

/** What the database made of what the broker acknowledged. */
export interface Accounts {
  readonly requests: number;
  readonly letters: number;
  /** Records whose request had come before. */
  readonly repeated: number;
  readonly unaccounted: readonly Unaccounted[];
}

interface Acknowledged {
  readonly kind: string;
  readonly partition: number;
  readonly baseOffset: number;
  readonly count: number;
  /** Of records that may repeat others: what tells that they do. */
  readonly identities: readonly (string | null)[] | null;
}

const RULES: IntakeRules = { lane: 'resource', ttlMs: 86_400_000 };

/** Remembers what the broker acknowledged, and where: the bridge is not asked. */
export class HostileWitness {
  /** Records that the broker took. */
  records = 0;
  /** Batches that the broker took and refused, by kind. */
  readonly taken: Record<string, number> = {};
  readonly refused: Record<string, number> = {};
  private readonly batches: Acknowledged[] = [];

  constructor(private readonly topic: string) {}

  refuses({ kind }: HostileBatch): void {
    this.refused[kind] = (this.refused[kind] ?? 0) + 1;
  }

  takes({ kind, partition, records, timestampMs }: HostileBatch, baseOffset: number): void {
    this.records += records.length;
    this.taken[kind] = (this.taken[kind] ?? 0) + 1;
    const identities =
      kind === 'random records'
        ? records.map((record, i) =>
            this.identityOf(record, { partition, offset: baseOffset + i, timestampMs }),
          )
        : null;
    this.batches.push({ kind, partition, baseOffset, count: records.length, identities });
  }

  /** Compares with what the database has. */
  async accounts(databaseUrl: string): Promise<Accounts> {
    const rows = await rowsByOffset(databaseUrl, this.topic);
    const stored = new Set(
      (
        await query<{ identity: string }>(
          databaseUrl,
          'SELECT json_build_array(source, event_id, body_hash)::text AS identity FROM booking_requests',
        )
      ).map(({ identity }) => JSON.stringify(JSON.parse(identity))),
    );
    const unaccounted: Unaccounted[] = [];
    let repeated = 0;
    for (const { kind, partition, baseOffset, count, identities } of this.batches)
      for (let i = 0; i < count; i += 1) {
        const at = `${partition}/${baseOffset + i}`;
        const found = rows.of.get(at) ?? 0;
        const identity = identities?.[i] ?? null;
        if (found === 0 && identity !== null && stored.has(identity)) repeated += 1;
        else if (found !== 1) unaccounted.push({ at, kind, rows: found });
      }
    return { requests: rows.requests, letters: rows.letters, repeated, unaccounted };
  }

  /** Null for what cannot become a request. */
  private identityOf(
    { key, value, headers }: HostileRecord,
    at: { partition: number; offset: number; timestampMs: number },
  ): string | null {
    const named = headers.flatMap(([name, bytes]) =>
      bytes === null ? [] : [[String(name), bytes] as const],
    );
    const record = {
      topic: this.topic,
      partition: at.partition,
      offset: BigInt(at.offset),
      timestampMs: BigInt(at.timestampMs),
    };
    const reading = acceptRecord({ ...record, key, value, headers: named }, new Date(), RULES);
    if (reading.became === 'dead-letter') return null;
    const { source, eventId, bodyHash } = reading.request;
    return JSON.stringify([source, eventId, bodyHash]);
  }
}

/** How many rows account for each offset; a range accounts for all that it covers. */
async function rowsByOffset(databaseUrl: string, topic: string) {
  const [requests, letters] = await Promise.all([
    query<{ partition: number; first: number; last: number }>(
      databaseUrl,
      `SELECT from_partition AS partition, from_offset::int AS first, from_offset::int AS last
       FROM booking_requests WHERE from_topic = $1`,
      [topic],
    ),
    query<{ partition: number; first: number; last: number }>(
      databaseUrl,
      `SELECT partition, record_offset::int AS first, coalesce(last_offset, record_offset)::int AS last
       FROM dead_letters WHERE topic = $1`,
      [topic],
    ),
  ]);
  const of = new Map<string, number>();
  for (const { partition, first, last } of [...requests, ...letters])
    for (let offset = first; offset <= last; offset += 1) {
      const at = `${partition}/${offset}`;
      of.set(at, (of.get(at) ?? 0) + 1);
    }
  return { of, requests: requests.length, letters: letters.length };
}
