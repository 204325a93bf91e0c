import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { compiled, describeWithKafka, ownServerFolder } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
/** What a shell may name for another installation. Nothing answers there. */
const OF_OTHERS = {
  KAFKA_BROKERS: '127.0.0.1:1',
  DATABASE_URL: 'postgresql://bridge:secret@127.0.0.1:1/bridge',
  RESERVANTO_BASE_URL: 'http://127.0.0.1:1/v1/',
};

interface Program {
  readonly child: ChildProcess;
  readonly folder: string;
  readonly said: { out: string; err: string };
  readonly ended: Promise<[code: number | null]>;
}

const programs: Program[] = [];

/** A failed test leaves no demo running. */
afterEach(async () => {
  for (const { child, ended } of programs.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  }
}, 2 * MINUTE);

/** Starts a program of the build in a folder of its own. */
function start(file: string, args: readonly string[], env: Record<string, string>, dotEnv?: string): Program {
  const folder = ownServerFolder('postgres');
  mkdirSync(folder, { recursive: true });
  if (dotEnv !== undefined) writeFileSync(join(folder, '.env'), dotEnv);
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [compiled(file), ...args], {
    cwd: folder,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const program = { child, folder, said, ended: once(child, 'exit') as Promise<[number | null]> };
  programs.push(program);
  return program;
}

/** Whether the PostgreSQL that a demo started in its folder is gone. */
const isDatabaseGone = ({ folder }: Program) =>
  !existsSync(join(folder, '.data/demo/postgres/cluster/postmaster.pid'));

describeWithKafka('the demo', () => {
  it(
    'uses nothing that the environment names, and ends quietly and stops what it started when its reader goes away',
    async () => {
      const demo = start('src/cli/demo.ts', ['--once'], OF_OTHERS);
      await waitUntil(() => demo.said.out.includes('PostgreSQL is up'), 'PostgreSQL to be up', 2 * MINUTE);
      expect(isDatabaseGone(demo)).toBe(false);
      demo.child.stdout?.destroy();
      expect([await demo.ended, demo.said.err]).toEqual([[0, null], '']);
      expect(demo.said.out).toContain(`not used of the environment: ${Object.keys(OF_OTHERS).join(', ')}`);
      expect(isDatabaseGone(demo)).toBe(true);
    },
    4 * MINUTE,
  );

  it(
    'stops what it started when it is interrupted during the start',
    async () => {
      const demo = start('src/cli/demo.ts', [], {});
      await waitUntil(() => demo.said.out.includes('PostgreSQL is up'), 'PostgreSQL to be up', 2 * MINUTE);
      demo.child.kill('SIGINT');
      expect([await demo.ended, demo.said.err]).toEqual([[130, null], '']);
      expect(isDatabaseGone(demo)).toBe(true);
    },
    4 * MINUTE,
  );

  it(
    'starts nothing when it is asked for help or given an option that it does not know',
    async () => {
      for (const [option, code] of [
        ['--help', 0],
        ['--onec', 1],
      ] as const) {
        const demo = start('src/cli/demo.ts', [option], {});
        expect([option, await demo.ended]).toEqual([option, [code, null]]);
        expect(existsSync(join(demo.folder, '.data'))).toBe(false);
        expect(`${demo.said.out}${demo.said.err}`).toMatch(/Usage: demo|unknown option '--onec'/);
      }
    },
    MINUTE,
  );
});

describeWithKafka('the file .env in the working directory', () => {
  const complete = Object.entries({ ...OF_OTHERS, RESERVANTO_LONG_TIME_TOKEN: 'a-token-of-the-file' })
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');

  it(
    'gives the service the settings that the environment lacks, and is named in the log',
    async () => {
      const bridge = start('src/main.ts', [], { KAFKA_BROKERS: '127.0.0.1:2', LOG_LEVEL: 'info' }, complete);
      expect(await bridge.ended).toEqual([1, null]);
      expect(bridge.said.out).toContain(join(bridge.folder, '.env'));
      expect(bridge.said.out).toContain('Kafka at 127.0.0.1:2 cannot be used');
      expect(`${bridge.said.out}${bridge.said.err}`).not.toContain('a-token-of-the-file');
    },
    MINUTE,
  );

  it(
    'gives commands the same settings, and is named on standard error',
    async () => {
      const command = start('src/cli/migrate.ts', [], {}, complete);
      expect(await command.ended).toEqual([1, null]);
      expect(command.said.err).toContain(join(command.folder, '.env'));
      expect(command.said.err).toContain('ECONNREFUSED');
    },
    MINUTE,
  );

  it(
    'is not read with --no-env-file',
    async () => {
      const bridge = start('src/main.ts', ['--no-env-file'], {}, complete);
      expect(await bridge.ended).toEqual([78, null]);
      expect(bridge.said.out).toContain('DATABASE_URL is missing');
    },
    MINUTE,
  );
});
