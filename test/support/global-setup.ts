import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';

/** Folders of test runs below the system's temporary folder. */
const RUN_PREFIX = 'reservanto-bridge-e2e-';
const ROOT = resolve(__dirname, '../..');

/**
 * One PostgreSQL and one Kafka for the whole run, in a new folder; their addresses go to the tests by environment
 * (see stack.ts). Clears away what killed runs left first.
 *
 * Jest loads this file as CommonJS and cannot load the product's modules from it, so they are compiled into the
 * run's folder and used from a process of their own.
 */
export default async function globalSetup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), RUN_PREFIX));
  chmodSync(folder, 0o711);
  process.env['TEST_STACK_FOLDER'] = folder;
  const program = compileTo(join(folder, 'code'));
  execFileSync(process.execPath, [program, 'sweep', tmpdir(), RUN_PREFIX], { stdio: 'inherit' });
  const { stdout, status } = spawnSync(process.execPath, [program, 'start', folder, String(process.pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    spawnSync(process.execPath, [program, 'end', folder], { stdio: 'inherit' });
    throw new Error('The servers for the tests do not start; the reason is above.');
  }
  Object.assign(process.env, JSON.parse(stdout) as Record<string, string>);
}

/** Compiles src/ and the programs of tests; returns the one that looks after the servers. */
function compileTo(code: string): string {
  const program = 'test/support/run-servers.ts';
  const programs = [
    program,
    'test/support/crashing-bridge.ts',
    'test/support/stall-watch.ts',
    'test/support/store-large-letters.ts',
  ];
  for (const file of [...programs, ...sourceFiles('src')]) {
    const target = join(code, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const { code: script } = transformFileSync(join(ROOT, file), {
      configFile: false,
      swcrc: false,
      sourceMaps: 'inline',
      module: { type: 'es6' },
      jsc: {
        target: 'es2022',
        keepClassNames: true,
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
    });
    writeFileSync(target, script);
  }
  writeFileSync(join(code, 'package.json'), '{"type":"module"}');
  for (const name of ['node_modules', 'prisma']) symlinkSync(join(ROOT, name), join(code, name));
  return join(code, program.replace(/\.ts$/, '.js'));
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file));
}
