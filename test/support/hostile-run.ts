import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { applyMigrations } from '../../src/platform/database/apply-migrations.js';
import { Simulator } from '../../src/simulator/simulator.js';
import { type HostileBatch, hostileBatches, tinyRecords } from './hostile-batches.js';
import { type Accounts, HostileWitness } from './hostile-witness.js';
import { flagsOfNpmStart } from './npm-start.js';
import { type Ended, ProductionProcess } from './production-process.js';
import { query } from './query.js';
import { RawProducer } from './raw-producer.js';
import { createTopics, withAdmin } from './scenario.js';
import { compiled, createTestDatabase, kafkaBrokers, uniqueTopics } from './stack.js';
import { STALL_REPORT, type StallReport, WATCH } from './stall-watch.js';

/** How much is sent. */
export interface HostilePlan {
  /** Records of random batches, at least. */
  readonly records: number;
  /** Records of one more batch, all of them empty. */
  readonly tiny: number;
  readonly seed: number;
}

/** What became of it. */
export interface HostileRun extends Accounts, Partial<StallReport> {
  /** Records that the broker took. */
  readonly records: number;
  /** Batches that it took and that it refused, by kind. */
  readonly taken: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  /** Partitions that stopped before their end. */
  readonly blocked: readonly string[];
  /** Requests that have no outcome, and events that are not published. */
  readonly left: { readonly requests: number; readonly events: number };
  /** Sentences of the log at level warn and above, and how often. */
  readonly complaints: Readonly<Record<string, number>>;
  /** How the bridge ended when it was asked to. A process that has ended before tells what it did instead. */
  readonly ended: Ended;
  readonly errors: string;
  readonly seconds: number;
}

/** A partition is blocked when nothing of it is committed for so long. */
const BLOCKED_MS = 60_000;
/** Longer than the quarantine of a call whose answer did not come in time. */
const NOT_SETTLED_MS = 300_000;
const LOOK_EVERY_MS = 500;
const WARN = 40;

/** Sends hostile records through a broker to a bridge that runs as `npm start` does it, until nothing is left to do. */
export async function runHostileRecords({ records, tiny, seed }: HostilePlan): Promise<HostileRun> {
  const begin = Date.now();
  const topics = uniqueTopics('hostile');
  const [broker = ''] = kafkaBrokers();
  const database = await createTestDatabase(async (url) => void (await applyMigrations(url)));
  const simulator = await Simulator.start();
  await createTopics(Object.values(topics));
  const folder = mkdtempSync(join(tmpdir(), 'hostile-records-'));
  const report = join(folder, 'stalls.json');
  const bridge = ProductionProcess.spawn(
    {
      KAFKA_BROKERS: broker,
      KAFKA_GROUP_ID: topics.requested,
      TOPIC_BOOKING_REQUESTED: topics.requested,
      TOPIC_BOOKING_CREATED: topics.created,
      TOPIC_BOOKING_FAILED: topics.failed,
      TOPIC_DEAD_LETTER: topics.deadLetter,
      DATABASE_URL: database.url,
      RESERVANTO_BASE_URL: simulator.url,
      RESERVANTO_LONG_TIME_TOKEN: simulator.longTimeToken,
      // The simulator shares its processor with what makes the records.
      RESERVANTO_TIMEOUT_MS: '30000',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: '0',
      [STALL_REPORT]: report,
    },
    [...flagsOfNpmStart(), '--import', compiled('test/support/stall-watch.ts')],
  );
  const witness = new HostileWitness(topics.requested);
  try {
    await bridge.says('the bridge is running');
    bridge.signal(WATCH);
    await send(broker, topics.requested, batchesOf({ records, tiny, seed }, witness), witness);
    const blocked = await readToEnd(topics.requested, bridge);
    const left = await leftToDo(database.url, bridge);
    bridge.signal('SIGTERM');
    const ended = await bridge.ended;
    return {
      ...(await witness.accounts(database.url)),
      ...(existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as StallReport) : {}),
      records: witness.records,
      taken: witness.taken,
      refused: witness.refused,
      blocked,
      left,
      complaints: complaintsIn(bridge.output.log),
      ended,
      errors: bridge.output.errors,
      seconds: Math.round((Date.now() - begin) / 1_000),
    };
  } finally {
    await bridge.kill();
    await simulator.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  }
}

function* batchesOf({ records, tiny, seed }: HostilePlan, sent: HostileWitness): Generator<HostileBatch> {
  for (const batch of hostileBatches(seed)) {
    if (sent.records >= records) break;
    yield batch;
  }
  if (tiny > 0) yield tinyRecords(tiny);
}

async function send(
  broker: string,
  topic: string,
  batches: Iterable<HostileBatch>,
  witness: HostileWitness,
): Promise<void> {
  const producer = await RawProducer.connect(broker);
  try {
    for (const batch of batches) {
      const produced = await producer.send(topic, batch.partition, batch.bytes).catch((cause: unknown) => {
        throw new Error(`after ${witness.records} records, at a batch of ${batch.kind}`, { cause });
      });
      if ('baseOffset' in produced) witness.takes(batch, produced.baseOffset);
      else witness.refuses(batch);
    }
  } finally {
    producer.close();
  }
}

/** Resolves when everything is committed, when nothing moves any more, or when the bridge has ended; answers what is left. */
function readToEnd(topic: string, bridge: ProductionProcess): Promise<string[]> {
  return withAdmin(async (admin) => {
    let before = '';
    for (let since = Date.now(); ;) {
      const left = await uncommitted(admin, topic);
      if (left.length === 0 || bridge.hasEnded || Date.now() - since > BLOCKED_MS) return left;
      const now = left.join();
      if (now !== before) since = Date.now();
      before = now;
      await delay(LOOK_EVERY_MS);
    }
  });
}

async function uncommitted(admin: Admin, topic: string): Promise<string[]> {
  const ends = await admin.fetchTopicOffsets(topic);
  const [group] = await admin.fetchOffsets({ groupId: topic, topics: [topic] });
  const committed = new Map(group?.partitions.map(({ partition, offset }) => [partition, offset]));
  return ends.flatMap(({ partition, high }) => {
    const offset = committed.get(partition) ?? '-1';
    return offset === high || high === '0' ? [] : [`${partition}: ${offset} of ${high}`];
  });
}

/** Resolves when every request has its outcome and every event is published, or nothing moves any more. */
async function leftToDo(databaseUrl: string, bridge: ProductionProcess): Promise<HostileRun['left']> {
  let before = '';
  for (let since = Date.now(); ;) {
    const [left = { requests: -1, events: -1 }] = await query<HostileRun['left']>(
      databaseUrl,
      `SELECT (SELECT count(*)::int FROM booking_requests WHERE state NOT IN ('CREATED', 'FAILED')) AS requests,
         (SELECT count(*)::int FROM outbox_events) AS events`,
    );
    const nothing = left.requests + left.events === 0;
    if (nothing || bridge.hasEnded || Date.now() - since > NOT_SETTLED_MS) return left;
    const now = JSON.stringify(left);
    if (now !== before) since = Date.now();
    before = now;
    await delay(LOOK_EVERY_MS);
  }
}

function complaintsIn(log: string): Record<string, number> {
  const complaints: Record<string, number> = {};
  for (const line of log.split('\n').filter((text) => text !== '')) {
    const { level, msg } = JSON.parse(line) as { level: number | string; msg: string };
    if (typeof level === 'number' ? level >= WARN : ['warn', 'error', 'fatal'].includes(level))
      complaints[msg] = (complaints[msg] ?? 0) + 1;
  }
  return complaints;
}
