import { randomBytes, randomUUID } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { type Account, lastLines, runProgram } from './run-program.js';

/** The user that owns everything in the embedded database server. */
export const POSTGRES_USER = 'postgres';

const CONNECT_TIMEOUT_MS = 3_000;
const NEW_CLUSTER = 'cluster.new-';
/** SQLSTATE cannot_connect_now: the server is starting, recovering or shutting down. */
const CANNOT_CONNECT_NOW = '57P03';

/** The files of one embedded database server. */
export interface Cluster {
  /** PGDATA. */
  readonly path: string;
  readonly logFile: string;
  readonly password: string;
}

/** What a server says when somebody with our password knocks. */
export type Answer =
  | { readonly word: 'accepts'; readonly pid: number; readonly port: number }
  | { readonly word: 'not-yet' | 'absent' };

/** The cluster in `folder`, made on the first call. A crash in the middle leaves nothing that a later call would take for one. */
export async function openCluster(folder: string, initdb: string, account: Account | null): Promise<Cluster> {
  const path = join(folder, 'cluster');
  const passwordFile = join(folder, 'password');
  if (!existsSync(path)) {
    for (const name of readdirSync(folder)) {
      if (name.startsWith(NEW_CLUSTER)) rmSync(join(folder, name), { recursive: true, force: true });
    }
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (account !== null) chownSync(passwordFile, account.uid, account.gid);
    const unfinished = join(folder, NEW_CLUSTER + randomUUID());
    const { code, output } = await runProgram(initdb, initdbArguments(unfinished, passwordFile), { account });
    if (code !== 0)
      throw new Error(`The database server could not make its files in ${folder}:\n${lastLines(output)}`);
    renameSync(unfinished, path);
  }
  return { path, logFile: join(folder, 'server.log'), password: readPassword(passwordFile, folder) };
}

/** The builtin locale sorts by code point on every platform, whatever locales the machine has. */
function initdbArguments(path: string, passwordFile: string): string[] {
  return [
    ...['-D', path, '-U', POSTGRES_USER, '-E', 'UTF8', `--pwfile=${passwordFile}`],
    ...['-A', 'scram-sha-256', '--no-instructions'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ];
}

function readPassword(file: string, folder: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Error(
      `${file} is missing, so nobody can log in to the database beside it. Restore the file, or remove ${folder} and its data.`,
    );
  }
}

/** The connection string of a server of ours on this machine. */
export function postgresUrl(password: string, port: number, database = 'postgres'): string {
  return `postgresql://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Whether the server of this very cluster takes connections: the pid file names a port, our password opens it, and
 * the server there says that it serves this folder. A pid file alone proves nothing after a crash.
 */
export async function askServer(cluster: Cluster): Promise<Answer> {
  const [pid, , , port] = readPidFile(cluster.path);
  if (!pid || !port) return { word: 'absent' };
  const client = new Client({
    connectionString: postgresUrl(cluster.password, Number(port)),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    if (resolve(rows[0]?.data_directory ?? '') !== cluster.path) return { word: 'absent' };
    return { word: 'accepts', pid: Number(pid), port: Number(port) };
  } catch (error) {
    return { word: (error as { code?: string }).code === CANNOT_CONNECT_NOW ? 'not-yet' : 'absent' };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Lines of postmaster.pid: pid, data folder, start time, port, ... Empty when there is no such file. */
export function readPidFile(clusterPath: string): string[] {
  try {
    return readFileSync(join(clusterPath, 'postmaster.pid'), 'utf8')
      .split('\n')
      .map((line) => line.trim());
  } catch {
    return [];
  }
}
