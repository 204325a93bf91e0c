import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Counts what waits to be called. */
@Injectable()
export class BacklogStore {
  constructor(private readonly database: Database) {}

  /** Waiting requests of all instances; counting stops at `limit`. */
  async waiting(limit: number): Promise<number> {
    const [row] = await this.database.client.$queryRaw<[{ waiting: number }]>`
      SELECT count(*)::int AS waiting FROM (
        SELECT FROM booking_requests WHERE state = 'WAITING' AND deadline_at > '-infinity' LIMIT ${Math.ceil(limit)}
      ) few`;
    return row.waiting;
  }
}
