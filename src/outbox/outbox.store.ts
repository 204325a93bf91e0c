import { Injectable } from '@nestjs/common';
import { asciiJson } from '../platform/database/ascii-json.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { EncodedHeaders, OutboxRecord } from './outbox-record.js';

/** A record that is owed, with the number that orders the payments. */
export interface OwedRecord extends OutboxRecord {
  readonly id: bigint;
}

/** A payment: the owed record, and where Kafka put it. */
export interface PaidRecord {
  readonly id: bigint;
  readonly requestId: bigint | null;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/**
 * Owes these records to Kafka if and only if `tx` commits. A record whose `eventId` is owed already is not owed twice.
 */
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

  /** The oldest records that are due, at most `limit` of them and about `bytes` of values, one at least. Reading changes nothing. */
  async owed(limit: number, bytes: number): Promise<OwedRecord[]> {
    const rows = await this.database.client.$queryRaw<
      {
        id: bigint;
        event_id: string;
        request_id: bigint | null;
        topic: string;
        key: string | null;
        value: string | null;
        headers: EncodedHeaders;
      }[]
    >`
      SELECT id, event_id, request_id, topic, encode(key, 'base64') AS key, encode(value, 'base64') AS value, headers
      FROM (
        SELECT oldest.*, sum(octet_length(value)) OVER (ORDER BY id) - octet_length(value) AS before
        FROM (SELECT * FROM outbox_events WHERE due_at <= now() ORDER BY id LIMIT ${limit}) oldest
      ) counted
      WHERE COALESCE(before, 0) < ${bytes} ORDER BY id`;
    return rows.map(({ event_id, request_id, ...row }) => ({
      ...row,
      eventId: event_id,
      requestId: request_id,
    }));
  }

  /** Removes what is paid and notes on each request where its outcome stands, in one statement. */
  async markPaid(paid: readonly PaidRecord[]): Promise<void> {
    await this.database.client.$executeRaw`
      WITH paid AS (
        SELECT * FROM unnest(
          ${paid.map((p) => p.id)}::bigint[],
          ${paid.map((p) => p.requestId)}::bigint[],
          ${paid.map((p) => p.topic)}::text[],
          ${paid.map((p) => p.partition)}::int[],
          ${paid.map((p) => p.offset)}::bigint[]
        ) AS v(id, request_id, topic, "partition", "offset")
      ), removed AS (
        DELETE FROM outbox_events o USING paid WHERE o.id = paid.id
        RETURNING paid.request_id, paid.topic, paid."partition", paid."offset"
      )
      UPDATE booking_requests r
      SET published_topic = removed.topic, published_partition = removed."partition", published_offset = removed."offset",
          published_at = now()
      FROM removed
      WHERE r.id = removed.request_id`;
  }

  /** Puts records aside that Kafka refuses, so that the others go on. They stay owed and are tried again later. */
  async setAside(ids: readonly bigint[], retryInSeconds: number): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE outbox_events SET refusals = refusals + 1, due_at = now() + make_interval(secs => ${retryInSeconds})
      WHERE id = ANY(${[...ids]}::bigint[])`;
  }
}
