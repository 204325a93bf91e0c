import { ClaimsStore } from '../../../src/dispatch/claims.store.js';
import { requestOf } from '../../../src/booking/request.js';
import { Database } from '../../../src/platform/database/database.js';
import { type Mutant, SLOW_CALLS } from './mutant.js';

type ClaimedRow = Parameters<typeof requestOf>[0] & { readonly call: never };

/** Competing consumers, as on any queue. */
export const noLaneExclusion: Mutant = {
  breaks: 'waiting requests are claimed whatever else is in flight in their lane',
  expected: 'I5',
  faults: SLOW_CALLS,
  patch: async (app) => {
    const { client } = app.get(Database);
    await client.$executeRaw`DROP INDEX IF EXISTS one_call_per_lane`;
    app.get(ClaimsStore).claim = async (limit, instance, leaseMs) => {
      const rows = await client.$queryRaw<ClaimedRow[]>`
        WITH next AS MATERIALIZED (
          SELECT id FROM booking_requests WHERE state = 'WAITING' AND due_at <= now()
          ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        ), claimed AS (
          UPDATE booking_requests r
          SET state = 'CALLING', attempts = attempts + 1, claimed_by = ${instance}, waits_for = NULL,
              lease_until = now() + ${leaseMs} * interval '1 millisecond'
          FROM next WHERE r.id = next.id RETURNING r.*
        ), recorded AS (
          INSERT INTO booking_attempts (request_id, number, instance) SELECT id, attempts, ${instance} FROM claimed
        )
        SELECT id, source, event_id, reference, data, call, context, attempts, received_at, deadline_at FROM claimed`;
      return { contended: false, claimed: rows.map((row) => ({ ...requestOf(row), call: row.call })) };
    };
  },
};
