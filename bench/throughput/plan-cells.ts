import type { BenchOptions, Subject } from './options.js';

/** One measurement: one subject, under one load. */
export interface CellPlan {
  /** Names its database, topics and logs; no other cell of the call has it. */
  readonly name: string;
  readonly subject: Subject;
  readonly latencyMs: number;
  /** Calls that can be in flight at once, for each instance; null for what makes no calls. */
  readonly concurrency: number | null;
  readonly instances: number;
  readonly requests: number;
  readonly lanes: number;
  readonly hotLane: number;
  /** Requests per second; null for a backlog. */
  readonly rate: number | null;
  readonly settledRows: number;
}

const SECONDS = 15;
const MOST = 60_000;
const FEWEST = 1_000;
/** Where no latency says how many a second there can be. */
const WITHOUT_CEILING = 30_000;
const BASELINE_WITHOUT_CEILING = 8_000;
const INTAKE_REQUESTS = 200_000;
/** One handler for each partition at a time: all that the textbook consumer can have in flight. */
const BASELINE_CONCURRENCY = 12;
/** Longer than any intake takes, shorter than the time-out of a call. */
const HELD_UP_MS = 15_000;

/** Wakes up a broker that has just started. Its figures are of no interest. */
export const WARM_UP: CellPlan = {
  name: 'warm-up',
  subject: 'echo',
  latencyMs: 0,
  concurrency: null,
  instances: 1,
  requests: 2_000,
  lanes: 100,
  hotLane: 0,
  rate: 500,
  settledRows: 0,
};

/** The cells of a call, in the order in which they are measured: what others are compared with comes first. */
export function planCells(options: BenchOptions): CellPlan[] {
  return kindsOfCells(options).map((cell, i) => ({ ...cell, name: `${cell.name}-${i + 1}` }));
}

function kindsOfCells(options: BenchOptions): CellPlan[] {
  if (options.only === 'intake') return [intake(options)];
  const wanted = (subject: Subject) =>
    options.only === null
      ? subject === 'bridge' ||
        (subject === 'baseline' && options.baseline) ||
        (subject === 'echo' && options.rate !== null)
      : options.only === subject || (options.only === 'bridge' && subject === 'baseline' && options.baseline);
  return [
    ...(wanted('echo') ? [echo(options)] : []),
    ...options.latency.flatMap((latencyMs) => [
      ...(wanted('baseline') ? [baseline(options, latencyMs)] : []),
      ...(wanted('bridge') ? options.concurrency.map((c) => bridge(options, latencyMs, c)) : []),
    ]),
  ];
}

function bridge(options: BenchOptions, latencyMs: number, concurrency: number): CellPlan {
  const { instances, lanes, hotLane, rate, settledRows } = options;
  const requests = options.requests ?? enough(rate, latencyMs, concurrency * instances, WITHOUT_CEILING);
  const name = `bridge-${latencyMs}-${concurrency}`;
  return {
    name,
    subject: 'bridge',
    latencyMs,
    concurrency,
    instances,
    requests,
    lanes,
    hotLane,
    rate,
    settledRows,
  };
}

/** It is offered no more than it can do in a reasonable time. */
function baseline(options: BenchOptions, latencyMs: number): CellPlan {
  const { instances, lanes, rate } = options;
  const can = enough(rate, latencyMs, BASELINE_CONCURRENCY, BASELINE_WITHOUT_CEILING);
  return {
    name: `baseline-${latencyMs}`,
    subject: 'baseline',
    latencyMs,
    concurrency: BASELINE_CONCURRENCY,
    instances,
    requests: Math.min(can, options.requests ?? can),
    lanes,
    hotLane: 0,
    rate,
    settledRows: 0,
  };
}

function echo({ requests, lanes, rate }: BenchOptions): CellPlan {
  const count = requests ?? enough(rate, 0, 1, WITHOUT_CEILING);
  return { ...WARM_UP, name: 'echo', requests: count, lanes, rate };
}

function intake({ requests, lanes, instances, hotLane, settledRows }: BenchOptions): CellPlan {
  return {
    rate: null,
    name: 'intake',
    subject: 'intake',
    latencyMs: HELD_UP_MS,
    concurrency: 1,
    instances,
    requests: requests ?? INTAKE_REQUESTS,
    lanes,
    hotLane,
    settledRows,
  };
}

/** Requests that keep a subject busy for about a quarter of a minute. */
function enough(rate: number | null, latencyMs: number, concurrency: number, withoutCeiling: number): number {
  if (rate !== null) return Math.max(FEWEST, rate * SECONDS);
  if (latencyMs === 0) return withoutCeiling;
  return Math.min(MOST, Math.max(FEWEST, Math.ceil((concurrency * 1_000 * SECONDS) / latencyMs)));
}
