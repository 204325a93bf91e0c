import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { type Answer, askServer, type Cluster, readPidFile } from './postgres-cluster.js';
import { commandLineOf, isZombie } from './process-facts.js';
import { type Account, lastLines, runProgram } from './run-program.js';
import { waitUntil } from './wait-until.js';

/** A server that takes our connections. */
export type AcceptingServer = Extract<Answer, { word: 'accepts' }>;

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const TRIES = 10;
const PAUSE_BETWEEN_TRIES_MS = 300;
/** Above the highest pid of Linux: PostgreSQL sees that nobody has it. */
const PID_OF_NOBODY = 4_194_305;

/** The cluster's server once it has finished starting, recovering or stopping; `null` when there is none then. */
export async function findServer(cluster: Cluster): Promise<AcceptingServer | null> {
  const answer = await waitUntil('PostgreSQL to finish starting or stopping', START_TIMEOUT_MS, async () => {
    const now = await askServer(cluster);
    return now.word === 'not-yet' ? null : now;
  });
  return answer.word === 'accepts' ? answer : null;
}

/** Starts the cluster's server as a daemon, on the port it had before when that is free. */
export async function startServer(
  cluster: Cluster,
  pgCtl: string,
  account: Account | null,
): Promise<AcceptingServer> {
  const portFile = join(dirname(cluster.path), 'port');
  for (let attempt = 1; ; attempt++) {
    releasePidFile(cluster);
    const port = await freePort(existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : null);
    const { code, output } = await runProgram(pgCtl, startArguments(cluster, port), { account });
    const server = code === 0 ? await findServer(cluster) : null;
    if (server !== null) {
      writeFileSync(portFile, String(port));
      return server;
    }
    // The port may just have been taken, or the processes of a killed server may not all be gone yet.
    if (attempt === TRIES)
      throw new Error(`PostgreSQL does not start in ${cluster.path}:\n${reason(cluster, output)}`);
    await sleep(PAUSE_BETWEEN_TRIES_MS);
  }
}

/** Ends the cluster's server in good order; does nothing when it does not run. */
export async function stopServer(clusterPath: string, pgCtl: string, account: Account | null): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!serves(clusterPath)) return;
    const seconds = String(STOP_TIMEOUT_MS / 1000);
    await runProgram(pgCtl, ['stop', '-w', '-t', seconds, '-m', mode, '-D', clusterPath], { account });
  }
  if (serves(clusterPath)) throw new Error(`PostgreSQL does not stop; its files are in ${clusterPath}.`);
}

/** Ends the cluster's server as a crash would, and waits until it is gone. */
export async function killServer(clusterPath: string): Promise<void> {
  const [pid] = readPidFile(clusterPath);
  if (!serves(clusterPath)) return;
  process.kill(Number(pid), 'SIGKILL');
  await waitUntil(`process ${pid} to end`, STOP_TIMEOUT_MS, () => commandLineOf(Number(pid)) === null);
}

/** True when the process that the pid file names is a server of this cluster, and not another one with its old pid. */
function serves(clusterPath: string): boolean {
  const [pid] = readPidFile(clusterPath);
  if (!pid || process.platform === 'win32') return Boolean(pid);
  return commandLineOf(Number(pid))?.includes(clusterPath) ?? false;
}

function startArguments(cluster: Cluster, port: number): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  const options = settings.map((setting) => `-c ${setting}`).join(' ');
  const seconds = String(START_TIMEOUT_MS / 1000);
  return ['start', '-w', '-t', seconds, '-D', cluster.path, '-l', cluster.logFile, '-o', options];
}

function reason(cluster: Cluster, output: string): string {
  return lastLines(existsSync(cluster.logFile) ? readFileSync(cluster.logFile, 'utf8') : output);
}

/**
 * A killed server that nobody collects (in a container whose first process does not do so) stays a zombie, and
 * PostgreSQL takes a zombie for a live server. Only the pid is replaced: with the rest of the file PostgreSQL proves
 * that no process of the old server still uses the data.
 */
function releasePidFile(cluster: Cluster): void {
  const [pid, ...rest] = readPidFile(cluster.path);
  if (!pid || !isZombie(Number(pid))) return;
  writeFileSync(join(cluster.path, 'postmaster.pid'), [PID_OF_NOBODY, ...rest].join('\n'));
}
