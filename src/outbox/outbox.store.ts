import { Injectable } from '@nestjs/common';
import { asciiJson } from '../platform/database/ascii-json.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { EncodedHeaders, OutboxRecord } from './outbox-record.js';
import {
  ANY_PARTITION,
  nameOf,
  type OutboxQueue,
  type PendingBatch,
  type PendingEvent,
  type PublishedEvent,
} from './pending-event.js';

/** How many events of a queue are read at most. */
export interface ReadLimit extends OutboxQueue {
  readonly events: number;
}

/** What is pending, read from the head of each queue. */
export interface PendingRead {
  /** Every queue that holds an event, whether or not it was read. */
  readonly queues: readonly OutboxQueue[];
  /** One for each queue that was read; `isWhole` when nothing of it that is due was left out. */
  readonly batches: readonly (PendingBatch & { readonly isWhole: boolean })[];
}

interface PendingRow {
  readonly topic: string;
  readonly partition: number;
  readonly limit: number;
  readonly due: number | null;
  readonly id: bigint | null;
  readonly event_id: string;
  readonly request_id: bigint | null;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: EncodedHeaders;
}

/** Makes these events pending if and only if `tx` commits. An event that is pending already changes nothing. */
export async function appendToOutbox(tx: Transaction, records: readonly OutboxRecord[]): Promise<void> {
  if (records.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO outbox_events (event_id, request_id, topic, key, value, headers)
    SELECT v.event_id, v.request_id, v.topic, decode(v.key, 'base64'), decode(v.value, 'base64'), v.headers::json
    FROM unnest(
      ${records.map((r) => r.eventId)}::text[],
      ${records.map((r) => r.requestId)}::bigint[],
      ${records.map((r) => r.topic)}::text[],
      ${records.map((r) => r.key)}::text[],
      ${records.map((r) => r.value)}::text[],
      ${records.map((r) => asciiJson(r.headers))}::text[]
    ) WITH ORDINALITY AS v(event_id, request_id, topic, key, value, headers, n)
    ORDER BY v.n
    ON CONFLICT (event_id) DO NOTHING`;
}

/** What the relay reads and writes. */
@Injectable()
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /**
   * The oldest due events of every queue, in order: of a topic `limit` at most, of a parked queue none, unless `limits`
   * says otherwise; and of each queue about `bytes` of keys, values and headers, one event at least. What waits in a
   * queue that is not read costs nothing. Reading changes nothing.
   */
  async pending(limit: number, bytes: number, limits: readonly ReadLimit[] = []): Promise<PendingRead> {
    const rows = await this.database.client.$queryRaw<PendingRow[]>`
      WITH RECURSIVE queues AS (
        (SELECT topic, parked_partition FROM outbox_events ORDER BY topic, parked_partition LIMIT 1)
        UNION ALL
        SELECT following.* FROM queues q CROSS JOIN LATERAL (
          SELECT o.topic, o.parked_partition FROM outbox_events o
          WHERE (o.topic, o.parked_partition) > (q.topic, q.parked_partition)
          ORDER BY o.topic, o.parked_partition LIMIT 1
        ) following
      ), readable AS (
        SELECT q.topic, q.parked_partition,
          COALESCE(l.events, CASE q.parked_partition WHEN ${ANY_PARTITION} THEN ${limit} ELSE 0 END) AS events
        FROM queues q LEFT JOIN unnest(
          ${limits.map((l) => l.topic)}::text[],
          ${limits.map((l) => l.partition)}::int[],
          ${limits.map((l) => l.events)}::int[]
        ) AS l(topic, parked_partition, events) USING (topic, parked_partition)
      )
      SELECT q.topic, q.parked_partition AS "partition", q.events AS "limit", e.due::int, e.id, e.event_id, e.request_id,
        encode(e.key, 'base64') AS key, encode(e.value, 'base64') AS value, e.headers
      FROM readable q LEFT JOIN LATERAL (
        SELECT oldest.*, count(*) OVER () AS due, sum(size) OVER (ORDER BY id) - size AS before
        FROM (
          SELECT o.*, COALESCE(octet_length(key), 0) + COALESCE(octet_length(value), 0) + octet_length(headers::text) AS size
          FROM outbox_events o
          WHERE o.topic = q.topic AND o.parked_partition = q.parked_partition AND o.due_at <= now()
          ORDER BY o.id LIMIT q.events
        ) oldest
      ) e ON e.before < ${bytes}
      ORDER BY e.id`;
    return readOf(rows);
  }

  /** Removes what is published and notes on each request where its outcome is, in one statement. */
  async markPublished(published: readonly PublishedEvent[]): Promise<void> {
    await this.database.client.$executeRaw`
      WITH published AS (
        SELECT * FROM unnest(
          ${published.map((p) => p.eventId)}::text[],
          ${published.map((p) => p.topic)}::text[],
          ${published.map((p) => p.partition)}::int[],
          ${published.map((p) => p.offset)}::bigint[]
        ) AS v(event_id, topic, "partition", "offset")
      ), removed AS (
        DELETE FROM outbox_events o USING published p WHERE o.event_id = p.event_id
        RETURNING o.request_id, p.topic, p."partition", p."offset"
      )
      UPDATE booking_requests r
      SET published_topic = removed.topic, published_partition = removed."partition", published_offset = removed."offset",
          published_at = now()
      FROM removed
      WHERE r.id = removed.request_id`;
  }

  /** Lets these events wait for one partition of their topic, so that the others go on. */
  async park(events: readonly PendingEvent[], partition: number): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE outbox_events SET parked_partition = ${partition} WHERE id = ANY(${events.map(({ id }) => id)}::bigint[])`;
  }

  /** Lets everything that waits for this partition take its turn in its topic again, in the order of all events. */
  async release({ topic, partition }: OutboxQueue): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE outbox_events SET parked_partition = ${ANY_PARTITION}
      WHERE topic = ${topic} AND parked_partition = ${partition}`;
  }

  /** Tries an event that Kafka refuses for what it is again later. It stays pending, and those behind it are sent. */
  async postpone(id: bigint, seconds: number): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE outbox_events SET refusals = refusals + 1, due_at = now() + make_interval(secs => ${seconds})
      WHERE id = ${id}`;
  }
}

/** Every queue has a row: one for each event that was read, or one without an event. */
function readOf(rows: readonly PendingRow[]): PendingRead {
  const queues = new Map<string, { queue: OutboxQueue; events: PendingEvent[]; first: PendingRow }>();
  for (const row of rows) {
    const queue = { topic: row.topic, partition: row.partition };
    const read = queues.get(nameOf(queue)) ?? { queue, events: [], first: row };
    queues.set(nameOf(queue), read);
    if (row.id !== null) read.events.push(eventOf(row, row.id));
  }
  const all = [...queues.values()];
  return {
    queues: all.map(({ queue }) => queue),
    batches: all
      .filter(({ first }) => first.limit > 0)
      .map(({ queue, events, first }) => ({
        queue,
        events,
        isWhole: events.length === (first.due ?? 0) && events.length < first.limit,
      })),
  };
}

function eventOf(row: PendingRow, id: bigint): PendingEvent {
  return {
    id,
    eventId: row.event_id,
    requestId: row.request_id,
    topic: row.topic,
    key: row.key,
    value: row.value,
    headers: row.headers,
    parkedPartition: row.partition,
  };
}
