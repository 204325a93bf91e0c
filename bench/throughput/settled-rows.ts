import { Client } from 'pg';

/** Sizes as the bridge writes them; times spread over the 90 days before. */
const REQUESTS = `
  INSERT INTO booking_requests (source, event_id, body_hash, reference, natural_key, data, call, context, state, lane, attempts,
    due_at, deadline_at, outcome, appointment_id, settled_by, received_at, settled_at, from_topic, from_partition, from_offset,
    published_topic, published_partition, published_offset, published_at)
  SELECT 'urn:bench:settled', 'settled-' || n, md5(n::text) || md5('x' || n), upper(substr(md5(n::text), 1, 8)), 'settled-' || n,
    json_build_object('BookingResourceId', 1 + n % 2000, 'BookingServiceId', 112325, 'CustomerId', n, 'BookingStart', 2209107600,
      'Count', 1, 'CustomerNote', 'Prosím o místo u okna', 'PaymentRequiredProcess', 'Never'),
    json_build_object('BookingResourceId', 1 + n % 2000, 'BookingServiceId', 112325, 'CustomerId', n, 'BookingStart', 2209107600,
      'Count', 1, 'CustomerNote', 'Prosím o místo u okna', 'PaymentRequiredProcess', 'Never'),
    '{"key":"MTAwMQ==","correlationId":null,"traceparent":null,"tracestate":null}',
    'CREATED', 'resource:' || (1 + n % 2000), 1, t.moment, t.moment + interval '1 day',
    json_build_object('booking', json_build_object('AppointmentId', n, 'CustomerId', n, 'Status', 'Confirmed',
      'IsPaymentRequired', false, 'IsPaymentRequiredProcessing', false), 'confirmation', 'confirmed', 'notifications',
      json_build_object('notifyCustomer', true, 'customerNotifiedByReservanto', false, 'notifyMerchant', false, 'reason', 'booked')),
    n, 'response', t.moment, t.moment + interval '1 second', 'booking.requested', n % 12, n / 12,
    'booking.created', n % 12, n / 12, t.moment + interval '1 second'
  FROM generate_series(1, $1::int) AS n,
    LATERAL (SELECT now() - interval '90 days' * (1 - n::float8 / $1::int) AS moment) t`;
const ATTEMPTS = `
  INSERT INTO booking_attempts (request_id, number, instance, started_at, finished_at, verdict, because, http_status, evidence)
  SELECT id, 1, 'bench', received_at, settled_at, 'created', 'created', 200,
    json_build_object('AppointmentId', appointment_id, 'Status', 'Confirmed')
  FROM booking_requests WHERE source = 'urn:bench:settled'`;

/** Fills a migrated database with requests that were booked long ago, as if it had served for a while. */
export async function settleRows(url: string, rows: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Triggers keep lanes, and a settled request has none.
    await client.query('SET session_replication_role = replica');
    await client.query(REQUESTS, [rows]);
    await client.query(ATTEMPTS);
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}
