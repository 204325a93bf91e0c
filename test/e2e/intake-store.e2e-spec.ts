import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingRecord } from '../../src/platform/kafka/incoming-record.js';
import { bookingRequest } from '../support/booking-request.js';
import { accepted, ORIGIN, requestRecord, sliceOf } from '../support/slices.js';
import { compiled } from '../support/stack.js';
import { openStores, type Stores } from '../support/stores.js';

const MINUTE = 60_000;
const KIB = 1024;

describe('what intake stores', () => {
  let t: Stores;

  beforeAll(async () => {
    t = await openStores();
  }, MINUTE);
  afterEach(() => t.clear());
  afterAll(() => t.close());

  const positions = () =>
    t.sql<{ partition: number; next_offset: string; last_timestamp_ms: string | null }>(
      'SELECT topic_id, partition, next_offset, last_timestamp_ms FROM read_positions ORDER BY topic_id, partition',
    );
  const at = (partition: number, next: number, timestamp: number | null) =>
    expect.objectContaining({
      partition,
      next_offset: String(next),
      last_timestamp_ms: timestamp === null ? null : String(timestamp),
    }) as unknown;
  const stamped = (n: number, timestamp: number, changes: Partial<IncomingRecord> = {}) =>
    requestRecord(n, { timestampMs: BigInt(timestamp), ...changes });

  it('says how far each partition of each topic id is read, with the time of its last record, and never goes back', async () => {
    await t.intake.store(accepted(sliceOf([stamped(0, 10), stamped(1, 20)])));
    expect(await positions()).toEqual([at(0, 2, 20)]);
    await t.intake.store(accepted(sliceOf([], { nextOffset: 7n })));
    expect(await positions()).toEqual([at(0, 7, 20)]);
    await t.intake.store(accepted(sliceOf([stamped(0, 10), stamped(1, 20)])));
    expect(await positions()).toEqual([at(0, 7, 20)]);
    await t.intake.store(accepted(sliceOf([stamped(8, 30, { value: Buffer.from('no JSON') })])));
    expect(await positions()).toEqual([at(0, 9, 30)]);
    await t.intake.store(
      accepted(
        sliceOf([stamped(0, 40)], {
          partition: 3,
          nextOffset: 5n,
          origin: { ...ORIGIN, topicId: '1'.repeat(32) },
        }),
      ),
    );
    expect(await positions()).toEqual([at(0, 9, 30), at(3, 5, 40)]);
    await t.intake.store(accepted(sliceOf([stamped(20, 50)], { origin: null })));
    expect(await positions()).toEqual([at(0, 9, 30), at(3, 5, 40)]);
  });

  it('never says that a partition is read beyond what is stored of it', async () => {
    await t.intake.store(accepted(sliceOf([requestRecord(0)])));
    const reused = requestRecord(2, { headers: [['idempotency-key', Buffer.from('event-0')]] });
    const poison = requestRecord(2, { value: Buffer.from('no JSON') });
    await t.sql('ALTER TABLE dead_letters RENAME TO dead_letters_away');
    try {
      for (const last of [poison, reused])
        await expect(t.intake.store(accepted(sliceOf([requestRecord(1), last])))).rejects.toThrow();
    } finally {
      await t.sql('ALTER TABLE dead_letters_away RENAME TO dead_letters');
    }
    expect(await positions()).toEqual([expect.objectContaining({ next_offset: '1' })]);
    expect(await t.intake.store(accepted(sliceOf([requestRecord(1), reused])))).toMatchObject({
      redelivered: 1,
      deadLetters: 1,
    });
    expect(await positions()).toEqual([expect.objectContaining({ next_offset: '3' })]);
  });

  it('holds offsets that could not be decoded as one dead letter, which no booking.failed tells of', async () => {
    const bytes = randomBytes(300);
    const sha256 = createHash('sha256').update(bytes).digest('base64url');
    const range = {
      topic: 'requested',
      partition: 0,
      firstOffset: 5n,
      lastOffset: 9n,
      timestampMs: 70n,
      reason: 'unknown-codec',
      codec: '7',
      size: bytes.length,
      sha256,
      firstBytes: bytes,
    } as const;
    const slice = sliceOf([stamped(4, 60)], { undecodable: [range], nextOffset: 10n });
    expect(await t.intake.store(accepted(slice))).toMatchObject({ waiting: 1, deadLetters: 1 });
    expect(await t.intake.store(accepted(slice))).toMatchObject({ redelivered: 2 });
    expect(await positions()).toEqual([at(0, 10, 70)]);
    const pending = await t.sql<{ topic: string; value: Buffer | null; headers: [string, string][] }>(
      'SELECT topic, key, value, headers FROM outbox_events',
    );
    expect(pending).toMatchObject([{ topic: 'dlq', key: null, value: null }]);
    const headers = pending[0]!.headers.map(([name, value]) => [
      name,
      Buffer.from(value, 'base64').toString(),
    ]);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-original-topic': 'requested',
      'x-original-partition': '0',
      'x-original-offset': '5',
      'x-original-last-offset': '9',
      'x-original-timestamp': '70',
      'x-original-codec': '7',
      'x-original-size': '300',
      'x-original-sha256': sha256,
      'x-original-first-bytes': bytes.toString('base64'),
      'x-error-code': 'UNDECODABLE_RECORDS',
    });
    expect(await t.sql('SELECT last_offset, codec, value_size FROM dead_letters')).toEqual([
      { last_offset: '9', codec: '7', value_size: 300 },
    ]);
  });

  it('holds of a large record its size, hash and first bytes, and of a small one every byte', async () => {
    const large = randomBytes(900 * KIB);
    const records = [
      requestRecord(0, { value: large, key: randomBytes(70 * KIB), headers: [] }),
      requestRecord(1, { value: large.subarray(0, 256 * KIB), key: large.subarray(0, 64 * KIB) }),
    ];
    expect(await t.intake.store(accepted(sliceOf(records)))).toMatchObject({ deadLetters: 2 });
    const [cut, whole] = await t.database.client.deadLetter.findMany({ orderBy: { offset: 'asc' } });
    expect(cut).toMatchObject({ value: null, valueSize: large.length, key: null, keySize: 70 * KIB });
    expect(cut!.valueHash).toBe(createHash('sha256').update(large).digest('base64url'));
    expect(Buffer.from(cut!.firstBytes!)).toEqual(large.subarray(0, KIB));
    expect(whole).toMatchObject({ valueSize: null, keySize: null, headersOmitted: 0 });
    expect(Buffer.from(whole!.value!)).toEqual(records[1]!.value);
    expect(Buffer.from(whole!.key!)).toEqual(records[1]!.key);
  });

  it(
    'is the same when two instances store requests of one lane and one booking at the same moments, ten thousand in all: no dead letter, none missing, no error',
    async () => {
      const [rounds, each, partitions] = [50, 50, 2];
      const other = t.anotherIntake();
      try {
        const { value } = bookingRequest(1);
        for (let round = 0; round < rounds; round += 1) {
          const slice = (partition: number, instance: number) => {
            const records = Array.from({ length: each }, (_, i) => {
              const n = round * each + i;
              // Every fifth is sent by both instances, as after a rebalance.
              const name = i % 5 === 0 ? `both-${partition}-${n}` : `${instance}-${partition}-${n}`;
              return requestRecord(n, {
                partition,
                key: Buffer.from('one lane'),
                value: Buffer.from(String(value)),
                headers: [['idempotency-key', Buffer.from(name)]],
              });
            });
            // In another order on each side, so that both wait for each other's rows.
            if (instance === 1) records.reverse();
            return accepted(sliceOf(records, { partition, nextOffset: BigInt((round + 1) * each) }));
          };
          await Promise.all(
            [t.intake, other.intake].flatMap((intake, instance) =>
              Array.from({ length: partitions }, (_, partition) => intake.store(slice(partition, instance))),
            ),
          );
        }
      } finally {
        await other.close();
      }
      const both = (rounds * partitions * each) / 5;
      const alone = 2 * rounds * partitions * each - 2 * both;
      expect(await t.sql('SELECT count(*)::int AS n FROM booking_requests')).toEqual([{ n: alone + both }]);
      expect(await t.sql('SELECT error_code FROM dead_letters')).toEqual([]);
      expect((await positions()).map((row) => row.next_offset)).toEqual(['2500', '2500']);
    },
    3 * MINUTE,
  );

  it(
    'takes a bounded part of the heap, however much comes at once',
    async () => {
      const program = compiled('test/support/store-large-letters.ts');
      const ended = await new Promise<string>((resolve) => {
        execFile(
          process.execPath,
          ['--max-old-space-size=96', program, t.url],
          { timeout: 2 * MINUTE },
          (error, stdout, stderr) =>
            resolve(error === null ? stdout.trim() : `${error.message} ${stderr.slice(-500)}`),
        );
      });
      expect(ended).toBe('stored 500 dead letters of 125 MiB');
      expect(
        await t.sql(
          'SELECT count(*)::int AS n, sum(octet_length(value))::int AS b FROM outbox_events WHERE topic = $1',
          ['dlq'],
        ),
      ).toEqual([{ n: 500, b: 500 * 256 * KIB }]);
    },
    3 * MINUTE,
  );
});
