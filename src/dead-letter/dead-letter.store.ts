import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { asciiJson } from '../platform/database/ascii-json.js';
import type { Transaction } from '../platform/database/database.js';
import { deadLetterRecordOf } from './dead-letter-record.js';
import { type DeadLetter, encodedHeadersOf, type KeptForm, keptFormOf } from './dead-letter.js';

/** Where a letter is kept: no two have the same. */
type Place = Pick<KeptForm, 'topic' | 'partition' | 'offset' | 'valueHash'>;

/** Keeps what could not become a request. */
@Injectable()
export class DeadLetterStore {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'kafka'>) {}

  /**
   * Keeps each letter within the bounds of a copy, and its record for the dead-letter topic is pending, if `tx` commits. A
   * letter that is kept already changes nothing. Every text is ASCII and every other byte is `bytea`, so that a database
   * in any encoding takes any letter. Returns the new ones.
   */
  async keep<Letter extends DeadLetter>(tx: Transaction, letters: readonly Letter[]): Promise<Letter[]> {
    if (letters.length === 0) return [];
    const forms = letters.map(keptFormOf);
    const fresh = new Set((await this.insert(tx, forms)).map(placeOf));
    return letters.filter((_letter, i) => fresh.has(placeOf(forms[i] as KeptForm)));
  }

  /** Key and value are sent once, and copied to the outbox by PostgreSQL. */
  private insert(tx: Transaction, forms: readonly KeptForm[]): Promise<Place[]> {
    const topic = this.config.kafka.topics.deadLetter;
    const records = forms.map((form) => deadLetterRecordOf(form, topic));
    const leftOut = forms.map(({ copy }) => copy.leftOut);
    return tx.$queryRaw<Place[]>`
      WITH letters AS MATERIALIZED (
        SELECT * FROM unnest(
          ${forms.map((f) => f.topic)}::text[],
          ${forms.map((f) => f.partition)}::int[],
          ${forms.map((f) => f.offset)}::bigint[],
          ${forms.map((f) => f.valueHash)}::text[],
          ${records.map((r) => r.key)}::text[],
          ${records.map((r) => r.value)}::text[],
          ${forms.map((f) => asciiJson(encodedHeadersOf(f.copy)))}::text[],
          ${forms.map((f) => f.timestampMs)}::bigint[],
          ${forms.map((f) => f.errorCode)}::text[],
          ${forms.map((f) => f.errorMessage)}::text[],
          ${forms.map((f) => f.failedAt.toISOString())}::text[],
          ${forms.map((f) => f.range?.lastOffset ?? null)}::bigint[],
          ${forms.map((f) => f.range?.codec ?? null)}::text[],
          ${leftOut.map((l) => l.value?.size ?? null)}::int[],
          ${leftOut.map((l) => l.value?.firstBytes.toString('base64') ?? null)}::text[],
          ${leftOut.map((l) => l.key?.size ?? null)}::int[],
          ${leftOut.map((l) => l.key?.sha256 ?? null)}::text[],
          ${leftOut.map((l) => l.headers)}::int[],
          ${records.map((r) => r.eventId)}::text[],
          ${records.map((r) => asciiJson(r.headers))}::text[]
        ) WITH ORDINALITY AS v(topic, partition, record_offset, value_hash, key, value, headers, timestamp_ms, error_code,
          error_message, failed_at, last_offset, codec, value_size, first_bytes, key_size, key_hash, headers_omitted,
          event_id, published_headers, n)
      ), kept AS (
        INSERT INTO dead_letters (topic, partition, record_offset, value_hash, key, value, headers, record_timestamp_ms,
          error_code, error_message, failed_at, last_offset, codec, value_size, first_bytes, key_size, key_hash, headers_omitted)
        SELECT topic, partition, record_offset, value_hash, decode(key, 'base64'), decode(value, 'base64'), headers::json,
          timestamp_ms, error_code, error_message, failed_at::timestamptz, last_offset, codec, value_size,
          decode(first_bytes, 'base64'), key_size, key_hash, headers_omitted
        FROM letters ORDER BY n
        ON CONFLICT (topic, partition, record_offset, value_hash) DO NOTHING
        RETURNING topic, partition, record_offset, value_hash, key, value
      ), pending AS (
        INSERT INTO outbox_events (event_id, topic, key, value, headers)
        SELECT letters.event_id, ${topic}, kept.key, kept.value, letters.published_headers::json
        FROM kept JOIN letters USING (topic, partition, record_offset, value_hash) ORDER BY letters.n
        ON CONFLICT (event_id) DO NOTHING
      )
      SELECT topic, partition, record_offset AS "offset", value_hash AS "valueHash" FROM kept`;
  }
}

function placeOf({ topic, partition, offset, valueHash }: Place): string {
  return `${topic}/${partition}/${offset}/${valueHash}`;
}
