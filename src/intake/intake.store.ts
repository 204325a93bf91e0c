import { Inject, Injectable } from '@nestjs/common';
import { failureOf } from '../booking/failure.js';
import { outcomeEventOf } from '../booking/outcome.js';
import { ACCOUNT } from '../booking/request.js';
import { type DeadLetter } from '../dead-letter/dead-letter.js';
import { DeadLetterStore } from '../dead-letter/dead-letter.store.js';
import { EVENT_ENCODING, encodeEvent, type EventEncoding } from '../outbox/encode-event.js';
import { appendToOutbox } from '../outbox/outbox.store.js';
import { Database } from '../platform/database/database.js';
import { MicroBatch } from '../platform/work/micro-batch.js';
import type { NewRequest, Reading } from './accept-record.js';
import { positionOf } from './envelope.js';
import { rejectionRecordsOf } from './rejections.store.js';

/** What storing a batch changed. */
export interface StoredBatch {
  /** Requests that wait to be called now. */
  readonly waiting: number;
  /** Requests that failed at once because their data breaks the rules. */
  readonly invalid: number;
  readonly deadLetters: number;
  /** Records that were stored before. */
  readonly redelivered: number;
}

/** What became of one record when it was stored. */
type Stored = 'waiting' | 'invalid' | 'dead-letter' | 'redelivered';

const MAX_RECORDS = 500;
/** Batches of one partition come one after the other; those of several may be written in any order. */
const WRITERS = 2;

/** Makes records durable. */
@Injectable()
export class IntakeStore {
  private readonly batch = new MicroBatch(
    (readings: Reading[]) => this.write(readings),
    MAX_RECORDS,
    WRITERS,
  );

  constructor(
    private readonly database: Database,
    private readonly deadLetters: DeadLetterStore,
    @Inject(EVENT_ENCODING) private readonly encoding: EventEncoding,
  ) {}

  /**
   * Resolves when all of them are durable: requests, dead letters, and the events that are owed for what failed at once.
   * When it rejects some may be stored and others not. What is stored already changes nothing, so a batch may come again
   * in any shape (I8). Batches that come at the same time are written together.
   */
  async store(readings: readonly Reading[]): Promise<StoredBatch> {
    const became = await this.batch.addAll(readings);
    const count = (what: Stored) => became.filter((stored) => stored === what).length;
    return {
      waiting: count('waiting'),
      invalid: count('invalid'),
      deadLetters: count('dead-letter'),
      redelivered: count('redelivered'),
    };
  }

  private async write(readings: readonly Reading[]): Promise<Stored[]> {
    const requests = readings.flatMap((r) => (r.became === 'request' ? [r.request] : []));
    const fresh = await this.insert(requests);
    const isFresh = (request: NewRequest) => fresh.has(positionOf(request.from));
    const reused = await this.withAnotherBody(requests.filter((request) => !isFresh(request)));
    const unreadable = readings.flatMap((r) => (r.became === 'dead-letter' ? [deadLetterOf(r)] : []));
    const kept = await this.keep([...unreadable, ...reused.map(idReused)]);
    return readings.map((reading) => {
      const record = reading.became === 'request' ? reading.request.from : reading.record;
      if (kept.has(positionOf(record))) return 'dead-letter';
      if (reading.became === 'dead-letter' || !isFresh(reading.request)) return 'redelivered';
      return reading.request.outcome === null ? 'waiting' : 'invalid';
    });
  }

  /** Stores requests, and owes the events of those that failed at once, in one statement. Returns where the new ones stood. */
  private async insert(requests: readonly NewRequest[]): Promise<ReadonlySet<string>> {
    if (requests.length === 0) return new Set();
    const failed = requests.filter((request) => request.outcome !== null);
    const owed = failed.map((request) => ({ ...this.failureEvent(request), from: request.from }));
    const inserted = await this.database.client.$queryRaw<
      { topic: string; partition: number; offset: bigint }[]
    >`
      WITH fresh AS (
        INSERT INTO booking_requests (account, source, event_id, body_hash, reference, data, call, context, state, natural_key, lane,
          due_at, deadline_at, received_at, outcome, failure_code, settled_by, settled_at, from_topic, from_partition, from_offset)
        SELECT ${ACCOUNT}, v.source, v.event_id, v.body_hash, v.reference, v.data::json, v.call::json, v.context::json,
          CASE WHEN v.outcome IS NULL THEN 'WAITING' ELSE 'FAILED' END::request_state, v.natural_key, v.lane,
          now(), v.deadline_at, v.received_at, v.outcome::json, v.failure_code,
          CASE WHEN v.outcome IS NULL THEN NULL ELSE 'intake' END::settled_by,
          CASE WHEN v.outcome IS NULL THEN NULL ELSE v.received_at END,
          v.topic, v.partition, v."offset"
        FROM ROWS FROM (json_to_recordset(${JSON.stringify(requests.map(rowOf))}::json) AS (
          source TEXT, event_id TEXT, body_hash TEXT, reference TEXT, data TEXT, call TEXT, context TEXT, natural_key TEXT, lane TEXT,
          deadline_at TIMESTAMPTZ, received_at TIMESTAMPTZ, outcome TEXT, failure_code TEXT, topic TEXT, partition INT, "offset" BIGINT
        )) WITH ORDINALITY AS v(source, event_id, body_hash, reference, data, call, context, natural_key, lane, deadline_at, received_at,
          outcome, failure_code, topic, partition, "offset", n)
        ORDER BY v.n
        ON CONFLICT (account, source, event_id) DO NOTHING
        RETURNING id, from_topic, from_partition, from_offset
      ), owed AS (
        INSERT INTO outbox_events (event_id, request_id, topic, key, value, headers)
        SELECT v.event_id, fresh.id, v.topic, decode(v.key, 'base64'), decode(v.value, 'base64'), v.headers::json
        FROM unnest(
          ${owed.map((o) => o.eventId)}::text[],
          ${owed.map((o) => o.topic)}::text[],
          ${owed.map((o) => o.key)}::text[],
          ${owed.map((o) => o.value)}::text[],
          ${owed.map((o) => JSON.stringify(o.headers))}::text[],
          ${owed.map((o) => o.from.topic)}::text[],
          ${owed.map((o) => o.from.partition)}::int[],
          ${owed.map((o) => o.from.offset)}::bigint[]
        ) AS v(event_id, topic, key, value, headers, from_topic, from_partition, from_offset)
        JOIN fresh USING (from_topic, from_partition, from_offset)
        ORDER BY fresh.id
        ON CONFLICT (event_id) DO NOTHING
      )
      SELECT from_topic AS topic, from_partition AS partition, from_offset AS "offset" FROM fresh`;
    return new Set(inserted.map(positionOf));
  }

  /** Those of `repeated` whose stored namesake has another body. */
  private async withAnotherBody(repeated: readonly NewRequest[]): Promise<NewRequest[]> {
    if (repeated.length === 0) return [];
    const others = await this.database.client.$queryRaw<{ n: bigint }[]>`
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

  /** Keeps dead letters, and owes the events that tell of them. Returns where the new ones stood. */
  private async keep(letters: readonly DeadLetter[]): Promise<ReadonlySet<string>> {
    if (letters.length === 0) return new Set();
    const kept = await this.database.transaction(async (tx) => {
      const fresh = await this.deadLetters.keep(tx, letters);
      await appendToOutbox(tx, await rejectionRecordsOf(tx, fresh, this.encoding));
      return fresh;
    });
    return new Set(kept.map(({ record }) => positionOf(record)));
  }

  private failureEvent(request: NewRequest) {
    const outcome = request.outcome as NonNullable<NewRequest['outcome']>;
    const event = outcomeEventOf(request, outcome, { by: 'intake', at: request.receivedAt });
    return encodeEvent(event, null, this.encoding);
  }
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
    data: JSON.stringify(r.data),
    call: r.call === null ? null : JSON.stringify(r.call),
    context: JSON.stringify(r.context),
    natural_key: r.naturalKey,
    lane: r.lane,
    deadline_at: r.deadlineAt,
    received_at: r.receivedAt,
    outcome: r.outcome === null ? null : JSON.stringify(r.outcome),
    failure_code: r.outcome?.failure.code ?? null,
    topic: r.from.topic,
    partition: r.from.partition,
    offset: String(r.from.offset),
  };
}

function deadLetterOf({ record, why, at }: Extract<Reading, { became: 'dead-letter' }>): DeadLetter {
  return { record, failure: failureOf(why.code, why.message), failedAt: at };
}

function idReused(request: NewRequest): DeadLetter {
  const detail =
    'A request with this source and id was stored before with other data; send this one under an id of its own.';
  return { record: request.from, failure: failureOf('ID_REUSED', detail), failedAt: request.receivedAt };
}
