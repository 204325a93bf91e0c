import { Injectable } from '@nestjs/common';
import { ACCOUNT } from '../booking/request.js';
import { Database } from '../platform/database/database.js';
import { type Identity, identityKey, type KnownBodies } from './prospects.js';

/** Looks up which requests are stored already. */
@Injectable()
export class KnownBodiesStore {
  constructor(private readonly database: Database) {}

  /** The fingerprints of those of `identities` that are stored. */
  async of(identities: readonly Identity[]): Promise<KnownBodies> {
    if (identities.length === 0) return new Map();
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
