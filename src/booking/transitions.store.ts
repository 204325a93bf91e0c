import { Inject, Injectable } from '@nestjs/common';
import { EVENT_ENCODING, encodeEvent, type EventEncoding } from '../outbox/encode-event.js';
import { asciiJson } from '../platform/database/ascii-json.js';
import type { Transaction } from '../platform/database/database.js';
import { FIRST_READING_MS, type Move, type Transition } from './transition.js';

/** The only writer of request states after a request is stored and claimed. */
@Injectable()
export class TransitionsStore {
  constructor(@Inject(EVENT_ENCODING) private readonly encoding: EventEncoding) {}

  /**
   * Applies each transition whose request still is as expected, completes the record of its attempt and owes the
   * outcome's event: one statement, so that all of it is written or nothing. `tx` may be a transaction or the client
   * itself. Returns the ids that were applied: a claim that was lost is missing from the answer, and leaves no trace. A
   * request may appear only once.
   */
  async apply(tx: Transaction, transitions: readonly Transition[]): Promise<ReadonlySet<bigint>> {
    if (transitions.length === 0) return new Set();
    // In one order for all, so that two writers of the same requests follow each other.
    const sorted = transitions.toSorted((a, b) => (a.requestId < b.requestId ? -1 : 1));
    const rows = sorted.map((transition) => this.rowOf(transition));
    const applied = await tx.$queryRaw<{ id: bigint }[]>`
      WITH applied AS (
        UPDATE booking_requests r
        SET state = v.next_state::request_state,
            due_at = CASE WHEN v.due_in_ms IS NULL THEN r.due_at ELSE now() + v.due_in_ms * interval '1 millisecond' END,
            claimed_by = NULL,
            lease_until = NULL,
            waits_for = NULL,
            unknown_since = CASE v.next_state WHEN 'UNKNOWN' THEN now() WHEN 'REVIEW' THEN COALESCE(r.unknown_since, now())
              ELSE r.unknown_since END,
            readings = CASE WHEN v.next_state = 'UNKNOWN' THEN 0 ELSE r.readings END,
            absences = CASE WHEN v.next_state = 'UNKNOWN' THEN 0 ELSE r.absences END,
            resubmissions = r.resubmissions + v.resubmissions,
            review_reason = v.review_reason,
            outcome = v.outcome::json,
            failure_code = v.failure_code,
            appointment_id = v.appointment_id,
            settled_by = v.settled_by::settled_by,
            settled_at = v.settled_at
        FROM json_to_recordset(${asciiJson(rows)}::json) AS v(
          id BIGINT, state TEXT, attempt INT, claimed_by TEXT, next_state TEXT, due_in_ms FLOAT8, resubmissions INT, review_reason TEXT,
          outcome TEXT, failure_code TEXT, appointment_id INT, settled_by TEXT, settled_at TIMESTAMPTZ,
          verdict TEXT, because TEXT, http_status INT, evidence TEXT,
          event_id TEXT, topic TEXT, key TEXT, value TEXT, headers TEXT
        )
        WHERE r.id = v.id AND r.state = v.state::request_state AND r.attempts = v.attempt
          AND r.claimed_by IS NOT DISTINCT FROM v.claimed_by
        RETURNING r.id, v.attempt, v.verdict, v.because, v.http_status, v.evidence, v.event_id, v.topic, v.key, v.value, v.headers
      ), ended AS (
        UPDATE booking_attempts a
        SET finished_at = now(), verdict = applied.verdict::attempt_verdict, because = applied.because,
            http_status = applied.http_status, evidence = applied.evidence::json
        FROM applied
        WHERE applied.verdict IS NOT NULL AND a.request_id = applied.id AND a.number = applied.attempt AND a.verdict IS NULL
      ), owed AS (
        INSERT INTO outbox_events (event_id, request_id, topic, key, value, headers)
        SELECT event_id, id, topic, decode(key, 'base64'), decode(value, 'base64'), headers::json
        FROM applied WHERE event_id IS NOT NULL ORDER BY id
        ON CONFLICT (event_id) DO NOTHING
      )
      SELECT id FROM applied`;
    return new Set(applied.map((row) => row.id));
  }

  /** What `json_to_recordset` reads. */
  private rowOf({ requestId, expected, move, attemptEnd }: Transition) {
    const owed = move.to === 'settled' ? encodeEvent(move.event, requestId, this.encoding) : null;
    return {
      id: String(requestId),
      state: expected.state,
      attempt: expected.attempt,
      claimed_by: expected.claimedBy,
      verdict: attemptEnd?.verdict,
      because: attemptEnd?.because,
      http_status: attemptEnd?.httpStatus,
      evidence: attemptEnd && asciiJson(attemptEnd.evidence),
      event_id: owed?.eventId,
      topic: owed?.topic,
      key: owed?.key,
      value: owed?.value,
      headers: owed && asciiJson(owed.headers),
      ...columnsOf(move),
    };
  }
}

/** Columns of the state to go to; one that is left out is null. JSON within them is text. */
function columnsOf(move: Move) {
  switch (move.to) {
    case 'waiting':
      return { next_state: 'WAITING', due_in_ms: move.dueInMs, resubmissions: move.isResubmission ? 1 : 0 };
    case 'unknown':
      return { next_state: 'UNKNOWN', due_in_ms: FIRST_READING_MS, resubmissions: 0 };
    case 'review':
      return { next_state: 'REVIEW', due_in_ms: move.dueInMs, resubmissions: 0, review_reason: move.reason };
    case 'settled': {
      const { outcome } = move;
      return {
        next_state: outcome.kind === 'created' ? 'CREATED' : 'FAILED',
        resubmissions: 0,
        outcome: asciiJson(outcome),
        failure_code: outcome.kind === 'failed' ? outcome.failure.code : null,
        appointment_id: outcome.kind === 'created' ? outcome.booking.AppointmentId : null,
        settled_by: move.by,
        settled_at: move.at,
      };
    }
  }
}
