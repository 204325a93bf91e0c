import { Injectable } from '@nestjs/common';
import type { EncodedHeaders } from '../outbox/outbox-record.js';
import { Database } from '../platform/database/database.js';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { valueHashOf } from './dead-letter.js';
import { incompleteOrNull } from './incomplete-letter.js';
import type { Letter, LetterBox, LetterSelection } from './letter.js';

/** Few, because a letter may have 400 KiB. */
const PAGE = 50;
const LETTER_NUMBER = /^\d{1,18}$/;

/** The dead letters that this service keeps in its table. */
@Injectable()
export class KeptLetters implements LetterBox {
  constructor(private readonly database: Database) {}

  async visit(
    selection: LetterSelection,
    take: (letters: readonly Letter[]) => Promise<'more' | 'enough'>,
  ): Promise<void> {
    let after = 0n;
    for (;;) {
      const letters = await this.page(selection, after);
      if (letters.length > 0 && (await take(letters)) === 'enough') return;
      if (letters.length < PAGE) return;
      after = BigInt(letters.at(-1)?.id ?? after);
    }
  }

  /** Notes that these records were sent again at `at`. Records that are not kept here are passed over. */
  async markReplayed(records: readonly IncomingRecord[], at: Date): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE dead_letters d SET replayed_at = ${at.toISOString()}::timestamptz
      FROM unnest(
        ${records.map((r) => r.topic)}::text[],
        ${records.map((r) => r.partition)}::int[],
        ${records.map((r) => r.offset)}::bigint[],
        ${records.map(valueHashOf)}::text[]
      ) AS v(topic, partition, record_offset, value_hash)
      WHERE (d.topic, d.partition, d.record_offset, d.value_hash) = (v.topic, v.partition, v.record_offset, v.value_hash)`;
  }

  private async page(
    { ids, code, since, until, notYetReplayed }: LetterSelection,
    after: bigint,
  ): Promise<Letter[]> {
    const rows = await this.database.client.deadLetter.findMany({
      where: {
        AND: [
          { id: { gt: after } },
          ids === null ? {} : { id: { in: ids.filter((id) => LETTER_NUMBER.test(id)).map(BigInt) } },
          code === null ? {} : { errorCode: code },
          since === null ? {} : { failedAt: { gte: since } },
          until === null ? {} : { failedAt: { lt: until } },
          notYetReplayed ? { replayedAt: null } : {},
        ],
      },
      orderBy: { id: 'asc' },
      take: PAGE,
    });
    return rows.map((row) => ({
      id: String(row.id),
      writer: 'reservanto-bridge',
      record: {
        topic: row.topic,
        partition: row.partition,
        offset: row.offset,
        timestampMs: row.timestampMs,
        key: row.key === null ? null : Buffer.from(row.key),
        value: row.value === null ? null : Buffer.from(row.value),
        headers: (row.headers as unknown as EncodedHeaders).map(
          ([name, value]) => [name, Buffer.from(value, 'base64')] as const,
        ),
      },
      incomplete: incompleteOrNull({
        range: row.lastOffset === null ? null : { lastOffset: row.lastOffset, codec: row.codec ?? '' },
        valueBytes: row.valueSize,
        keyBytes: row.keySize,
        headers: row.headersOmitted,
      }),
      code: row.errorCode,
      message: row.errorMessage,
      messageMayQuote: false,
      failedAt: row.failedAt,
      replayedAt: row.replayedAt,
    }));
  }
}
