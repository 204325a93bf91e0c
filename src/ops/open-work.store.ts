import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** What is open in the database, for all instances together. Counts stop at {@link COUNT_LIMIT}. */
export interface OpenWork {
  readonly requests: readonly { readonly state: string; readonly count: number }[];
  readonly oldestUnknownSeconds: number;
  readonly owedEvents: number;
  readonly oldestOwedSeconds: number;
  readonly openFindings: number;
}

/** Counting further would cost more than the figure is worth. */
export const COUNT_LIMIT = 100_000;

/** Counts open work; settled rows cost nothing here. */
@Injectable()
export class OpenWorkStore {
  constructor(private readonly database: Database) {}

  async count(): Promise<OpenWork> {
    const [row] = await this.database.client.$queryRaw<[OpenWork]>`
      SELECT
        json_build_array(
          json_build_object('state', 'WAITING', 'count', (SELECT count(*) FROM (
            SELECT FROM booking_requests WHERE state = 'WAITING' AND deadline_at > '-infinity' LIMIT ${COUNT_LIMIT}) few)),
          json_build_object('state', 'CALLING', 'count', (SELECT count(*) FROM (
            SELECT FROM booking_requests WHERE state = 'CALLING' AND lease_until > '-infinity' LIMIT ${COUNT_LIMIT}) few)),
          json_build_object('state', 'UNKNOWN', 'count', (SELECT count(*) FROM (
            SELECT FROM booking_requests WHERE state = 'UNKNOWN' LIMIT ${COUNT_LIMIT}) few)),
          json_build_object('state', 'REVIEW', 'count', (SELECT count(*) FROM (
            SELECT FROM booking_requests WHERE state = 'REVIEW' LIMIT ${COUNT_LIMIT}) few))
        ) AS requests,
        COALESCE((SELECT extract(epoch FROM now() - min(unknown_since)) FROM booking_requests WHERE state IN ('UNKNOWN', 'REVIEW')), 0)::float8
          AS "oldestUnknownSeconds",
        (SELECT count(*) FROM (SELECT 1 FROM outbox_events LIMIT ${COUNT_LIMIT}) few)::int AS "owedEvents",
        COALESCE((SELECT extract(epoch FROM now() - created_at) FROM outbox_events ORDER BY id LIMIT 1), 0)::float8 AS "oldestOwedSeconds",
        (SELECT count(*) FROM patrol_findings WHERE resolved_at IS NULL)::int AS "openFindings"`;
    return row;
  }
}
