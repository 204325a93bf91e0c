import { Prisma } from '../generated/prisma/client.js';
import { ACCOUNT } from '../booking/request.js';
import type { OutboxRecord } from '../outbox/outbox-record.js';
import { asciiJson } from '../platform/database/ascii-json.js';
import type { Transaction } from '../platform/database/database.js';
import type { NewRequest } from './accept-record.js';
import { advancing } from './advance-positions.store.js';
import { positionOf } from './envelope.js';
import type { ReadPosition } from './read-position.js';

/** The event of a request that failed at once. */
export interface FailureEvent extends OutboxRecord {
  readonly from: NewRequest['from'];
}

/**
 * Stores requests, makes the events of those that failed at once pending, and moves the positions if every request is
 * new: one statement. A request whose identity is stored already changes nothing. Returns where the new ones stood.
 */
export async function insertRequests(
  tx: Transaction,
  requests: readonly NewRequest[],
  failures: readonly FailureEvent[],
  positions: readonly ReadPosition[],
): Promise<ReadonlySet<string>> {
  const allAreNew = Prisma.sql`(SELECT count(*) FROM fresh) = ${requests.length}`;
  const inserted = await tx.$queryRaw<{ topic: string; partition: number; offset: bigint }[]>`
    WITH fresh AS (
      INSERT INTO booking_requests (account, source, event_id, body_hash, reference, data, call, context, state, natural_key, lane,
        due_at, deadline_at, received_at, outcome, failure_code, settled_by, settled_at, from_topic, from_partition, from_offset)
      SELECT ${ACCOUNT}, v.source, v.event_id, v.body_hash, v.reference, v.data::json, v.call::json, v.context::json,
        CASE WHEN v.outcome IS NULL THEN 'WAITING' ELSE 'FAILED' END::request_state, v.natural_key, v.lane,
        now(), v.deadline_at, v.received_at, v.outcome::json, v.failure_code,
        CASE WHEN v.outcome IS NULL THEN NULL ELSE 'intake' END::settled_by,
        CASE WHEN v.outcome IS NULL THEN NULL ELSE v.received_at END,
        v.topic, v.partition, v."offset"
      FROM ROWS FROM (json_to_recordset(${asciiJson(requests.map(rowOf))}::json) AS (
        source TEXT, event_id TEXT, body_hash TEXT, reference TEXT, data TEXT, call TEXT, context TEXT, natural_key TEXT, lane TEXT,
        deadline_at TIMESTAMPTZ, received_at TIMESTAMPTZ, outcome TEXT, failure_code TEXT, topic TEXT, partition INT, "offset" BIGINT
      )) WITH ORDINALITY AS v(source, event_id, body_hash, reference, data, call, context, natural_key, lane, deadline_at, received_at,
        outcome, failure_code, topic, partition, "offset", n)
      ORDER BY v.n
      ON CONFLICT (account, source, event_id) DO NOTHING
      RETURNING id, from_topic, from_partition, from_offset
    ), pending AS (
      INSERT INTO outbox_events (event_id, request_id, topic, key, value, headers)
      SELECT v.event_id, fresh.id, v.topic, decode(v.key, 'base64'), decode(v.value, 'base64'), v.headers::json
      FROM unnest(
        ${failures.map((o) => o.eventId)}::text[],
        ${failures.map((o) => o.topic)}::text[],
        ${failures.map((o) => o.key)}::text[],
        ${failures.map((o) => o.value)}::text[],
        ${failures.map((o) => asciiJson(o.headers))}::text[],
        ${failures.map((o) => o.from.topic)}::text[],
        ${failures.map((o) => o.from.partition)}::int[],
        ${failures.map((o) => o.from.offset)}::bigint[]
      ) AS v(event_id, topic, key, value, headers, from_topic, from_partition, from_offset)
      JOIN fresh USING (from_topic, from_partition, from_offset)
      ORDER BY fresh.id
      ON CONFLICT (event_id) DO NOTHING
    ), advanced AS (${advancing(positions, allAreNew)})
    SELECT from_topic AS topic, from_partition AS partition, from_offset AS "offset" FROM fresh`;
  return new Set(inserted.map(positionOf));
}

/** Those of `repeated` whose stored namesake has another body. */
export async function withAnotherBody(
  tx: Transaction,
  repeated: readonly NewRequest[],
): Promise<NewRequest[]> {
  if (repeated.length === 0) return [];
  const others = await tx.$queryRaw<{ n: bigint }[]>`
    SELECT v.n
    FROM unnest(
      ${repeated.map((r) => r.source)}::text[],
      ${repeated.map((r) => r.eventId)}::text[],
      ${repeated.map((r) => r.bodyHash)}::text[]
    ) WITH ORDINALITY AS v(source, event_id, body_hash, n)
    JOIN booking_requests r ON r.account = ${ACCOUNT} AND r.source = v.source AND r.event_id = v.event_id
    WHERE r.body_hash <> v.body_hash AND split_part(r.body_hash, ':', 1) = split_part(v.body_hash, ':', 1)
    ORDER BY v.n`;
  return others.map(({ n }) => repeated[Number(n) - 1] as NewRequest);
}

/**
 * The row of a request, as `json_to_recordset` reads it. JSON within it is text: what a producer may write there (U+0000,
 * half of a surrogate pair) is not looked at before it is stored as it is.
 */
function rowOf(r: NewRequest) {
  return {
    source: r.source,
    event_id: r.eventId,
    body_hash: r.bodyHash,
    reference: r.reference,
    data: asciiJson(r.data),
    call: r.call === null ? null : asciiJson(r.call),
    context: asciiJson(r.context),
    natural_key: r.naturalKey,
    lane: r.lane,
    deadline_at: r.deadlineAt,
    received_at: r.receivedAt,
    outcome: r.outcome === null ? null : asciiJson(r.outcome),
    failure_code: r.outcome?.failure.code ?? null,
    topic: r.from.topic,
    partition: r.from.partition,
    offset: String(r.from.offset),
  };
}
