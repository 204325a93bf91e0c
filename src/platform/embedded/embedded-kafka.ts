import { mkdirSync, realpathSync } from 'node:fs';
import {
  answers,
  type BrokerState,
  endBroker,
  isBroker,
  type KafkaListener,
  lastWords,
  newClusterId,
  readState,
  spawnBroker,
  writeState,
} from './kafka-broker.js';
import { kafkaCacheFolder, kafkaClassPath, kafkaRuntime } from './kafka-distribution.js';
import { withFolderLock } from './folder-lock.js';
import { freePort } from './free-port.js';
import { waitUntil } from './wait-until.js';

/** A one-node Apache Kafka on this machine, for 127.0.0.1 only, that outlives the process which started it. */
export interface EmbeddedKafka {
  /** host:port of its only broker; the same after a restart, unless somebody took the port meanwhile. */
  readonly brokers: string[];
  readonly pid: number;
  /** True when it was running already: left by a process that is gone, or shared with one that is not. */
  readonly adopted: boolean;
  /** Ends the broker in good order, also an adopted one; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends the broker as a crash would; starting again on the same folder keeps its records. */
  kill(): Promise<void>;
}

/**
 * `dataDir` is a folder of the broker's own; `cacheFolder` is where its class path is remembered; `onProgress` hears
 * what takes time, for a person to read; `listeners` are addresses besides the plain one, for a broker that is started.
 */
export interface EmbeddedKafkaOptions {
  readonly dataDir: string;
  readonly cacheFolder?: string;
  readonly onProgress?: (text: string) => void;
  readonly listeners?: readonly KafkaListener[];
}

const START_TIMEOUT_MS = 60_000;
const TRIES = 3;

/**
 * The Kafka of `dataDir`, running and answering: adopted when it runs already, else started (about two seconds, and
 * longer the very first time, when Maven fetches it). One broker per folder, however many processes ask. Throws with
 * the reason where {@link kafkaRuntime} would have told it. Topics are not created by themselves.
 */
export async function startEmbeddedKafka(options: EmbeddedKafkaOptions): Promise<EmbeddedKafka> {
  const cacheFolder = options.cacheFolder ?? kafkaCacheFolder();
  mkdirSync(options.dataDir, { recursive: true });
  const folder = realpathSync(options.dataDir);
  return withFolderLock(folder, async () => {
    const found = await adopt(folder);
    if (found !== null) return running(folder, found, true);
    const runtime = await kafkaRuntime(cacheFolder);
    if (runtime !== 'available') throw new Error(runtime.why);
    const classPath = await kafkaClassPath(cacheFolder, options.onProgress);
    options.onProgress?.('Starting Apache Kafka');
    return running(folder, await start(folder, classPath, options.listeners ?? []), false);
  });
}

/** Ends the broker that an earlier process left running on `dataDir`, if there is one. Its records stay. */
export async function endLeftoverKafka(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  await stop(realpathSync(dataDir));
}

type Running = BrokerState & { readonly pid: number };

function running(folder: string, state: Running, adopted: boolean): EmbeddedKafka {
  return {
    brokers: [`127.0.0.1:${state.port}`],
    pid: state.pid,
    adopted,
    stop: () => stop(folder),
    kill: () => endBroker(state.pid, folder, 'SIGKILL'),
  };
}

/** The broker that an earlier process left, when it works or comes to; one that does not is ended. */
async function adopt(folder: string): Promise<Running | null> {
  const state = readState(folder);
  if (state === null || state.pid === null || !isBroker(state.pid, folder)) return null;
  const left: Running = { ...state, pid: state.pid };
  if (await comesToAnswer(left, folder).catch(() => false)) return left;
  await endBroker(left.pid, folder, 'SIGTERM');
  return null;
}

async function start(
  folder: string,
  classPath: string,
  listeners: readonly KafkaListener[],
): Promise<Running> {
  const before = readState(folder);
  const clusterId = before?.clusterId ?? newClusterId();
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(before?.port ?? null);
    const controllerPort = await freePort(before?.controllerPort ?? null, [port]);
    const pid = spawnBroker(folder, classPath, { port, controllerPort, clusterId }, listeners);
    const state = { pid, port, controllerPort, clusterId, startedAt: new Date().toISOString() };
    if (await comesToAnswer(state, folder)) return state;
    // A port may have been taken between the look and the start.
    if (attempt === TRIES) throw new Error(`Apache Kafka does not start in ${folder}:\n${lastWords(folder)}`);
  }
}

/** True as soon as it answers, false as soon as its process is gone. */
async function comesToAnswer(state: Running, folder: string): Promise<boolean> {
  const end = await waitUntil('Apache Kafka to answer', START_TIMEOUT_MS, async () => {
    if (await answers(state)) return 'answers';
    return isBroker(state.pid, folder) ? null : 'gone';
  });
  return end === 'answers';
}

async function stop(folder: string): Promise<void> {
  const state = readState(folder);
  if (state === null || state.pid === null) return;
  await endBroker(state.pid, folder, 'SIGTERM');
  writeState(folder, { ...state, pid: null });
}
