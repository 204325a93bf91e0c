import { Injectable } from '@nestjs/common';
import { ACCOUNT } from '../booking/request.js';
import { Database } from '../platform/database/database.js';
import { failureKindOf } from '../platform/database/sql-state.js';
import { splitRefused } from '../platform/work/split-refused.js';
import { type Identity, identityKey, type KnownBodies } from './prospects.js';

/** Looks up which requests are stored already. */
@Injectable()
export class KnownBodiesStore {
  constructor(private readonly database: Database) {}

  /** The fingerprints of those of `identities` that are stored. */
  async of(identities: readonly Identity[]): Promise<KnownBodies> {
    if (identities.length === 0) return new Map();
    const found = await splitRefused<Identity, string | null>(
      identities,
      async (some) => {
        const known = await this.lookUp(some);
        return some.map((identity) => known.get(identityKey(identity)) ?? null);
      },
      (error) => failureKindOf(error) === 'refused',
      // What the database cannot even compare is not stored in it.
      async () => null,
    );
    return new Map(
      identities.flatMap((identity, i) => {
        const body = found[i] ?? null;
        return body === null ? [] : [[identityKey(identity), body] as const];
      }),
    );
  }

  private async lookUp(identities: readonly Identity[]): Promise<KnownBodies> {
    const rows = await this.database.client.$queryRaw<
      { source: string; event_id: string; body_hash: string }[]
    >`
      SELECT r.source, r.event_id, r.body_hash
      FROM unnest(
        ${identities.map((i) => i.source)}::text[],
        ${identities.map((i) => i.eventId)}::text[]
      ) AS v(source, event_id)
      JOIN booking_requests r ON r.account = ${ACCOUNT} AND r.source = v.source AND r.event_id = v.event_id`;
    return new Map(
      rows.map((row) => [identityKey({ source: row.source, eventId: row.event_id }), row.body_hash]),
    );
  }
}
