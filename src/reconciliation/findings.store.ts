import { Injectable } from '@nestjs/common';
import { ACCOUNT } from '../booking/request.js';
import { Database, type Transaction } from '../platform/database/database.js';

/** Bookings that should not be there: more than one for a request, or one for a request that failed. */
export interface Finding {
  readonly reference: string;
  readonly state: string;
  /** The booking that the request was answered with. */
  readonly appointmentId: number | null;
  readonly customerId: number;
  readonly appointments: readonly number[];
  readonly foundAt: Date;
}

/** A settled request that the patrol looks at. */
export interface Patrolled {
  readonly id: bigint;
  readonly reference: string;
  readonly state: 'CREATED' | 'FAILED';
  readonly appointmentId: number | null;
  readonly customerId: number;
  readonly start: number;
}

/** What the patrol looks at, and what it found. */
@Injectable()
export class FindingsStore {
  constructor(private readonly database: Database) {}

  /** Notes the active bookings of a request of which at least one is too many. True when that is news. */
  async report(tx: Transaction, requestId: bigint, appointments: readonly number[]): Promise<boolean> {
    const news = await tx.$queryRaw<unknown[]>`
      INSERT INTO patrol_findings (request_id, appointments) VALUES (${requestId}, ${[...appointments]}::int[])
      ON CONFLICT (request_id) DO UPDATE
        SET appointments = excluded.appointments, found_at = now(), resolved_at = NULL
        WHERE patrol_findings.appointments <> excluded.appointments OR patrol_findings.resolved_at IS NOT NULL
      RETURNING request_id`;
    return news.length > 0;
  }

  /** The bookings of a request are as they should be. */
  async resolve(tx: Transaction, requestId: bigint): Promise<void> {
    await tx.$executeRaw`
      UPDATE patrol_findings SET resolved_at = now() WHERE request_id = ${requestId} AND resolved_at IS NULL`;
  }

  /** Findings that are not resolved, oldest first. */
  async open(limit: number): Promise<Finding[]> {
    return this.database.client.$queryRaw<Finding[]>`
      SELECT r.reference, r.state::text, r.appointment_id AS "appointmentId", (r.call->>'CustomerId')::int AS "customerId",
        f.appointments, f.found_at AS "foundAt"
      FROM patrol_findings f JOIN booking_requests r ON r.id = f.request_id
      WHERE f.resolved_at IS NULL ORDER BY f.found_at LIMIT ${limit}`;
  }

  /**
   * Takes one settled request to look at, and notes that it was looked at: first those that were once unknown and are
   * settled for `settledForMs`, then the newest others; none of `except`.
   */
  async takeForPatrol(settledForMs: number, except: readonly bigint[] = []): Promise<Patrolled | null> {
    const [row] = await this.database.client.$queryRaw<Patrolled[]>`
      WITH doubtful AS (
        SELECT id FROM booking_requests
        WHERE unknown_since IS NOT NULL AND settled_at IS NOT NULL AND patrolled_at IS NULL
          AND settled_at <= now() - ${settledForMs} * interval '1 millisecond' AND id <> ALL(${[...except]}::bigint[])
        ORDER BY settled_at LIMIT 1 FOR UPDATE SKIP LOCKED
      ), newest AS (
        SELECT id FROM (SELECT id, state, patrolled_at, unknown_since FROM booking_requests ORDER BY id DESC LIMIT 1000) recent
        WHERE state = 'CREATED' AND patrolled_at IS NULL AND unknown_since IS NULL AND id <> ALL(${[...except]}::bigint[])
        ORDER BY id DESC LIMIT 1
      ), chosen AS (
        SELECT id FROM doubtful UNION ALL SELECT id FROM newest WHERE NOT EXISTS (SELECT 1 FROM doubtful)
      )
      UPDATE booking_requests r SET patrolled_at = now() FROM chosen
      WHERE r.id = chosen.id AND r.account = ${ACCOUNT} AND r.patrolled_at IS NULL
      RETURNING r.id, r.reference, r.state::text, r.appointment_id AS "appointmentId",
        (r.call->>'CustomerId')::int AS "customerId", (r.call->>'BookingStart')::float8 AS start`;
    return row ?? null;
  }

  /** A request could not be looked at; it is again what the patrol has not seen. */
  async putBack(requestId: bigint): Promise<void> {
    await this.database.client
      .$executeRaw`UPDATE booking_requests SET patrolled_at = NULL WHERE id = ${requestId}`;
  }

  /** The settled request with this reference; null when there is none. */
  async find(reference: string): Promise<Patrolled | null> {
    const [row] = await this.database.client.$queryRaw<Patrolled[]>`
      SELECT r.id, r.reference, r.state::text, r.appointment_id AS "appointmentId",
        (r.call->>'CustomerId')::int AS "customerId", (r.call->>'BookingStart')::float8 AS start
      FROM booking_requests r WHERE r.reference = ${reference} AND r.state IN ('CREATED', 'FAILED') AND r.call IS NOT NULL`;
    return row ?? null;
  }
}
