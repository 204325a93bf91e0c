import { createTestDatabase, kafkaBrokers, type TestDatabase, uniqueTopics } from './stack.js';
import { type Bridge, startBridge } from '../../src/bridge.js';
import { applyMigrations } from '../../src/platform/database/apply-migrations.js';
import { type Config, loadConfig } from '../../src/platform/config/config.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { Simulator, type SimulatorOptions } from '../../src/simulator/simulator.js';
import { KafkaProbe } from './kafka-probe.js';
import type { TcpProxy } from './tcp-proxy.js';

/** A bridge with a database, topics and a simulator of its own. */
export interface BridgeUnderTest {
  readonly bridge: Bridge;
  readonly config: Config;
  /** The environment it was started with, for other processes of the same installation. */
  readonly settings: Readonly<Record<string, string>>;
  readonly simulator: Simulator;
  readonly database: TestDatabase;
  readonly kafka: KafkaProbe;
  stop(): Promise<void>;
}

/** Servers of the test's own: plain addresses of a Kafka, and a detour to the run's PostgreSQL. */
export interface OwnServers {
  readonly brokers?: string[];
  readonly databaseProxy?: TcpProxy;
}

/** Starts everything; `env` overrides settings. */
export async function startBridgeUnderTest(
  name: string,
  env: Record<string, string> = {},
  simulatorOptions: SimulatorOptions = {},
  { brokers = kafkaBrokers(), databaseProxy }: OwnServers = {},
): Promise<BridgeUnderTest> {
  const database = await createTestDatabase(async (url) => void (await applyMigrations(url)));
  const simulator = await Simulator.start(simulatorOptions);
  const topics = uniqueTopics(name);
  const settings = {
    KAFKA_BROKERS: brokers.join(','),
    KAFKA_GROUP_ID: topics.requested,
    KAFKA_CREATE_TOPICS: 'true',
    TOPIC_BOOKING_REQUESTED: topics.requested,
    TOPIC_BOOKING_CREATED: topics.created,
    TOPIC_BOOKING_FAILED: topics.failed,
    TOPIC_DEAD_LETTER: topics.deadLetter,
    DATABASE_URL: databaseProxy?.through(database.url) ?? database.url,
    RESERVANTO_BASE_URL: simulator.url,
    RESERVANTO_LONG_TIME_TOKEN: simulator.longTimeToken,
    RESERVANTO_TIMEOUT_MS: '3000',
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: '0',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
    ...env,
  };
  const config = loadConfig(settings);
  const bridge = await startBridge(config, createLogger({ level: config.logLevel }));
  const kafka = await KafkaProbe.start(brokers, [topics.created, topics.failed, topics.deadLetter]);
  return {
    bridge,
    config,
    settings,
    simulator,
    database,
    kafka,
    stop: async () => {
      try {
        await kafka.stop();
      } finally {
        await bridge.stop();
        await simulator.stop();
        await database.drop();
      }
    },
  };
}
