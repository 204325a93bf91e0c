import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptRecord, type IntakeRules } from '../../src/intake/accept-record.js';
import { connectKafka } from '../../src/platform/kafka/kafkajs/kafkajs-kafka.js';
import type { IncomingRecord } from '../../src/platform/kafka/incoming-record.js';
import { RecordProducer } from '../../src/platform/kafka/record-producer.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import { CommitWatch } from '../support/commit-watch.js';
import { query } from '../support/query.js';
import { randomRecord } from '../support/random-records.js';
import { describeWithKafka } from '../support/stack.js';

const RECORDS = 3_000;
const AT_ONCE = 250;
/** Chosen once, so that a failure comes again. */
const SEED = 20_261_125;

interface StoredLetter {
  readonly at: string;
  readonly error_code: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: [string, string][];
}
interface StoredRequest {
  readonly identity: string;
  readonly at: string;
  readonly body_hash: string;
}

describeWithKafka('random records', () => {
  let t: BridgeUnderTest;
  let watch: CommitWatch;
  let producer: RecordProducer;

  beforeAll(async () => {
    t = await startBridgeUnderTest('random-records', { RESERVANTO_TIMEOUT_MS: '20000' });
    watch = await CommitWatch.start(t);
    producer = new RecordProducer(connectKafka(t.config, createLogger({ level: 'silent' })));
  }, 60_000);

  afterAll(async () => {
    await producer.onApplicationShutdown();
    await watch.end();
    await t.stop();
  }, 60_000);

  /** Publishes the records and returns each with the place that Kafka gave it. */
  async function publish(): Promise<IncomingRecord[]> {
    const topic = t.config.kafka.topics.requested;
    const records = fc.sample(randomRecord, { numRuns: RECORDS, seed: SEED }).map((r) => ({ ...r, topic }));
    const published: IncomingRecord[] = [];
    while (published.length < records.length) {
      const some = records.slice(published.length, published.length + AT_ONCE);
      const results = await producer.send(some);
      const timestampMs = BigInt(Date.now());
      published.push(
        ...some.map((record, i) => {
          const result = results[i]!;
          if (!result.ok) throw result.error;
          return { ...record, ...result.position, timestampMs };
        }),
      );
    }
    return published;
  }

  it('each end as exactly one request or dead letter, unchanged, and every offset is committed', async () => {
    const published = await publish();
    await watch.everythingCommitted();
    const place = `topic, "partition", record_offset`;
    const letters = await query<StoredLetter>(
      t.database.url,
      `SELECT concat_ws('/', ${place}) AS at, error_code, key, value, headers FROM dead_letters`,
    );
    const requests = await query<StoredRequest>(
      t.database.url,
      `SELECT json_build_array(source, event_id)::text AS identity, body_hash,
         concat_ws('/', from_topic, from_partition, from_offset) AS at FROM booking_requests`,
    );
    const letterAt = new Map(letters.map((letter) => [letter.at, letter]));
    const requestOf = new Map(
      requests.map((r) => [comparable(...(JSON.parse(r.identity) as [string, string])), r]),
    );
    const rules: IntakeRules = { lane: t.config.dispatch.lane, ttlMs: t.config.requestTtlMs };
    const repeatedAt = new Set<string>();
    const counted = { requests: 0, repeated: 0, reused: 0, letters: 0 };
    for (const record of published) {
      const at = `${record.topic}/${record.partition}/${record.offset}`;
      const letter = letterAt.get(at);
      const reading = acceptRecord(record, new Date(), rules);
      if (reading.became === 'dead-letter') {
        expect([at, letter?.error_code]).toEqual([at, reading.why.code]);
        counted.letters += 1;
      } else {
        const { source, eventId, bodyHash } = reading.request;
        const stored = requestOf.get(comparable(source, eventId));
        const isReused = stored?.body_hash !== bodyHash;
        expect([at, stored === undefined]).toEqual([at, false]);
        expect([at, letter?.error_code]).toEqual([at, isReused ? 'ID_REUSED' : undefined]);
        const what = isReused ? 'reused' : stored?.at === at ? 'requests' : 'repeated';
        if (what === 'repeated') repeatedAt.add(`${record.partition}/${record.offset}`);
        counted[what] += 1;
      }
      if (letter !== undefined) expect(asSent(letter)).toEqual(asSent(record));
    }
    // A repetition is kept nowhere: its request is durable already.
    expect(watch.breaches.filter((breach) => !lostIn(breach).every((at) => repeatedAt.has(at)))).toEqual([]);
    expect(counted).toMatchObject({ requests: requests.length, letters: letters.length - counted.reused });
    expect(Math.min(counted.requests, counted.letters, counted.reused)).toBeGreaterThan(0);
  }, 60_000);
});

/** Partitions and offsets that a breach names. */
function lostIn(breach: string): string[] {
  const [, partition, offsets = ''] = /^(\d+) .* without ([\d,]+)$/.exec(breach) ?? [];
  return offsets.split(',').map((offset) => `${partition}/${offset}`);
}

/** An identity without the timestamp that a position ends with: the client does not tell which one it wrote. */
function comparable(source: string, eventId: string): string {
  const isPosition = source.endsWith(':position');
  return JSON.stringify([source, isPosition ? eventId.replace(/-\d+$/, '') : eventId]);
}

/** Key, value and headers as base64; those of one name stand together, as clients hand them out. */
function asSent(
  r: Pick<IncomingRecord, 'key' | 'value'> & { headers: readonly (readonly [string, Buffer | string])[] },
) {
  const names = [...new Set(r.headers.map(([name]) => name))].sort();
  const base64 = (bytes: Buffer | string | null) =>
    Buffer.isBuffer(bytes) ? bytes.toString('base64') : bytes;
  return {
    key: base64(r.key),
    value: base64(r.value),
    headers: names.map((name) => [name, r.headers.filter(([n]) => n === name).map(([, v]) => base64(v))]),
  };
}
