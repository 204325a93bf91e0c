import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftoverKafka, startEmbeddedKafka } from '../../src/platform/embedded/embedded-kafka.js';
import { endLeftoverPostgres, startEmbeddedPostgres } from '../../src/platform/embedded/embedded-postgres.js';
import { kafkaRuntime } from '../../src/platform/embedded/kafka-distribution.js';
import { isRunning, markOf, type ProcessMark } from '../../src/platform/embedded/process-facts.js';

/** A run without an owner file is one that is just beginning, unless it is older than this. */
const BEGINNING_MS = 60_000;

/**
 * `start FOLDER PID`: starts the servers for the test run of that process and prints the environment for its tests.
 * `end FOLDER`: ends them and removes the folder. `sweep PARENT PREFIX`: does so for runs whose process is dead.
 */
async function main([verb, ...args]: string[]): Promise<void> {
  const [first = '', second = ''] = args;
  if (verb === 'start') console.log(JSON.stringify(await start(first, Number(second))));
  else if (verb === 'end') await end(first);
  else if (verb === 'sweep') await sweep(first, second);
}

async function start(folder: string, owner: number): Promise<Record<string, string>> {
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(markOf(owner)));
  const begin = Date.now();
  const runtime = await kafkaRuntime();
  const [postgres, kafka] = await Promise.all([
    startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), onProgress }),
    runtime === 'available' ? startEmbeddedKafka({ dataDir: join(folder, 'kafka'), onProgress }) : null,
  ]);
  onProgress(`PostgreSQL and ${kafka === null ? 'no Kafka' : 'Kafka'} are up after ${Date.now() - begin} ms`);
  const environment = { TEST_STACK_FOLDER: folder, TEST_DATABASE_ADMIN_URL: postgres.url };
  if (kafka !== null) return { ...environment, TEST_KAFKA_BROKERS: kafka.brokers.join(',') };
  const why = runtime === 'available' ? '' : runtime.why;
  process.stderr.write(
    `\n${'!'.repeat(80)}\n!! Tests that need Kafka are SKIPPED. ${why}\n${'!'.repeat(80)}\n\n`,
  );
  return { ...environment, TEST_KAFKA_SKIPPED: why };
}

/** Servers are recognised by the names of their folders, so those that tests start for themselves are ended too. */
async function end(folder: string): Promise<void> {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (name.startsWith('postgres')) await endLeftoverPostgres(join(folder, name));
    if (name.startsWith('kafka')) await endLeftoverKafka(join(folder, name));
  }
  rmSync(folder, { recursive: true, force: true });
}

async function sweep(parent: string, prefix: string): Promise<void> {
  for (const name of readdirSync(parent)) {
    const folder = join(parent, name);
    if (!name.startsWith(prefix) || !isAbandoned(folder)) continue;
    onProgress(`Clearing away ${folder}, left by a run that was killed`);
    await end(folder).catch((error: unknown) =>
      onProgress(`Could not clear away ${folder}: ${String(error)}`),
    );
  }
}

/** Only folders of our own user are looked at; others are somebody else's business. */
function isAbandoned(folder: string): boolean {
  const facts = statSync(folder, { throwIfNoEntry: false });
  if (facts === undefined || facts.uid !== (process.getuid?.() ?? facts.uid)) return false;
  const ownerFile = join(folder, 'owner.json');
  if (!existsSync(ownerFile)) return Date.now() - facts.mtimeMs > BEGINNING_MS;
  const owner = JSON.parse(readFileSync(ownerFile, 'utf8')) as ProcessMark | null;
  return owner === null || !isRunning(owner);
}

function onProgress(text: string): void {
  process.stderr.write(`${text}\n`);
}

await main(process.argv.slice(2));
