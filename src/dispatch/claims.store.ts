import { Injectable } from '@nestjs/common';
import { ACCOUNT, type BookingRequest, requestOf, type RequestRow } from '../booking/request.js';
import type { AttemptEnd } from '../booking/transition.js';
import { asciiJson } from '../platform/database/ascii-json.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DEADLOCK, sqlStateOf, UNIQUE_VIOLATION } from '../platform/database/sql-state.js';
import type { CreateBookingRequest } from '../reservanto/reservanto-client.js';

/** A request that this instance may call now; its attempt is recorded and its lane is ours until the lease ends. */
export interface ClaimedRequest extends BookingRequest {
  readonly call: CreateBookingRequest;
}

/** Where a request stands, for a verdict that comes late. */
export interface Standing {
  readonly id: bigint;
  readonly state: 'WAITING' | 'CALLING' | 'UNKNOWN' | 'REVIEW' | 'CREATED' | 'FAILED';
  readonly attempts: number;
  readonly appointmentId: number | null;
}

interface ClaimedRow extends RequestRow {
  readonly call: CreateBookingRequest;
  readonly state: 'CALLING' | 'WAITING';
}

/** Of what is claimed together, about: texts of data, call and context. One request is claimed however large it is. */
const CLAIM_BYTES = 2 * 1024 * 1024;
/** How a claim fails that met another one: nothing of it happened. */
const CLASHES: ReadonlySet<string | null> = new Set([UNIQUE_VIOLATION, DEADLOCK]);

/**
 * Claims, and the record of attempts. Where a request is known by its id its state is compared as text, so that no partial
 * index is taken for the way to it (see the migration `free_lanes`).
 */
@Injectable()
export class ClaimsStore {
  constructor(private readonly database: Database) {}

  /**
   * Claims the heads of at most `limit` free lanes, longest due first, about 2 MiB of them together, and records an attempt for each: one committed
   * statement, before any call. A lane with a call in flight is never claimed (I5), nor is a request after its deadline.
   * A head that would be the same booking as one whose call is not settled begins to wait for that one instead, and its
   * lane goes on; of two such heads the earlier is called. Should another instance claim such a head at the same moment,
   * the index `one_call_per_booking` lets one of the claims happen, and this one is empty. `contended` tells of either,
   * so that there may be more to claim at once.
   */
  async claim(
    limit: number,
    instance: string,
    leaseMs: number,
  ): Promise<{ claimed: ClaimedRequest[]; contended: boolean }> {
    const rows = await this.takeHeads(limit, instance, leaseMs).catch((error: unknown) => {
      if (CLASHES.has(sqlStateOf(error))) return null;
      throw error;
    });
    const claimed = rows?.filter(({ state }) => state === 'CALLING') ?? [];
    return {
      contended: claimed.length !== rows?.length,
      claimed: claimed.map((row) => ({ ...requestOf(row), call: row.call })),
    };
  }

  private takeHeads(limit: number, instance: string, leaseMs: number): Promise<ClaimedRow[]> {
    return this.database.client.$queryRaw<ClaimedRow[]>`
      WITH free AS MATERIALIZED (
        SELECT account, lane FROM lanes
        WHERE account = ${ACCOUNT} AND NOT in_flight AND due_at < 'infinity' AND due_at <= now()
        ORDER BY account, due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ), head AS MATERIALIZED (
        SELECT r.id, COALESCE(blocker.id, CASE WHEN r.natural_key IS NOT NULL
            THEN NULLIF(min(r.id) OVER (PARTITION BY r.account, r.natural_key), r.id) END) AS blocker,
          sum(r.bytes) OVER (ORDER BY r.id) - r.bytes AS bytes_before
        FROM free CROSS JOIN LATERAL (
          SELECT w.id, w.account, w.natural_key,
            octet_length(w.data::text) + COALESCE(octet_length(w.call::text), 0) + octet_length(w.context::text) AS bytes
          FROM booking_requests w
          WHERE w.account = free.account AND w.lane = free.lane AND w.state = 'WAITING' AND w.waits_for IS NULL
          ORDER BY w.id LIMIT 1
        ) r LEFT JOIN LATERAL (
          SELECT u.id FROM booking_requests u
          WHERE u.account = r.account AND u.natural_key = r.natural_key AND u.state IN ('CALLING', 'UNKNOWN', 'REVIEW')
          LIMIT 1
        ) blocker ON true
      ), taken AS (
        UPDATE booking_requests r
        SET state = CASE WHEN head.blocker IS NULL THEN 'CALLING' ELSE 'WAITING' END::request_state,
            attempts = r.attempts + (head.blocker IS NULL)::int,
            claimed_by = CASE WHEN head.blocker IS NULL THEN ${instance} END,
            lease_until = CASE WHEN head.blocker IS NULL THEN now() + ${leaseMs} * interval '1 millisecond' END,
            waits_for = head.blocker
        FROM head
        WHERE r.id = head.id AND head.bytes_before < ${CLAIM_BYTES}
          AND r.state::text = 'WAITING' AND r.due_at <= now() AND r.deadline_at > now()
        RETURNING r.*
      ), recorded AS (
        INSERT INTO booking_attempts (request_id, number, instance)
        SELECT id, attempts, ${instance} FROM taken WHERE state = 'CALLING'
      )
      SELECT id, source, event_id, reference, data, call, context, attempts, received_at, deadline_at, state FROM taken ORDER BY id`;
  }

  /** Renews the leases of these claims. Returns those that are still this instance's; the others are lost. */
  async renew(
    requestIds: readonly bigint[],
    instance: string,
    leaseMs: number,
  ): Promise<ReadonlySet<bigint>> {
    const rows = await this.database.client.$queryRaw<{ id: bigint }[]>`
      UPDATE booking_requests SET lease_until = now() + ${leaseMs} * interval '1 millisecond'
      WHERE id = ANY(${requestIds}::bigint[]) AND state::text = 'CALLING' AND claimed_by = ${instance}
      RETURNING id`;
    return new Set(rows.map((row) => row.id));
  }

  /** Requests that wait for one whose call is settled by now; at most `limit`. */
  async released(limit: number): Promise<bigint[]> {
    const rows = await this.database.client.$queryRaw<{ id: bigint }[]>`
      SELECT w.id FROM booking_requests w
      WHERE w.state = 'WAITING' AND w.waits_for IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM booking_requests u WHERE u.id = w.waits_for AND u.state IN ('CALLING', 'UNKNOWN', 'REVIEW')
      ) LIMIT ${limit}`;
    return rows.map((row) => row.id);
  }

  /** Lets these requests wait for their lane alone again. Their lanes must be locked. */
  async release(tx: Transaction, requestIds: readonly bigint[]): Promise<void> {
    await tx.$executeRaw`
      UPDATE booking_requests SET waits_for = NULL WHERE id = ANY(${requestIds}::bigint[]) AND state::text = 'WAITING'`;
  }

  /** Removes at most `limit` lanes in which nothing waits or is called. Returns how many. */
  async removeEmptyLanes(limit: number): Promise<number> {
    return this.database.client.$executeRaw`
      WITH empty AS MATERIALIZED (
        SELECT account, lane FROM lanes WHERE NOT in_flight AND due_at = 'infinity' LIMIT ${limit} FOR UPDATE SKIP LOCKED
      )
      DELETE FROM lanes l USING empty e WHERE l.account = e.account AND l.lane = e.lane`;
  }

  /** Locks requests and tells where they stand. Their lanes must be locked first. */
  async standing(tx: Transaction, requestIds: readonly bigint[]): Promise<Standing[]> {
    return tx.$queryRaw<Standing[]>`
      SELECT id, state, attempts, appointment_id AS "appointmentId" FROM booking_requests
      WHERE id = ANY(${requestIds}::bigint[]) ORDER BY id FOR UPDATE`;
  }

  /** Waiting requests whose deadline has passed, with the verdict of their last attempt, oldest deadline first. */
  async overdue(limit: number): Promise<(BookingRequest & { readonly lastBecause: string | null })[]> {
    const rows = await this.database.client.$queryRaw<(RequestRow & { because: string | null })[]>`
      SELECT r.id, r.source, r.event_id, r.reference, r.data, r.context, r.attempts, r.received_at, r.deadline_at, a.because
      FROM booking_requests r LEFT JOIN booking_attempts a ON a.request_id = r.id AND a.number = r.attempts
      WHERE r.state = 'WAITING' AND r.deadline_at > '-infinity' AND r.deadline_at <= now()
      ORDER BY r.deadline_at LIMIT ${limit}`;
    return rows.map((row) => ({ ...requestOf(row), lastBecause: row.because }));
  }

  /** Claims whose lease has run out: their instance died or lost the database, and nobody knows what its call did. */
  async abandoned(limit: number): Promise<{ id: bigint; attempts: number; claimedBy: string }[]> {
    const rows = await this.database.client.$queryRaw<{ id: bigint; attempts: number; claimed_by: string }[]>`
      SELECT id, attempts, claimed_by FROM booking_requests
      WHERE state = 'CALLING' AND lease_until > '-infinity' AND lease_until < now() ORDER BY lease_until LIMIT ${limit}`;
    return rows.map(({ claimed_by, ...row }) => ({ ...row, claimedBy: claimed_by }));
  }

  /** Has the patrol look at a request soon, whatever it found before. */
  async sendPatrol(tx: Transaction, requestId: bigint): Promise<void> {
    await tx.$executeRaw`
      UPDATE booking_requests SET patrolled_at = NULL, unknown_since = COALESCE(unknown_since, now()) WHERE id = ${requestId}`;
  }

  /** Completes the record of an attempt late. What is proved replaces what was unknown, and nothing else does. */
  async finishLate(tx: Transaction, requestId: bigint, number: number, end: AttemptEnd): Promise<void> {
    await tx.$executeRaw`
      UPDATE booking_attempts
      SET finished_at = now(), verdict = ${end.verdict}::attempt_verdict, because = ${end.because},
        http_status = ${end.httpStatus}, evidence = ${asciiJson(end.evidence)}::json
      WHERE request_id = ${requestId} AND number = ${number}
        AND (verdict IS NULL OR (verdict = 'unknown' AND ${end.verdict} <> 'unknown'))`;
  }
}
