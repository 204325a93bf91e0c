import { Injectable } from '@nestjs/common';
import { ACCOUNT } from '../booking/request.js';
import { Database } from '../platform/database/database.js';

/** Turns of calls, for all instances together. */
@Injectable()
export class CallTurnsStore {
  constructor(private readonly database: Database) {}

  /**
   * Reserves `turns` calls, one every `gapMs`, behind those that any instance has reserved. Returns the milliseconds
   * until the first of them. A turn that is not used is lost.
   */
  async reserve(turns: number, gapMs: number): Promise<number> {
    const lengthMs = turns * gapMs;
    const [row] = await this.database.client.$queryRaw<[{ in_ms: number }]>`
      INSERT INTO account_pace AS p (account, next_at) VALUES (${ACCOUNT}, now() + ${lengthMs} * interval '1 millisecond')
      ON CONFLICT (account) DO UPDATE SET next_at = GREATEST(p.next_at, now()) + ${lengthMs} * interval '1 millisecond'
      RETURNING extract(epoch FROM next_at - now())::float8 * 1000 - ${lengthMs} AS in_ms`;
    return Math.max(0, row.in_ms);
  }
}
