import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import {
  type EmbeddedKafka,
  endLeftoverKafka,
  startEmbeddedKafka,
} from '../../../src/platform/embedded/embedded-kafka.js';
import {
  type EmbeddedPostgres,
  endLeftoverPostgres,
  startEmbeddedPostgres,
} from '../../../src/platform/embedded/embedded-postgres.js';

/** Folder of everything that fault runs keep, below the working directory. Git ignores it. */
export const CHAOS_FOLDER = '.data/chaos';

const PARTITIONS = 12;

/** A PostgreSQL and a Kafka of the fault run's own, which it may kill. */
export class Servers {
  private constructor(
    private postgres: EmbeddedPostgres,
    private kafka: EmbeddedKafka,
    private readonly say: (text: string) => void,
  ) {}

  /** Removes what an earlier run left, and starts both. */
  static async start(say: (text: string) => void): Promise<Servers> {
    await endLeftoverPostgres(postgresFolder);
    await endLeftoverKafka(kafkaFolder);
    rmSync(CHAOS_FOLDER, { recursive: true, force: true });
    mkdirSync(CHAOS_FOLDER, { recursive: true });
    chmodSync(CHAOS_FOLDER, 0o711);
    const [postgres, kafka] = await Promise.all([
      startEmbeddedPostgres({ dataDir: postgresFolder, onProgress: say }),
      startEmbeddedKafka({ dataDir: kafkaFolder, onProgress: say }),
    ]);
    return new Servers(postgres, kafka, say);
  }

  get brokers(): readonly string[] {
    return this.kafka.brokers;
  }

  /** A new database; it has the URL that is returned, also after kills. */
  async createDatabase(name: string): Promise<string> {
    const client = new Client({ connectionString: this.postgres.url });
    await client.connect();
    try {
      await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    } finally {
      await client.end();
    }
    const url = new URL(this.postgres.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  async createTopics(topics: readonly string[]): Promise<void> {
    const admin = plainKafka(this.brokers).admin();
    await admin.connect();
    try {
      await admin.createTopics({
        waitForLeaders: false,
        topics: topics.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: 1 })),
      });
    } finally {
      await admin.disconnect();
    }
  }

  /** Kills PostgreSQL as a crash would and starts it again on the same port. */
  async crashPostgres(): Promise<void> {
    const { port } = this.postgres;
    await this.postgres.kill();
    this.postgres = await startEmbeddedPostgres({ dataDir: postgresFolder });
    demandSamePort('PostgreSQL', port, this.postgres.port);
  }

  /** Kills Kafka as a crash would and starts it again on the same port. */
  async crashKafka(): Promise<void> {
    const [before] = this.kafka.brokers;
    await this.kafka.kill();
    this.kafka = await startEmbeddedKafka({ dataDir: kafkaFolder });
    demandSamePort('Kafka', before, this.kafka.brokers[0]);
  }

  async stop(): Promise<void> {
    await Promise.allSettled([this.postgres.stop(), this.kafka.stop()]);
    this.say('PostgreSQL and Kafka are stopped');
  }
}

const postgresFolder = join(CHAOS_FOLDER, 'postgres');
const kafkaFolder = join(CHAOS_FOLDER, 'kafka');

/** A Kafka client that knows nothing of the bridge, patient enough for a broker that is killed and comes back. */
export function plainKafka(brokers: readonly string[]): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId: 'chaos',
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3_000,
    requestTimeout: 5_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 20 },
  });
}

function demandSamePort(what: string, before: unknown, after: unknown): void {
  if (before !== after) {
    throw new Error(
      `${what} came back at ${String(after)} instead of ${String(before)}: something took its port. Run again.`,
    );
  }
}
