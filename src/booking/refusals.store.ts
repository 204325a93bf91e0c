import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ProviderAnswer } from './failure.js';
import { failureOfRefusal } from './refusal.js';

/** One wording by which Reservanto refused, and when requests met it. */
export interface UnmappedRefusal {
  readonly provider: ProviderAnswer;
  readonly count: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** Reads refusals that no rule has a code for, from the outcomes that are kept. */
@Injectable()
export class RefusalsStore {
  constructor(private readonly database: Database) {}

  /**
   * Distinct unmapped refusals of the last `days`, the last seen first, at most `limit`. Outcomes keep the code that
   * they were settled with; a wording that this release has a rule for is left out.
   */
  async unmapped(days: number, limit: number): Promise<UnmappedRefusal[]> {
    const rows = await this.database.client.$queryRaw<UnmappedRefusal[]>`
      SELECT json_build_object('httpStatus', r.http_status, 'messages', r.messages::json, 'parameters', r.parameters::json) AS provider,
        count(*)::int AS count, min(r.settled_at) AS "firstSeen", max(r.settled_at) AS "lastSeen"
      FROM (
        SELECT settled_at,
          (outcome #>> '{failure,provider,httpStatus}')::int AS http_status,
          coalesce(outcome #>> '{failure,provider,messages}', '[]') AS messages,
          coalesce(outcome #>> '{failure,provider,parameters}', '[]') AS parameters
        FROM booking_requests
        WHERE failure_code = 'REFUSED_BY_RESERVANTO' AND settled_at >= now() - make_interval(days => ${days})
      ) r
      GROUP BY r.http_status, r.messages, r.parameters
      ORDER BY max(r.settled_at) DESC
      LIMIT ${limit}`;
    return rows.filter(({ provider }) => failureOfRefusal(provider).code === 'REFUSED_BY_RESERVANTO');
  }
}
