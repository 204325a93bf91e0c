import { growth } from './measure/samples.js';
import { type Spread, spreadOf } from './measure/quantile.js';
import type { SteadyWindow } from './measure/steady-window.js';
import type { Counters, StatementCost } from './measure/counters.js';
import type { CellPlan } from './plan-cells.js';
import type { SelfReport } from './processes/instrument.js';
import type { StubReport } from './processes/stub-tally.js';

/** What a cell measured. A null is something that this cell cannot tell. */
export interface CellResult extends CellPlan {
  /** Completed per second, in the steady window. */
  readonly perSecond: number;
  /** Of calls in flight / latency; there are no more of them than lanes. */
  readonly percentOfCeiling: number | null;
  /** From handing a request to the producer until its answer is in the topic, less the time that the upstream held the call. In milliseconds. */
  readonly latencyMsBeyondUpstream: Spread | null;
  /** Processor time of the measured processes, user and system. */
  readonly cpuSecondsPer1000: number | null;
  /** Of the largest of the measured processes. */
  readonly peakRssMb: number | null;
  readonly statementsPerBooking: number | null;
  readonly kafkaRequestsPerBooking: number | null;
  /** Of all processors, everything on the machine included. */
  readonly machineBusyPercent: number | null;
  /** Statements that kept the database busiest in the whole cell, dearest first. */
  readonly dearestStatements: readonly StatementCost[];
  readonly upstream: Omit<StubReport, 'heldMs'> & { readonly heldMsMean: number | null };
}

/** What was observed while a cell ran. */
export interface Observations {
  readonly window: SteadyWindow;
  /** One list for each measured process. */
  readonly reports: readonly (readonly SelfReport[])[];
  readonly counters: Counters;
  readonly peakRssMb: number | null;
  readonly upstream: StubReport;
  readonly latencies: readonly number[] | null;
}

/** Draws the figures of a cell from what was observed. */
export function resultOf(plan: CellPlan, seen: Observations): CellResult {
  const { from, to, completed, perSecond } = seen.window;
  const per = (count: number | null, unit = 1) => (count === null ? null : (count / completed) * unit);
  const ofProcesses = (what: 'cpuSeconds' | 'kafkaRequests') =>
    seen.reports.reduce<number | null>((sum, reports) => {
      const samples = reports.map((report) => ({ at: report.at, count: report[what] }));
      const grown = growth(samples, from, to);
      return sum === null || grown === null ? null : sum + grown;
    }, 0);
  const inDatabase = plan.subject === 'echo' ? null : growth(seen.counters.statements, from, to);
  const [busy, total] = [growth(seen.counters.busyMs, from, to), growth(seen.counters.totalMs, from, to)];
  const { heldMs, ...upstream } = seen.upstream;
  return {
    ...plan,
    perSecond,
    percentOfCeiling: percentOfCeiling(plan, perSecond),
    latencyMsBeyondUpstream: seen.latencies === null ? null : spreadOf(seen.latencies),
    cpuSecondsPer1000: per(ofProcesses('cpuSeconds'), 1_000),
    peakRssMb: seen.peakRssMb,
    statementsPerBooking: per(inDatabase),
    kafkaRequestsPerBooking: per(ofProcesses('kafkaRequests')),
    machineBusyPercent: busy === null || !total ? null : (busy / total) * 100,
    dearestStatements: seen.counters.dearest,
    upstream: { ...upstream, heldMsMean: mean(heldMs) },
  };
}

function percentOfCeiling(plan: CellPlan, perSecond: number): number | null {
  const { subject, concurrency, latencyMs, instances, lanes, rate } = plan;
  if (concurrency === null || latencyMs === 0 || rate !== null || subject === 'intake') return null;
  const inFlight = Math.min(lanes, concurrency * instances);
  return (perSecond / ((inFlight * 1_000) / latencyMs)) * 100;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => typeof value === 'number');
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
