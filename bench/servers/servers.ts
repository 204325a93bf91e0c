import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Admin } from 'kafkajs';
import { Client } from 'pg';
import {
  type EmbeddedKafka,
  endLeftoverKafka,
  startEmbeddedKafka,
} from '../../src/platform/embedded/embedded-kafka.js';
import {
  type EmbeddedPostgres,
  endLeftoverPostgres,
  startEmbeddedPostgres,
} from '../../src/platform/embedded/embedded-postgres.js';
import { waitUntil } from '../../src/platform/embedded/wait-until.js';
import { plainKafka } from './plain-kafka.js';

/** Of every topic. */
export const PARTITIONS = 12;
const LEADERS_TIMEOUT_MS = 30_000;

interface ServerFolders {
  readonly postgres: string;
  readonly kafka: string;
}

/** A PostgreSQL and a Kafka of the run's own, which it may kill. */
export class Servers {
  private constructor(
    private postgres: EmbeddedPostgres,
    private kafka: EmbeddedKafka,
    private readonly folders: ServerFolders,
    private readonly say: (text: string) => void,
  ) {}

  /** Removes what an earlier run left below `folder`, and starts both there. */
  static async start(folder: string, say: (text: string) => void): Promise<Servers> {
    const folders = { postgres: join(folder, 'postgres'), kafka: join(folder, 'kafka') };
    await endLeftoverPostgres(folders.postgres);
    await endLeftoverKafka(folders.kafka);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o711);
    const [postgres, kafka] = await Promise.all([
      startEmbeddedPostgres({ dataDir: folders.postgres, onProgress: say }),
      startEmbeddedKafka({ dataDir: folders.kafka, onProgress: say }),
    ]);
    return new Servers(postgres, kafka, folders, say);
  }

  get brokers(): readonly string[] {
    return this.kafka.brokers;
  }

  /** The server's own database, for a user who may do everything. */
  get adminUrl(): string {
    return this.postgres.url;
  }

  /** A new database, empty or a copy of `template`; it has the URL that is returned, also after kills. */
  async createDatabase(name: string, template = 'template0'): Promise<string> {
    await this.administer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
    const url = new URL(this.postgres.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** Removes a database, whoever is still connected to it. */
  async dropDatabase(name: string): Promise<void> {
    await this.administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  /** Runs statements in the server's own database, one after the other, each in a transaction of its own. */
  async administer(...statements: string[]): Promise<void> {
    const client = new Client({ connectionString: this.postgres.url });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }

  /** Topics of 12 partitions that can be used when this resolves; `settings` are Kafka's own names and values for a topic. */
  async createTopics(
    topics: readonly string[],
    settings: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
    await this.withAdmin(async (admin) => {
      await admin.createTopics({
        waitForLeaders: false,
        topics: topics.map((topic) => ({
          topic,
          numPartitions: PARTITIONS,
          replicationFactor: 1,
          configEntries,
        })),
      });
      for (const topic of topics) {
        await waitUntil(`the leaders of ${topic}`, LEADERS_TIMEOUT_MS, () =>
          // Only leaders can tell.
          admin.fetchTopicOffsets(topic).then(
            () => true,
            () => null,
          ),
        );
      }
    });
  }

  async deleteTopics(topics: readonly string[]): Promise<void> {
    await this.withAdmin((admin) => admin.deleteTopics({ topics: [...topics] }));
  }

  /** Stops PostgreSQL in good order and starts it again on the same port. */
  async restartPostgres(): Promise<void> {
    await this.startPostgresAfter(() => this.postgres.stop());
  }

  /** Kills PostgreSQL as a crash would and starts it again on the same port. */
  async crashPostgres(): Promise<void> {
    await this.startPostgresAfter(() => this.postgres.kill());
  }

  /** Kills Kafka as a crash would and starts it again on the same port. */
  async crashKafka(): Promise<void> {
    const [before] = this.kafka.brokers;
    await this.kafka.kill();
    this.kafka = await startEmbeddedKafka({ dataDir: this.folders.kafka });
    demandSamePort('Kafka', before, this.kafka.brokers[0]);
  }

  async stop(): Promise<void> {
    await Promise.allSettled([this.postgres.stop(), this.kafka.stop()]);
    this.say('PostgreSQL and Kafka are stopped');
  }

  private async startPostgresAfter(end: () => Promise<void>): Promise<void> {
    const { port } = this.postgres;
    await end();
    this.postgres = await startEmbeddedPostgres({ dataDir: this.folders.postgres });
    demandSamePort('PostgreSQL', port, this.postgres.port);
  }

  private async withAdmin(work: (admin: Admin) => Promise<unknown>): Promise<void> {
    const admin = plainKafka(this.brokers).admin();
    await admin.connect();
    try {
      await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
}

function demandSamePort(what: string, before: unknown, after: unknown): void {
  if (before !== after) {
    throw new Error(
      `${what} came back at ${String(after)} instead of ${String(before)}: something took its port. Run again.`,
    );
  }
}
