import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { Client } from 'pg';

/** A database of one test file's own. */
export interface TestDatabase {
  readonly url: string;
  /** Removes the database, and ends whatever connections are still open to it. */
  drop(): Promise<void>;
}

/** A new database on the run's PostgreSQL; `prepare` gets its URL, to make tables in it. `encoding` is UTF8 where it is not said. */
export async function createTestDatabase(
  prepare: (url: string) => Promise<void> = async () => undefined,
  encoding?: string,
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const inEncoding =
    encoding === undefined ? '' : `ENCODING '${encoding}' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE template0 ${inEncoding}`);
  const url = new URL(environment('TEST_DATABASE_ADMIN_URL'));
  url.pathname = `/${name}`;
  const drop = () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  try {
    await prepare(url.href);
  } catch (error) {
    await drop();
    throw error;
  }
  return { url: url.href, drop };
}

/** An address of the run's PostgreSQL, to put a proxy in front of it. */
export function postgresUrl(): string {
  return environment('TEST_DATABASE_ADMIN_URL');
}

/** Brokers of the run's Kafka. Topics do not come into being by themselves. */
export function kafkaBrokers(): string[] {
  return environment('TEST_KAFKA_BROKERS').split(',');
}

/** `describe` for tests that need Kafka; skipped, saying why, on a machine that cannot run it. */
export function describeWithKafka(title: string, tests: () => void): void {
  const why = process.env['TEST_KAFKA_SKIPPED'];
  if (why === undefined) return describe(title, tests);
  console.warn(`SKIPPED, no Kafka: ${title}. ${why}`);
  describe.skip(`${title} (no Kafka)`, tests);
}

/** Topic names that no other test uses; `prefix` says whose they are. They still have to be created. */
export function uniqueTopics(prefix: string): {
  requested: string;
  created: string;
  failed: string;
  deadLetter: string;
} {
  const own = `${prefix}-${randomUUID().slice(0, 8)}`;
  return {
    requested: `${own}.booking.requested`,
    created: `${own}.booking.created`,
    failed: `${own}.booking.failed`,
    deadLetter: `${own}.booking.requested.dlq`,
  };
}

/**
 * A data folder for a server that a test starts for itself, to kill it without harm to other tests. The run removes
 * it at its end, and ends a server that was left there.
 */
export function ownServerFolder(kind: 'postgres' | 'kafka'): string {
  return join(environment('TEST_STACK_FOLDER'), `${kind}-${randomUUID().slice(0, 8)}`);
}

/** The compiled form of a source file ('src/main.ts'), for a test that needs a process of its own to kill. */
export function compiled(sourceFile: string): string {
  return join(environment('TEST_STACK_FOLDER'), 'code', sourceFile.replace(/\.ts$/, '.js'));
}

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: environment('TEST_DATABASE_ADMIN_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function environment(name: string): string {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new Error(
    `${name} is not set. These tests run with --selectProjects e2e, whose global setup starts the servers.`,
  );
}
