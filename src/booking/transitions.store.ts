import { Inject, Injectable } from '@nestjs/common';
import { EVENT_ENCODING, encodeEvent, type EventEncoding } from '../outbox/encode-event.js';
import { appendToOutbox } from '../outbox/outbox.store.js';
import type { Transaction } from '../platform/database/database.js';
import type { Move, Transition } from './transition.js';

/** The only writer of request states after a request is stored and claimed. */
@Injectable()
export class TransitionsStore {
  constructor(@Inject(EVENT_ENCODING) private readonly encoding: EventEncoding) {}

  /**
   * Applies each transition whose request still is as expected, and with it owes the outcome's event, in one
   * statement each inside `tx`. Returns the ids that were applied: a claim that was lost is missing from the answer,
   * and leaves no trace. A request may appear only once.
   */
  async apply(tx: Transaction, transitions: readonly Transition[]): Promise<ReadonlySet<bigint>> {
    if (transitions.length === 0) return new Set();
    const rows = transitions.map((t) => ({ ...columnsOf(t.move), id: t.requestId, ...t.expected }));
    const applied = await tx.$queryRaw<{ id: bigint }[]>`
      UPDATE booking_requests r
      SET state = v.next_state::request_state,
          due_at = CASE WHEN v.due_in_ms IS NULL THEN r.due_at ELSE now() + v.due_in_ms * interval '1 millisecond' END,
          claimed_by = NULL,
          lease_until = NULL,
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
        ${rows.map((r) => r.outcome)}::text[],
        ${rows.map((r) => r.failureCode)}::text[],
        ${rows.map((r) => r.appointmentId)}::int[],
        ${rows.map((r) => r.settledBy)}::text[],
        ${rows.map((r) => r.settledAt)}::text[]
      ) AS v(id, state, attempt, claimed_by, next_state, due_in_ms, outcome, failure_code, appointment_id, settled_by, settled_at)
      WHERE r.id = v.id AND r.state = v.state::request_state AND r.attempts = v.attempt
        AND r.claimed_by IS NOT DISTINCT FROM v.claimed_by
      RETURNING r.id`;
    const won = new Set(applied.map((row) => row.id));
    const owed = transitions.flatMap(({ requestId, move }) =>
      move.to === 'settled' && won.has(requestId) ? [encodeEvent(move.event, requestId, this.encoding)] : [],
    );
    await appendToOutbox(tx, owed);
    return won;
  }
}

function columnsOf(move: Move) {
  const open = {
    outcome: null,
    failureCode: null,
    appointmentId: null,
    settledBy: null,
    settledAt: null,
    dueInMs: null,
  };
  switch (move.to) {
    case 'waiting':
      return { ...open, nextState: 'WAITING', dueInMs: move.dueInMs };
    case 'unknown':
      return { ...open, nextState: 'UNKNOWN' };
    case 'settled': {
      const settled = {
        settledBy: move.by,
        settledAt: move.at.toISOString(),
        outcome: JSON.stringify(move.outcome),
        dueInMs: null,
      };
      return move.outcome.kind === 'created'
        ? {
            ...settled,
            nextState: 'CREATED',
            failureCode: null,
            appointmentId: move.outcome.booking.AppointmentId,
          }
        : { ...settled, nextState: 'FAILED', failureCode: move.outcome.failure.code, appointmentId: null };
    }
  }
}
