import { Inject, Injectable } from '@nestjs/common';
import { appendToOutbox } from '../outbox/outbox.store.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import type { Transaction } from '../platform/database/database.js';
import { type DeadLetter, deadLetterRecord, encodedHeadersOf, valueHashOf } from './dead-letter.js';

/** Keeps what could not become a request. */
@Injectable()
export class DeadLetterStore {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'kafka'>) {}

  /**
   * Keeps each letter byte for byte and owes it to the dead-letter topic, if `tx` commits. A letter that is kept
   * already changes nothing. Returns the new ones.
   */
  async keep(tx: Transaction, letters: readonly DeadLetter[]): Promise<DeadLetter[]> {
    if (letters.length === 0) return [];
    const records = letters.map((letter) => letter.record);
    const kept = await tx.$queryRaw<{ partition: number; record_offset: bigint; topic: string }[]>`
      INSERT INTO dead_letters
        (topic, partition, record_offset, value_hash, key, value, headers, record_timestamp_ms, error_code, error_message, failed_at)
      SELECT v.topic, v.partition, v.record_offset, v.value_hash, decode(v.key, 'base64'), decode(v.value, 'base64'),
        v.headers::json, v.timestamp_ms, v.error_code, v.error_message, v.failed_at::timestamptz
      FROM unnest(
        ${records.map((r) => r.topic)}::text[],
        ${records.map((r) => r.partition)}::int[],
        ${records.map((r) => r.offset)}::bigint[],
        ${records.map(valueHashOf)}::text[],
        ${records.map((r) => r.key?.toString('base64') ?? null)}::text[],
        ${records.map((r) => r.value?.toString('base64') ?? null)}::text[],
        ${records.map((r) => JSON.stringify(encodedHeadersOf(r)))}::text[],
        ${records.map((r) => r.timestampMs)}::bigint[],
        ${letters.map((l) => l.failure.code)}::text[],
        ${letters.map((l) => l.failure.detail)}::text[],
        ${letters.map((l) => l.failedAt.toISOString())}::text[]
      ) AS v(topic, partition, record_offset, value_hash, key, value, headers, timestamp_ms, error_code, error_message, failed_at)
      ON CONFLICT (topic, partition, record_offset, value_hash) DO NOTHING
      RETURNING topic, partition, record_offset`;
    const isNew = new Set(kept.map((row) => `${row.topic}/${row.partition}/${row.record_offset}`));
    const fresh = letters.filter(({ record: r }) => isNew.has(`${r.topic}/${r.partition}/${r.offset}`));
    await appendToOutbox(
      tx,
      fresh.map((letter) => deadLetterRecord(letter, this.config.kafka.topics.deadLetter)),
    );
    return fresh;
  }
}
