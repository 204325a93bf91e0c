import { Client } from 'pg';
import type { Facts, StoredRequest } from '../facts.js';

/** A query on the run's database, on a connection of its own. */
export async function query<Row extends object>(
  url: string,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...parameters])).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the tables hold. Times become milliseconds, offsets numbers. */
export async function readDatabase(
  url: string,
): Promise<Pick<Facts, 'requests' | 'attempts' | 'readings' | 'letters' | 'findings' | 'owed'>> {
  const requests = await query<Record<keyof StoredRequest, unknown>>(
    url,
    `SELECT id, source, event_id AS "eventId", reference, state, data, failure_code AS "failureCode",
       review_reason AS "reviewReason", appointment_id AS "appointmentId", settled_at AS "settledAt",
       from_partition AS partition, from_offset AS "offset"
     FROM booking_requests ORDER BY id`,
  );
  const attempts = await query<Record<string, unknown>>(
    url,
    `SELECT request_id AS "requestId", number, started_at AS "startedAt", finished_at AS "finishedAt", verdict, because
     FROM booking_attempts ORDER BY request_id, number`,
  );
  const readings = await query<Record<string, unknown>>(
    url,
    `SELECT request_id AS "requestId", attempt, read_at AS "readAt", result FROM booking_readings ORDER BY read_at`,
  );
  const letters = await query<Record<string, unknown>>(
    url,
    `SELECT partition, record_offset AS "offset", last_offset AS "lastOffset", error_code AS "errorCode", error_message AS "errorMessage"
     FROM dead_letters ORDER BY id`,
  );
  const findings = await query<Facts['findings'][number]>(
    url,
    'SELECT kind, "partition" FROM position_findings ORDER BY id',
  );
  const [outbox] = await query<{ owed: string }>(url, 'SELECT count(*) AS owed FROM outbox_events');
  return {
    requests: requests.map(plain<StoredRequest>),
    attempts: attempts.map(plain<Facts['attempts'][number]>),
    readings: readings.map(plain<Facts['readings'][number]>),
    letters: letters.map(plain<Facts['letters'][number]>),
    findings,
    owed: Number(outbox?.owed),
  };
}

const BIGINTS = ['id', 'requestId', 'offset', 'lastOffset'];

/** pg gives bigint as text and times as dates. */
function plain<T>(row: Record<string, unknown>): T {
  const entries = Object.entries(row).map(([name, value]) => {
    if (value instanceof Date) return [name, value.getTime()];
    return [name, value !== null && BIGINTS.includes(name) ? Number(value) : value];
  });
  return Object.fromEntries(entries) as T;
}
