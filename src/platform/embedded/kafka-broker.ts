import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { quietRequestQueues } from '../kafka/kafkajs/quiet-request-queues.js';
import { commandLineOf } from './process-facts.js';
import { lastLines } from './run-program.js';
import { waitUntil } from './wait-until.js';

/** What is remembered of the broker of one folder. Ports and cluster id stay the same over restarts. */
export interface BrokerState {
  /** `null` when it was ended in good order. */
  readonly pid: number | null;
  readonly port: number;
  readonly controllerPort: number;
  readonly clusterId: string;
  /** RFC 3339. */
  readonly startedAt: string;
}

/**
 * One more address of the broker, besides the plain one that is always there. `name` is upper case without dashes;
 * `settings` are lines of server.properties, such as keys and logins.
 */
export interface KafkaListener {
  readonly name: string;
  readonly protocol: 'SASL_PLAINTEXT' | 'SSL' | 'SASL_SSL';
  readonly port: number;
  readonly settings: readonly string[];
}

const ANSWER_TIMEOUT_MS = 2_000;
const END_TIMEOUT_MS = 10_000;
const HEAP = ['-Xmx256m', '-Xms64m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** A random cluster id in Kafka's own form: 16 bytes in base64url, not beginning with a dash. */
export function newClusterId(): string {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}

/** The remembered state, or `null` when there is none that can be read. */
export function readState(folder: string): BrokerState | null {
  try {
    return JSON.parse(readFileSync(stateFile(folder), 'utf8')) as BrokerState;
  } catch {
    return null;
  }
}

/** Replaces the remembered state in one step. */
export function writeState(folder: string, state: BrokerState): void {
  writeFileSync(`${stateFile(folder)}.new`, JSON.stringify(state));
  renameSync(`${stateFile(folder)}.new`, stateFile(folder));
}

/** True when that pid is the broker of that folder: its command line names both Kafka and the folder's settings. */
export function isBroker(pid: number, folder: string): boolean {
  const command = commandLineOf(pid);
  return command !== null && command.includes('kafka.Kafka') && command.endsWith(settingsFile(folder));
}

/**
 * Starts a detached broker with data in `folder` and remembers it. No `kafka-storage format` is needed, which would
 * cost a second JVM: the one file that it writes is written here.
 */
export function spawnBroker(
  folder: string,
  classPath: string,
  plan: Omit<BrokerState, 'pid' | 'startedAt'>,
  listeners: readonly KafkaListener[],
): number {
  const logs = join(folder, 'topics');
  if (!existsSync(join(logs, 'meta.properties'))) {
    mkdirSync(logs, { recursive: true });
    writeFileSync(join(logs, 'meta.properties'), `version=1\nnode.id=1\ncluster.id=${plan.clusterId}\n`);
  }
  writeFileSync(settingsFile(folder), brokerSettings(plan.port, plan.controllerPort, listeners));
  const log = openSync(logFile(folder), 'w');
  const quiet = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';
  const child = spawn('java', [...HEAP, quiet, '-cp', classPath, 'kafka.Kafka', settingsFile(folder)], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => undefined);
  child.unref();
  if (child.pid === undefined) throw new Error('Java could not be started. Is it still installed?');
  writeState(folder, { ...plan, pid: child.pid, startedAt: new Date().toISOString() });
  return child.pid;
}

/** server.properties. The data folder is relative to the working directory, so no path needs escaping. */
export function brokerSettings(
  port: number,
  controllerPort: number,
  listeners: readonly KafkaListener[],
): string {
  const addresses = [
    `PLAINTEXT://127.0.0.1:${port}`,
    ...listeners.map((l) => `${l.name}://127.0.0.1:${l.port}`),
  ];
  const protocols = [
    'CONTROLLER:PLAINTEXT',
    'PLAINTEXT:PLAINTEXT',
    ...listeners.map((l) => `${l.name}:${l.protocol}`),
  ];
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=${addresses.join(',')},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=${addresses.join(',')}`,
    'controller.listener.names=CONTROLLER',
    `listener.security.protocol.map=${protocols.join(',')}`,
    ...listeners.flatMap((listener) => listener.settings),
    'log.dirs=topics',
    // After a crash the controller waits for the old broker's session to end before it accepts the new one.
    'broker.session.timeout.ms=2000',
    'broker.heartbeat.interval.ms=500',
    'group.initial.rebalance.delay.ms=0',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=4',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=4',
    'auto.create.topics.enable=false',
    '',
  ].join('\n');
}

/** True when the broker of that cluster answers a request, which says more than an open port. */
export async function answers({
  port,
  clusterId,
}: Pick<BrokerState, 'port' | 'clusterId'>): Promise<boolean> {
  quietRequestQueues();
  const admin = new Kafka({
    brokers: [`127.0.0.1:${port}`],
    clientId: 'supervisor',
    logLevel: logLevel.NOTHING,
    connectionTimeout: ANSWER_TIMEOUT_MS,
    requestTimeout: ANSWER_TIMEOUT_MS,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    const cluster = await admin.describeCluster();
    return cluster.clusterId === clusterId && cluster.brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Ends the broker of the folder if `pid` is still that, and waits until it is gone; SIGKILL follows what does not obey. */
export async function endBroker(pid: number, folder: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (!isBroker(pid, folder)) return;
  process.kill(pid, signal);
  const gone = () => !isBroker(pid, folder);
  try {
    await waitUntil(`Kafka (process ${pid}) to end`, END_TIMEOUT_MS, gone);
  } catch (error) {
    if (signal === 'SIGKILL') throw error;
    await endBroker(pid, folder, 'SIGKILL');
  }
}

/** What the broker said last, for an error message. */
export function lastWords(folder: string): string {
  return existsSync(logFile(folder)) ? lastLines(readFileSync(logFile(folder), 'utf8')) : '(no output)';
}

function stateFile(folder: string): string {
  return join(folder, 'broker.json');
}

function settingsFile(folder: string): string {
  return join(folder, 'server.properties');
}

function logFile(folder: string): string {
  return join(folder, 'broker.log');
}
