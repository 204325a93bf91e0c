import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { applyMigrations } from '../../src/platform/database/apply-migrations.js';
import { Chance } from './chance.js';
import { collectFacts } from './collect/collect-facts.js';
import { CommitSampler } from './collect/commit-sampler.js';
import type { Canaries } from './collect/find-leaks.js';
import { MetricsWatch } from './collect/metrics-watch.js';
import { Disturbance } from './disturbance.js';
import type { ChaosOptions } from './options.js';
import { Fleet } from './processes/fleet.js';
import type { Servers } from '../servers/servers.js';
import { SimulatorProcess } from './processes/simulator-process.js';
import { comesToRest, describeProgress, progressOf, tellProgress } from './quiescence.js';
import { type Report, reportOf } from './report.js';
import { bridgeEnvironment, CHAOS_FOLDER, type RunPlace } from './settings.js';
import { planStrangers } from './traffic/plan-strangers.js';
import { planTraffic } from './traffic/plan-traffic.js';
import { describeRecord } from './traffic/planned-record.js';
import { publishStrangers } from './traffic/publish-strangers.js';
import { publishTraffic } from './traffic/publish-traffic.js';

/** What one run is made of, besides its options. */
export interface RunSetup extends ChaosOptions {
  /** Names its folder, database and topics. */
  readonly name: string;
  /** The mutant that its instances are; null for the bridge as it is. */
  readonly mutant: string | null;
  readonly crashServers: boolean;
  /** How long to wait for rest after the last disturbance. */
  readonly restTimeoutMs: number;
}

/** Records are offered in this share of the time, so that the last ones meet trouble too. */
const OFFERING_SHARE = 0.8;
const START_TIMEOUT_MS = 60_000;

/** Makes one run against a bridge of its own, and judges it. */
export async function makeRun(
  servers: Servers,
  setup: RunSetup,
  say: (text: string) => void,
): Promise<Report> {
  const began = Date.now();
  const folder = resolve(CHAOS_FOLDER, setup.name);
  mkdirSync(folder, { recursive: true });
  const secretCanary = `kanarek-tajny-${setup.name}`;
  const simulator = await SimulatorProcess.start(setup.seed, secretCanary, join(folder, 'ledger.jsonl'));
  const place = await preparePlace(servers, setup.name, {
    folder,
    simulatorUrl: simulator.url,
    secretCanary,
  });
  const { requested } = place.topics;
  const traffic = { ...setup, topic: requested, now: began, noteCanary: place.noteCanary };
  const known = planTraffic(traffic);
  const strange = planStrangers(traffic, known.length);
  const planned = [...known, ...strange.flatMap(({ records }) => records)];
  writeFileSync(
    join(folder, 'offered.jsonl'),
    planned.map((record) => `${JSON.stringify(describeRecord(record))}\n`).join(''),
  );
  const mutant = setup.mutant === null ? {} : { CHAOS_MUTANT: setup.mutant };
  const fleet = new Fleet({ ...bridgeEnvironment(place), ...mutant }, folder);
  const canaries: Canaries = {
    secrets: [secretCanary, new URL(place.databaseUrl).password],
    note: place.noteCanary,
  };
  const milliseconds = setup.minutes * 60_000;
  const disturbance = new Disturbance(fleet, servers, { ...setup, milliseconds }, new Chance(setup.seed + 1));
  const sampler = new CommitSampler(place);
  const stopTelling = tellProgress(place, say);
  const metrics = new MetricsWatch(fleet, canaries);
  let atRest: boolean;
  try {
    await simulator.arm(setup.faults, setup.seed);
    sampler.start();
    fleet.resize(setup.instances);
    if (!(await fleet.hasReady(setup.instances, START_TIMEOUT_MS)))
      throw new Error(`The instances do not start; their logs are in ${folder}.`);
    say(
      `${planned.length} records for ${setup.requests} requests, ${setup.instances} instances; logs in ${folder}`,
    );
    const offering = milliseconds * OFFERING_SHARE;
    const [acknowledged] = await Promise.all([
      publishStrangers(place.brokers, requested, strange, offering),
      publishTraffic(place.brokers, requested, known, offering),
      disturbance.run(),
    ]);
    const faults = await simulator.injected();
    await simulator.arm([], setup.seed);
    say('nothing is broken any more; waiting for rest');
    atRest = await comesToRest(place, setup.restTimeoutMs);
    const last = describeProgress(await progressOf(place));
    say(atRest ? `at rest: ${last}` : `no rest within ${setup.restTimeoutMs / 1000} s: ${last}`);
    stopTelling();
    await fleet.stop();
    const leaks = metrics.stop();
    const commits = await sampler.stop();
    const facts = await collectFacts(
      place,
      planned,
      acknowledged,
      simulator,
      fleet,
      commits,
      canaries,
      leaks,
    );
    const { crashes } = disturbance;
    return reportOf(facts, { setup, atRest, faults, crashes, fallen: fleet.fallen, began, folder });
  } finally {
    stopTelling();
    await fleet.stop();
    await sampler.stop();
    await simulator.stop();
  }
}

async function preparePlace(
  servers: Servers,
  name: string,
  known: Pick<RunPlace, 'folder' | 'simulatorUrl' | 'secretCanary'>,
): Promise<RunPlace> {
  const databaseUrl = await servers.createDatabase(`chaos_${name.replaceAll('-', '_')}`);
  await applyMigrations(databaseUrl, resolve('prisma/migrations'));
  const topic = (what: string) => `chaos.${name}.${what}`;
  const topics = {
    requested: topic('booking.requested'),
    created: topic('booking.created'),
    failed: topic('booking.failed'),
    deadLetter: topic('booking.requested.dlq'),
  };
  await servers.createTopics(Object.values(topics));
  return {
    ...known,
    databaseUrl,
    brokers: servers.brokers,
    topics,
    groupId: topics.requested,
    noteCanary: `kanarek-poznamka-${name}`,
  };
}
