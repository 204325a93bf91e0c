import { Inject, Injectable } from '@nestjs/common';
import { EVENT_ENCODING, encodeEvent, type EventEncoding } from '../outbox/encode-event.js';
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
    const rows = sorted.map((t) => ({ ...columnsOf(t.move), id: t.requestId, ...t.expected }));
    const ends = sorted.flatMap(({ requestId, expected, attemptEnd }) =>
      attemptEnd === undefined ? [] : [{ requestId, number: expected.attempt, ...attemptEnd }],
    );
    const owed = sorted.flatMap(({ requestId, move }) =>
      move.to === 'settled' ? [encodeEvent(move.event, requestId, this.encoding)] : [],
    );
    const applied = await tx.$queryRaw<{ id: bigint }[]>`
      WITH applied AS (
        UPDATE booking_requests r
        SET state = v.next_state::request_state,
            due_at = CASE WHEN v.due_in_ms IS NULL THEN r.due_at ELSE now() + v.due_in_ms * interval '1 millisecond' END,
            claimed_by = NULL,
            lease_until = NULL,
            waits_for = NULL,
            unknown_since = CASE WHEN v.next_state = 'UNKNOWN' THEN now() ELSE r.unknown_since END,
            readings = CASE WHEN v.next_state = 'UNKNOWN' THEN 0 ELSE r.readings END,
            absences = CASE WHEN v.next_state = 'UNKNOWN' THEN 0 ELSE r.absences END,
            resubmissions = r.resubmissions + v.resubmissions,
            review_reason = v.review_reason,
            outcome = v.outcome::json,
            failure_code = v.failure_code,
            appointment_id = v.appointment_id,
            settled_by = v.settled_by::settled_by,
            settled_at = v.settled_at::timestamptz
        FROM unnest(
          ${rows.map((r) => r.id)}::bigint[],
          ${rows.map((r) => r.state)}::text[],
          ${rows.map((r) => r.attempt)}::int[],
          ${rows.map((r) => r.claimedBy)}::text[],
          ${rows.map((r) => r.nextState)}::text[],
          ${rows.map((r) => r.dueInMs)}::float8[],
          ${rows.map((r) => r.resubmissions)}::int[],
          ${rows.map((r) => r.reviewReason)}::text[],
          ${rows.map((r) => r.outcome)}::text[],
          ${rows.map((r) => r.failureCode)}::text[],
          ${rows.map((r) => r.appointmentId)}::int[],
          ${rows.map((r) => r.settledBy)}::text[],
          ${rows.map((r) => r.settledAt)}::text[]
        ) AS v(id, state, attempt, claimed_by, next_state, due_in_ms, resubmissions, review_reason, outcome, failure_code, appointment_id, settled_by, settled_at)
        WHERE r.id = v.id AND r.state = v.state::request_state AND r.attempts = v.attempt
          AND r.claimed_by IS NOT DISTINCT FROM v.claimed_by
        RETURNING r.id
      ), ended AS (
        UPDATE booking_attempts a
        SET finished_at = now(), verdict = v.verdict::attempt_verdict, because = v.because, http_status = v.http_status,
          evidence = v.evidence::json
        FROM unnest(
          ${ends.map((e) => e.requestId)}::bigint[],
          ${ends.map((e) => e.number)}::int[],
          ${ends.map((e) => e.verdict)}::text[],
          ${ends.map((e) => e.because)}::text[],
          ${ends.map((e) => e.httpStatus)}::int[],
          ${ends.map((e) => JSON.stringify(e.evidence))}::text[]
        ) AS v(request_id, number, verdict, because, http_status, evidence)
        JOIN applied ON applied.id = v.request_id
        WHERE a.request_id = v.request_id AND a.number = v.number AND a.verdict IS NULL
      ), owed AS (
        INSERT INTO outbox_events (event_id, request_id, topic, key, value, headers)
        SELECT v.event_id, v.request_id, v.topic, decode(v.key, 'base64'), decode(v.value, 'base64'), v.headers::json
        FROM unnest(
          ${owed.map((r) => r.eventId)}::text[],
          ${owed.map((r) => r.requestId)}::bigint[],
          ${owed.map((r) => r.topic)}::text[],
          ${owed.map((r) => r.key)}::text[],
          ${owed.map((r) => r.value)}::text[],
          ${owed.map((r) => JSON.stringify(r.headers))}::text[]
        ) WITH ORDINALITY AS v(event_id, request_id, topic, key, value, headers, n)
        JOIN applied ON applied.id = v.request_id
        ORDER BY v.n
        ON CONFLICT (event_id) DO NOTHING
      )
      SELECT id FROM applied`;
    return new Set(applied.map((row) => row.id));
  }
}

function columnsOf(move: Move) {
  const none = {
    outcome: null,
    failureCode: null,
    appointmentId: null,
    settledBy: null,
    settledAt: null,
    dueInMs: null,
    resubmissions: 0,
    reviewReason: null,
  };
  switch (move.to) {
    case 'waiting':
      return {
        ...none,
        nextState: 'WAITING',
        dueInMs: move.dueInMs,
        resubmissions: move.isResubmission ? 1 : 0,
      };
    case 'unknown':
      return { ...none, nextState: 'UNKNOWN', dueInMs: FIRST_READING_MS };
    case 'review':
      return { ...none, nextState: 'REVIEW', dueInMs: move.dueInMs, reviewReason: move.reason };
    case 'settled': {
      const { outcome } = move;
      return {
        ...none,
        nextState: outcome.kind === 'created' ? 'CREATED' : 'FAILED',
        outcome: JSON.stringify(outcome),
        failureCode: outcome.kind === 'failed' ? outcome.failure.code : null,
        appointmentId: outcome.kind === 'created' ? outcome.booking.AppointmentId : null,
        settledBy: move.by,
        settledAt: move.at.toISOString(),
      };
    }
  }
}
