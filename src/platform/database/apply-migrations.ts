import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/** The same lock that Prisma takes, so that its CLI and we wait for each other. */
const PRISMA_LOCK = 72_707_369;

const BOOK = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Brings a database to the present schema and returns the names of the migrations it applied: each in a transaction of
 * its own, in order, written down as Prisma does, so that `prisma migrate` goes on from there. Processes that start
 * together wait for each other. Throws when a migration that was applied has changed since. `folder` is where the
 * migrations are: by default where a build in `dist` finds them.
 */
export async function applyMigrations(
  url: string,
  folder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url)),
): Promise<string[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((e) => e.isDirectory())
    .map((e) => e.name);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(BOOK);
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const known = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    const applied: string[] = [];
    for (const name of names.sort()) {
      const script = await readFile(join(folder, name, 'migration.sql'));
      const checksum = createHash('sha256').update(script).digest('hex');
      if (!known.has(name)) {
        await applyOne(client, name, script.toString('utf8'), checksum);
        applied.push(name);
      } else if (known.get(name) !== checksum) {
        throw new Error(
          `The migration ${name} was changed after it was applied. Restore its file, and put the change into a new migration.`,
        );
      }
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function applyOne(client: Client, name: string, script: string, checksum: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(script);
    await client.query(
      'INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`The migration ${name} failed and left nothing behind`, { cause: error });
  }
}
