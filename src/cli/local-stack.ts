import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { applyMigrations } from '../platform/database/apply-migrations.js';
import { startEmbeddedKafka } from '../platform/embedded/embedded-kafka.js';
import { startEmbeddedPostgres } from '../platform/embedded/embedded-postgres.js';
import { kafkaRuntime } from '../platform/embedded/kafka-distribution.js';
import { InMemoryKafka } from '../platform/kafka/in-memory/in-memory-kafka.js';
import type { Kafka } from '../platform/kafka/kafka.js';
import { DEFAULT_LONG_TIME_TOKEN, Simulator } from '../simulator/simulator.js';

/** Folder of everything that the demo keeps, below the working directory. Git ignores it. */
export const DEMO_FOLDER = '.data/demo';
/** Tells `npm run request` where the demo's broker is. */
export const ADDRESS_FILE = `${DEMO_FOLDER}/address.json`;

/**
 * What the bridge needs around it, on this machine. What the environment names is used; the rest, and what it names
 * without a value, is started here.
 */
export interface LocalStack {
  readonly env: Readonly<Record<string, string>>;
  /** Topics in memory where no broker can run; otherwise undefined, and `env` names the brokers. */
  readonly kafka: Kafka | undefined;
  stop(): Promise<void>;
}

/**
 * Starts what the environment does not name: PostgreSQL, Kafka, a simulated Reservanto. When `interrupted` aborts, it
 * stops what it has started and throws the reason.
 */
export async function startLocalStack(
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
  interrupted: AbortSignal,
): Promise<LocalStack> {
  mkdirSync(DEMO_FOLDER, { recursive: true });
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    rmSync(ADDRESS_FILE, { force: true });
    for (const end of stops.toReversed()) await end();
  };
  try {
    const databaseUrl = env['DATABASE_URL'] || (await postgres(stops, say));
    interrupted.throwIfAborted();
    const applied = await applyMigrations(databaseUrl);
    if (applied.length > 0) say(`Made the tables (${applied.length} migrations)`);
    interrupted.throwIfAborted();
    const { brokers, client } = env['KAFKA_BROKERS']
      ? { brokers: env['KAFKA_BROKERS'], client: undefined }
      : await kafka(stops, say);
    interrupted.throwIfAborted();
    const reservanto = env['RESERVANTO_BASE_URL'] ? {} : await simulator(stops, say);
    if (client === undefined) writeFileSync(ADDRESS_FILE, JSON.stringify({ brokers }));
    return { kafka: client, stop, env: { DATABASE_URL: databaseUrl, KAFKA_BROKERS: brokers, ...reservanto } };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function postgres(stops: (() => Promise<void>)[], say: (text: string) => void): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir: `${DEMO_FOLDER}/postgres`, onProgress: say });
  stops.push(() => server.stop());
  say(`PostgreSQL ${server.adopted ? 'was running already' : 'is up'} on port ${server.port}`);
  return server.url;
}

async function kafka(stops: (() => Promise<void>)[], say: (text: string) => void) {
  const runtime = await kafkaRuntime();
  if (runtime !== 'available') {
    say(
      `NOTICE: no local Kafka (${runtime.why}). Topics live in this process: nothing is durable, for trying out only.`,
    );
    return { brokers: 'in-process:0', client: new InMemoryKafka() };
  }
  const broker = await startEmbeddedKafka({ dataDir: `${DEMO_FOLDER}/kafka`, onProgress: say });
  stops.push(() => broker.stop());
  say(`Kafka ${broker.adopted ? 'was running already' : 'is up'} on ${broker.brokers.join(',')}`);
  return { brokers: broker.brokers.join(','), client: undefined };
}

async function simulator(stops: (() => Promise<void>)[], say: (text: string) => void) {
  const reservanto = await Simulator.start();
  stops.push(() => reservanto.stop());
  say(`A simulated Reservanto is up on ${reservanto.url}; its ledger is ${reservanto.adminUrl}ledger`);
  return { RESERVANTO_BASE_URL: reservanto.url, RESERVANTO_LONG_TIME_TOKEN: DEFAULT_LONG_TIME_TOKEN };
}
