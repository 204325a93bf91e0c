import { join } from 'node:path';
import type { Servers } from '../servers/servers.js';
import { completions } from './measure/completions.js';
import { Counters } from './measure/counters.js';
import { groupReady } from './measure/group-ready.js';
import { steadyWindow, steadyWindowOf, type SteadyWindow } from './measure/steady-window.js';
import { watchStoredRequests } from './measure/stored-requests.js';
import { closePlace, openPlace, type Place } from './place.js';
import type { CellPlan } from './plan-cells.js';
import type { StubProcess } from './processes/stub-process.js';
import type { StubReport } from './processes/stub-tally.js';
import { builtProgram, SubjectProcess } from './processes/subject-process.js';
import { type CellResult, resultOf } from './result.js';
import { PROGRAMS, subjectEnvironment } from './subject-environment.js';
import { heapOfNpmStart } from './start-heap.js';
import type { Templates } from './templates.js';
import { pace } from './traffic/pace.js';
import { preload } from './traffic/preload.js';
import { customerOf } from './traffic/request-event.js';

/** What all cells of a call share. */
export interface Bench {
  readonly servers: Servers;
  readonly templates: Templates;
  readonly stub: StubProcess;
  /** Where logs go. */
  readonly folder: string;
  /** Null: as `npm start` limits the bridge, and Node's default for others. */
  readonly heapMb: number | null;
  readonly profileFolder: string | null;
}

/** What was seen of the requests of a cell. */
interface Run {
  readonly window: SteadyWindow;
  /** By request: from handing it to the producer until its answer is written, in milliseconds. Null for a backlog. */
  readonly tookMs: readonly number[] | null;
}

/** Share of the first requests of a paced run that only warm it up. */
const WARM_UP = 0.1;

/** Measures one cell, on a database and topics of its own. Throws when a request fails, gets lost, or nothing moves. */
export async function runCell(bench: Bench, plan: CellPlan): Promise<CellResult> {
  const { servers, stub, templates } = bench;
  const place = await openPlace(servers, plan.name, await templates.for(plan));
  const subjects: SubjectProcess[] = [];
  const stopped = new AbortController();
  let counters: Counters | null = null;
  try {
    await stub.begin(plan.latencyMs);
    if (plan.rate === null) await preload(place.brokers, place.topics.requested, plan);
    // So that no checkpoint that earlier cells caused falls into this one.
    await servers.administer('CHECKPOINT');
    counters = await Counters.start(servers.adminUrl, plan.name);
    for (let i = 1; i <= plan.instances; i++) subjects.push(start(bench, plan, place, i, stopped));
    const run = await observe(plan, place, stopped.signal);
    await counters.stop();
    const upstream = await stub.report();
    const peaks = subjects.map((subject) => subject.peakRssMb()).filter((peak) => peak !== null);
    return resultOf(plan, {
      window: run.window,
      reports: subjects.map((subject) => subject.reports),
      counters,
      peakRssMb: peaks.length === 0 ? null : Math.max(...peaks),
      upstream,
      latencies: run.tookMs === null ? null : beyondUpstream(run.tookMs, upstream),
    });
  } finally {
    stopped.abort(new Error('The cell is over.'));
    await counters?.stop();
    await Promise.all(subjects.map((subject) => subject.stop()));
    await closePlace(servers, place);
  }
}

function start(
  bench: Bench,
  plan: CellPlan,
  place: Place,
  number: number,
  stopped: AbortController,
): SubjectProcess {
  const subject = new SubjectProcess({
    program: builtProgram(PROGRAMS[plan.subject]),
    environment: subjectEnvironment(plan, place, bench.stub.url),
    logFile: join(bench.folder, `${plan.name}-${number}.log`),
    heapMb: bench.heapMb ?? (PROGRAMS[plan.subject] === PROGRAMS.bridge ? heapOfNpmStart() : null),
    profileFolder: bench.profileFolder,
  });
  void subject.ended.then((how) =>
    stopped.abort(
      new Error(`The ${plan.subject} ended with ${how}. Its last words:\n${subject.lastWords()}`),
    ),
  );
  return subject;
}

async function observe(plan: CellPlan, place: Place, stopped: AbortSignal): Promise<Run> {
  if (plan.subject === 'intake') {
    const total = plan.requests + plan.hotLane;
    const samples = await watchStoredRequests(place.databaseUrl, total, stopped);
    return { window: steadyWindowOf(samples, total), tookMs: null };
  }
  if (plan.rate === null) {
    const completedAt = await completions(place, plan.requests, stopped);
    return { window: steadyWindow(completedAt), tookMs: null };
  }
  await groupReady(place, plan.instances, stopped);
  const sentAt = await pace(place.brokers, place.topics.requested, { ...plan, rate: plan.rate });
  const completedAt = await completions(place, plan.requests, stopped);
  return { window: steadyWindow(completedAt), tookMs: completedAt.map((at, n) => at - (sentAt[n] ?? 0)) };
}

/** Of each request that is not for warming up. */
function beyondUpstream(tookMs: readonly number[], { heldMs }: StubReport): number[] {
  const first = Math.floor(tookMs.length * WARM_UP);
  return tookMs.map((took, n) => took - (heldMs[customerOf(n)] ?? 0)).slice(first);
}
