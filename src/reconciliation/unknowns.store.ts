import { Injectable } from '@nestjs/common';
import type { Wish } from '../booking/natural-key.js';
import { ACCOUNT, type BookingRequest, requestOf, type RequestRow } from '../booking/request.js';
import { Database, type Transaction } from '../platform/database/database.js';

/** A request whose latest call nobody knows the outcome of. */
export interface UnknownRequest extends BookingRequest {
  readonly state: 'UNKNOWN' | 'REVIEW';
  readonly wish: Wish;
  readonly ageMs: number;
  readonly readings: number;
  readonly absences: number;
  readonly resubmissions: number;
}

/** What a reading saw, for the record. */
export interface ReadingRecord {
  readonly result: 'found' | 'absent' | 'ambiguous' | 'unreadable';
  readonly because: string | null;
  readonly appointments: readonly number[];
  readonly countsAsAbsence: boolean;
  /** When the next reading is due, should the request stay unknown. */
  readonly dueInMs: number;
}

interface Row extends RequestRow {
  readonly state: 'UNKNOWN' | 'REVIEW';
  readonly call: Wish;
  readonly age_ms: number;
  readonly readings: number;
  readonly absences: number;
  readonly resubmissions: number;
}

/** Requests with unknown outcomes, and what was read about them. */
@Injectable()
export class UnknownsStore {
  constructor(private readonly database: Database) {}

  /** Takes at most `limit` unknown requests that are to be read now. For `forMs` no other instance takes them. */
  async takeDue(limit: number, forMs: number): Promise<UnknownRequest[]> {
    const rows = await this.database.client.$queryRaw<Row[]>`
      WITH due AS MATERIALIZED (
        SELECT id FROM booking_requests
        WHERE state = 'UNKNOWN' AND due_at <= now() AND account = ${ACCOUNT}
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      )
      UPDATE booking_requests r SET due_at = now() + ${forMs} * interval '1 millisecond'
      FROM due WHERE r.id = due.id
      RETURNING r.id, r.source, r.event_id, r.reference, r.data, r.context, r.attempts, r.received_at, r.deadline_at,
        r.state, r.call, r.readings, r.absences, r.resubmissions,
        extract(epoch FROM now() - r.unknown_since)::float8 * 1000 AS age_ms`;
    return rows.map(unknownOf);
  }

  /** The open request with this reference, whether it is being reconciled or in review; null when there is none. */
  async find(reference: string): Promise<UnknownRequest | null> {
    const [row] = await this.database.client.$queryRaw<Row[]>`
      SELECT r.id, r.source, r.event_id, r.reference, r.data, r.context, r.attempts, r.received_at, r.deadline_at,
        r.state, r.call, r.readings, r.absences, r.resubmissions,
        extract(epoch FROM now() - r.unknown_since)::float8 * 1000 AS age_ms
      FROM booking_requests r WHERE r.reference = ${reference} AND r.state IN ('UNKNOWN', 'REVIEW') LIMIT 1`;
    return row === undefined ? null : unknownOf(row);
  }

  /**
   * Records a reading, if the request still is as it was when the reading began and no other reading came between:
   * two readings at the same time are never counted as two. False when it is not, and then nothing is recorded.
   */
  async record(tx: Transaction, unknown: UnknownRequest, reading: ReadingRecord): Promise<boolean> {
    const recorded = await tx.$queryRaw<unknown[]>`
      WITH mine AS (
        UPDATE booking_requests
        SET readings = readings + 1, absences = absences + ${reading.countsAsAbsence ? 1 : 0},
            due_at = CASE WHEN state = 'UNKNOWN' THEN now() + ${reading.dueInMs} * interval '1 millisecond' ELSE due_at END
        WHERE id = ${unknown.id} AND state = ${unknown.state}::request_state AND attempts = ${unknown.attempts}
          AND readings = ${unknown.readings}
        RETURNING id, attempts, readings
      )
      INSERT INTO booking_readings (request_id, attempt, number, result, because, appointments)
      SELECT id, attempts, readings, ${reading.result}, ${reading.because}, ${[...reading.appointments]}::int[] FROM mine
      RETURNING number`;
    return recorded.length > 0;
  }

  /**
   * Those of these AppointmentIds that other requests of the same customer were answered with, whatever they had asked
   * for. Customers of one group may share a number: a booking is the pair of both.
   */
  async attributed(unknown: UnknownRequest, appointments: readonly number[]): Promise<ReadonlySet<number>> {
    const rows = await this.database.client.$queryRaw<{ appointment_id: number }[]>`
      SELECT appointment_id FROM booking_requests
      WHERE account = ${ACCOUNT} AND appointment_id = ANY(${[...appointments]}::int[]) AND state = 'CREATED'
        AND id <> ${unknown.id} AND (call->>'CustomerId')::int = ${unknown.wish.CustomerId}`;
    return new Set(rows.map((row) => row.appointment_id));
  }

  /** Requests in review whose time is over, at most `limit`. */
  async overdueReviews(limit: number): Promise<BookingRequest[]> {
    const rows = await this.database.client.$queryRaw<RequestRow[]>`
      SELECT id, source, event_id, reference, data, context, attempts, received_at, deadline_at
      FROM booking_requests WHERE state = 'REVIEW' AND due_at <= now() ORDER BY due_at LIMIT ${limit}`;
    return rows.map(requestOf);
  }
}

function unknownOf(row: Row): UnknownRequest {
  const { state, call, age_ms, readings, absences, resubmissions } = row;
  return {
    ...requestOf(row),
    state,
    wish: call,
    ageMs: age_ms,
    readings,
    absences,
    resubmissions,
  };
}
