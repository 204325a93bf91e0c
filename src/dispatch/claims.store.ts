import { Injectable } from '@nestjs/common';
import { ACCOUNT, type BookingRequest } from '../booking/request.js';
import type { EventContext } from '../outbox/outgoing-event.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { CreateBookingRequest } from '../reservanto/reservanto-client.js';

/** A request that this instance may call now; its attempt is recorded and its lane is ours until the lease ends. */
export interface ClaimedRequest extends BookingRequest {
  readonly call: CreateBookingRequest;
}

/** What an attempt came to, for its record. */
export interface AttemptEnd {
  readonly requestId: bigint;
  readonly number: number;
  readonly verdict: 'created' | 'refused' | 'not-executed' | 'unknown';
  readonly because: string | null;
  readonly httpStatus: number | null;
  readonly evidence: unknown;
}

interface Row {
  id: bigint;
  source: string;
  event_id: string;
  reference: string;
  data: Record<string, unknown>;
  call: CreateBookingRequest;
  context: EventContext;
  attempts: number;
  received_at: Date;
  deadline_at: Date;
}

/** Claims, and the record of attempts. */
@Injectable()
export class ClaimsStore {
  constructor(private readonly database: Database) {}

  /**
   * Claims the heads of at most `limit` free lanes, longest due first, and records an attempt for each: one committed
   * statement, before any call. A lane with a call in flight is never claimed (I5), nor is a request after its deadline.
   */
  async claim(limit: number, instance: string, leaseMs: number): Promise<ClaimedRequest[]> {
    const rows = await this.database.client.$queryRaw<Row[]>`
      WITH free AS MATERIALIZED (
        SELECT account, lane FROM lanes
        WHERE NOT in_flight AND due_at <= now() AND account = ${ACCOUNT}
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ), head AS MATERIALIZED (
        SELECT r.id FROM free CROSS JOIN LATERAL (
          SELECT w.id FROM booking_requests w
          WHERE w.account = free.account AND w.lane = free.lane AND w.state = 'WAITING'
          ORDER BY w.id LIMIT 1
        ) r
      ), claimed AS (
        UPDATE booking_requests r
        SET state = 'CALLING', attempts = r.attempts + 1, claimed_by = ${instance},
            lease_until = now() + ${leaseMs} * interval '1 millisecond'
        FROM head
        WHERE r.id = head.id AND r.state = 'WAITING' AND r.due_at <= now() AND r.deadline_at > now()
        RETURNING r.*
      ), recorded AS (
        INSERT INTO booking_attempts (request_id, number, instance)
        SELECT id, attempts, ${instance} FROM claimed
      )
      SELECT id, source, event_id, reference, data, call, context, attempts, received_at, deadline_at FROM claimed ORDER BY id`;
    return rows.map(({ event_id, received_at, deadline_at, ...row }) => ({
      ...row,
      account: ACCOUNT,
      eventId: event_id,
      receivedAt: received_at,
      deadlineAt: deadline_at,
    }));
  }

  /** Waiting requests whose deadline has passed, with the verdict of their last attempt, oldest deadline first. */
  async overdue(limit: number): Promise<(BookingRequest & { readonly lastBecause: string | null })[]> {
    const rows = await this.database.client.$queryRaw<(Omit<Row, 'call'> & { because: string | null })[]>`
      SELECT r.id, r.source, r.event_id, r.reference, r.data, r.context, r.attempts, r.received_at, r.deadline_at, a.because
      FROM booking_requests r LEFT JOIN booking_attempts a ON a.request_id = r.id AND a.number = r.attempts
      WHERE r.state = 'WAITING' AND r.deadline_at <= now()
      ORDER BY r.deadline_at LIMIT ${limit}`;
    return rows.map(({ event_id, received_at, deadline_at, because, ...row }) => ({
      ...row,
      account: ACCOUNT,
      eventId: event_id,
      receivedAt: received_at,
      deadlineAt: deadline_at,
      lastBecause: because,
    }));
  }

  /** Locks the lanes of these requests, in the one order for all, before waiting requests in them are changed. */
  async lockLanesOf(tx: Transaction, requestIds: readonly bigint[]): Promise<void> {
    await tx.$queryRaw`
      SELECT l.lane FROM lanes l
      JOIN (SELECT DISTINCT account, lane FROM booking_requests WHERE id = ANY(${requestIds}::bigint[])) r USING (account, lane)
      ORDER BY l.account, l.lane FOR UPDATE OF l`;
  }

  /** Claims whose lease has run out: their instance died or lost the database, and nobody knows what its call did. */
  async abandoned(limit: number): Promise<{ id: bigint; attempts: number; claimedBy: string }[]> {
    const rows = await this.database.client.$queryRaw<{ id: bigint; attempts: number; claimed_by: string }[]>`
      SELECT id, attempts, claimed_by FROM booking_requests
      WHERE state = 'CALLING' AND lease_until < now() ORDER BY lease_until LIMIT ${limit}`;
    return rows.map(({ claimed_by, ...row }) => ({ ...row, claimedBy: claimed_by }));
  }

  /** Completes the records of these attempts. */
  async finishAttempts(tx: Transaction, ends: readonly AttemptEnd[]): Promise<void> {
    if (ends.length === 0) return;
    await tx.$executeRaw`
      UPDATE booking_attempts a
      SET finished_at = now(), verdict = v.verdict::attempt_verdict, because = v.because, http_status = v.http_status, evidence = v.evidence::json
      FROM unnest(
        ${ends.map((e) => e.requestId)}::bigint[],
        ${ends.map((e) => e.number)}::int[],
        ${ends.map((e) => e.verdict)}::text[],
        ${ends.map((e) => e.because)}::text[],
        ${ends.map((e) => e.httpStatus)}::int[],
        ${ends.map((e) => JSON.stringify(e.evidence))}::text[]
      ) AS v(request_id, number, verdict, because, http_status, evidence)
      WHERE a.request_id = v.request_id AND a.number = v.number AND a.verdict IS NULL`;
  }
}
