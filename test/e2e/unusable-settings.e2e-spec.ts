import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { compiled, createTestDatabase } from '../support/stack.js';

/** Ends by itself, or the test fails after this time. */
const TIMEOUT_MS = 30_000;

function run(program: string, env: Record<string, string>, args: readonly string[] = [], cwd?: string) {
  const options = { encoding: 'utf8', env, timeout: TIMEOUT_MS, cwd } as const;
  return spawnSync(process.execPath, [compiled(program), ...args], options);
}

jest.setTimeout(2 * TIMEOUT_MS);

describe('a process whose settings cannot be used', () => {
  it('ends with exit code 78 and says everything that is missing in one JSON line, where nothing is set', () => {
    const { status, stderr, stdout } = run('src/main.ts', {});
    expect({ status, stderr }).toEqual({ status: 78, stderr: '' });
    const { level, msg } = JSON.parse(stdout) as { level: string; msg: string };
    expect(level).toBe('fatal');
    for (const name of ['KAFKA_BROKERS', 'DATABASE_URL', 'RESERVANTO_BASE_URL', 'RESERVANTO_LONG_TIME_TOKEN'])
      expect(msg).toContain(`  ${name} is missing.`);
    expect(stdout).not.toContain('    at ');
  });

  it('ends with exit code 78 and shows what a missing setting looks like, as a migration too', () => {
    const { status, stderr } = run('src/cli/migrate.ts', {});
    expect(status).toBe(78);
    expect(stderr).toContain('postgresql://user:password@host:5432/database');
  });

  it('ends with exit code 78 before it migrates anything, naming only the database', () => {
    const { status, stderr } = run('src/cli/migrate.ts', { DATABASE_URL: 'mysql://u:hunter2@h/d' });
    expect(status).toBe(78);
    expect(stderr).toContain('  DATABASE_URL must be an address like');
    expect(stderr).not.toMatch(/hunter2|KAFKA|    at /);
  });
});

it('a migration that cannot reach its database says so in one line, without the password', () => {
  const { status, stderr } = run('src/cli/migrate.ts', {
    DATABASE_URL: 'postgresql://u:hunter2@127.0.0.1:1/d',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^connect ECONNREFUSED 127\.0\.0\.1:1\n$/);
});

it('a command that cannot reach its database says so in one line, without the password', () => {
  const { status, stderr } = run(
    'src/cli/positions.ts',
    { DATABASE_URL: 'postgresql://u:hunter2@127.0.0.1:1/d' },
    ['list'],
  );
  expect(status).toBe(1);
  expect(stderr).toBe("Can't reach database server at 127.0.0.1:1\n");
});

describe('a command that cannot reach its brokers', () => {
  const NO_BROKER = '127.0.0.1:1';
  const WHY =
    /^Kafka at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.*\. Check KAFKA_BROKERS, and that the brokers run\.\n$/;

  it('says so in one line, where dead letters are read from a topic', () => {
    const { status, stderr } = run(
      'src/cli/dead-letters.ts',
      {
        KAFKA_BROKERS: NO_BROKER,
        DATABASE_URL: 'postgresql://u:hunter2@127.0.0.1:1/d',
        RESERVANTO_BASE_URL: 'http://127.0.0.1:1/v1/',
        RESERVANTO_LONG_TIME_TOKEN: 'token-of-a-test',
      },
      ['list', '--topic', 'orders.DLT'],
    );
    expect(stderr).toMatch(WHY);
    expect(status).toBe(1);
  });

  it('says so in one line, where a request is published to a demo that was killed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    try {
      mkdirSync(join(folder, '.data', 'demo'), { recursive: true });
      writeFileSync(join(folder, '.data', 'demo', 'address.json'), JSON.stringify({ brokers: NO_BROKER }));
      const { status, stderr } = run('src/cli/request.ts', {}, [], folder);
      expect(stderr).toMatch(WHY);
      expect(status).toBe(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it('the migrations find their database in a file as the bridge does', async () => {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  try {
    const file = join(folder, 'url');
    writeFileSync(file, `${database.url}\n`);
    const { stdout, stderr } = run('src/cli/migrate.ts', { DATABASE_URL_FILE: file });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Applied \d+_init, /);
  } finally {
    rmSync(folder, { recursive: true });
    await database.drop();
  }
});
