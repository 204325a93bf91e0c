import { Inject, Injectable } from '@nestjs/common';
import { failureOf } from '../booking/failure.js';
import { outcomeEventOf, rejectionEventOf } from '../booking/outcome.js';
import { ACCOUNT } from '../booking/request.js';
import { type DeadLetter, valueHashOf } from '../dead-letter/dead-letter.js';
import { DeadLetterStore } from '../dead-letter/dead-letter.store.js';
import { EVENT_ENCODING, encodeEvent, type EventEncoding } from '../outbox/encode-event.js';
import { appendToOutbox } from '../outbox/outbox.store.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { headerText } from '../platform/kafka/incoming-record.js';
import type { NewRequest, Reading } from './accept-record.js';
import { bareSourceOf, positionOf } from './envelope.js';

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

/** Makes a batch of records durable. */
@Injectable()
export class IntakeStore {
  constructor(
    private readonly database: Database,
    private readonly deadLetters: DeadLetterStore,
    @Inject(EVENT_ENCODING) private readonly encoding: EventEncoding,
  ) {}

  /**
   * Stores a whole batch or nothing of it: requests, dead letters, and the events that are owed for what failed at
   * once. What is stored already changes nothing, so a batch may come again in any shape (I8).
   */
  store(readings: readonly Reading[]): Promise<StoredBatch> {
    return this.database.transaction(async (tx) => {
      const requests = readings.flatMap((r) => (r.became === 'request' ? [r.request] : []));
      const { fresh, repeated } = await this.insert(tx, requests);
      const reused = await this.withAnotherBody(tx, repeated);
      const unreadable = readings.flatMap((r) => (r.became === 'dead-letter' ? [deadLetterOf(r)] : []));
      const kept = await this.deadLetters.keep(tx, [...unreadable, ...reused.map(idReused)]);
      const invalid = fresh.filter(({ request }) => request.outcome !== null);
      await appendToOutbox(tx, [
        ...invalid.map(({ id, request }) => this.failureEvent(id, request)),
        ...kept
          .filter((letter) => letter.failure.code !== 'ID_REUSED')
          .map((letter) => this.rejectionEvent(letter)),
      ]);
      return {
        waiting: fresh.length - invalid.length,
        invalid: invalid.length,
        deadLetters: kept.length,
        redelivered: readings.length - fresh.length - kept.length,
      };
    });
  }

  private async insert(tx: Transaction, requests: readonly NewRequest[]) {
    if (requests.length === 0) return { fresh: [], repeated: [] };
    const inserted = await tx.$queryRaw<{ id: bigint; source: string; event_id: string }[]>`
      INSERT INTO booking_requests (account, source, event_id, body_hash, reference, data, call, context, state, natural_key, lane,
        due_at, deadline_at, received_at, outcome, failure_code, settled_by, settled_at, from_topic, from_partition, from_offset)
      SELECT ${ACCOUNT}, v.source, v.event_id, v.body_hash, v.reference, v.data::json, v.call::json, v.context::json,
        CASE WHEN v.outcome IS NULL THEN 'WAITING' ELSE 'FAILED' END::request_state, v.natural_key, v.lane,
        now(), v.deadline_at::timestamptz, v.received_at::timestamptz, v.outcome::json, v.failure_code,
        CASE WHEN v.outcome IS NULL THEN NULL ELSE 'intake' END::settled_by,
        CASE WHEN v.outcome IS NULL THEN NULL ELSE v.received_at::timestamptz END,
        v.from_topic, v.from_partition, v.from_offset
      FROM unnest(
        ${requests.map((r) => r.source)}::text[],
        ${requests.map((r) => r.eventId)}::text[],
        ${requests.map((r) => r.bodyHash)}::text[],
        ${requests.map((r) => r.reference)}::text[],
        ${requests.map((r) => JSON.stringify(r.data))}::text[],
        ${requests.map((r) => (r.call === null ? null : JSON.stringify(r.call)))}::text[],
        ${requests.map((r) => JSON.stringify(r.context))}::text[],
        ${requests.map((r) => r.naturalKey)}::text[],
        ${requests.map((r) => r.lane)}::text[],
        ${requests.map((r) => r.deadlineAt.toISOString())}::text[],
        ${requests.map((r) => r.receivedAt.toISOString())}::text[],
        ${requests.map((r) => (r.outcome === null ? null : JSON.stringify(r.outcome)))}::text[],
        ${requests.map((r) => r.outcome?.failure.code ?? null)}::text[],
        ${requests.map((r) => r.from.topic)}::text[],
        ${requests.map((r) => r.from.partition)}::int[],
        ${requests.map((r) => r.from.offset)}::bigint[]
      ) WITH ORDINALITY AS v(source, event_id, body_hash, reference, data, call, context, natural_key, lane, deadline_at, received_at,
        outcome, failure_code, from_topic, from_partition, from_offset, n)
      ORDER BY v.n
      ON CONFLICT (account, source, event_id) DO NOTHING
      RETURNING id, source, event_id`;
    const newIds = new Map(inserted.map((row) => [JSON.stringify([row.source, row.event_id]), row.id]));
    const fresh: { id: bigint; request: NewRequest }[] = [];
    const repeated: NewRequest[] = [];
    for (const request of requests) {
      const identity = JSON.stringify([request.source, request.eventId]);
      const id = newIds.get(identity);
      newIds.delete(identity);
      if (id === undefined) repeated.push(request);
      else fresh.push({ id, request });
    }
    return { fresh, repeated };
  }

  /** Those of `repeated` whose stored namesake has another body. */
  private async withAnotherBody(tx: Transaction, repeated: readonly NewRequest[]): Promise<NewRequest[]> {
    if (repeated.length === 0) return [];
    const others = await tx.$queryRaw<{ n: bigint }[]>`
      SELECT v.n
      FROM unnest(
        ${repeated.map((r) => r.source)}::text[],
        ${repeated.map((r) => r.eventId)}::text[],
        ${repeated.map((r) => r.bodyHash)}::text[]
      ) WITH ORDINALITY AS v(source, event_id, body_hash, n)
      JOIN booking_requests r ON r.account = ${ACCOUNT} AND r.source = v.source AND r.event_id = v.event_id
      WHERE r.body_hash <> v.body_hash
      ORDER BY v.n`;
    return others.map(({ n }) => repeated[Number(n) - 1] as NewRequest);
  }

  private failureEvent(id: bigint, request: NewRequest) {
    const outcome = request.outcome as NonNullable<NewRequest['outcome']>;
    return encodeEvent(
      outcomeEventOf(request, outcome, { by: 'intake', at: request.receivedAt }),
      id,
      this.encoding,
    );
  }

  private rejectionEvent({ record, failure, failedAt }: DeadLetter) {
    const position = positionOf(record);
    const identity = {
      account: ACCOUNT,
      source: bareSourceOf(record),
      eventId: `${position}:${valueHashOf(record)}`,
    };
    const context = {
      key: record.key?.toString('base64') ?? null,
      correlationId: headerText(record, 'ce_correlationid') ?? headerText(record, 'correlationid'),
      traceparent: headerText(record, 'ce_traceparent') ?? headerText(record, 'traceparent'),
      tracestate: headerText(record, 'ce_tracestate') ?? headerText(record, 'tracestate'),
    };
    return encodeEvent(
      rejectionEventOf({ identity, position, context }, failure, failedAt),
      null,
      this.encoding,
    );
  }
}

function deadLetterOf({ record, why, at }: Extract<Reading, { became: 'dead-letter' }>): DeadLetter {
  return { record, failure: failureOf(why.code, why.message), failedAt: at };
}

function idReused(request: NewRequest): DeadLetter {
  const detail =
    'A request with this source and id was stored before with other data; send this one under an id of its own.';
  return { record: request.from, failure: failureOf('ID_REUSED', detail), failedAt: request.receivedAt };
}
