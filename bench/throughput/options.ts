import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';

/** What can be measured. `intake` is the bridge with its dispatch held up. */
export const SUBJECTS = ['bridge', 'baseline', 'echo', 'intake'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** A call of the bench: one cell for every latency and concurrency. */
export interface BenchOptions {
  /** Times that the upstream takes for a call, in milliseconds. */
  readonly latency: readonly number[];
  /** Calls in flight, for each instance. */
  readonly concurrency: readonly number[];
  /** Requests of a cell; null for what takes about a quarter of a minute. */
  readonly requests: number | null;
  /** Resources among which requests take turns. */
  readonly lanes: number;
  /** Requests per second; null for a backlog that is there from the beginning. */
  readonly rate: number | null;
  readonly instances: number;
  /** Measure the textbook baseline too. */
  readonly baseline: boolean;
  /** Measure nothing but this. */
  readonly only: Subject | null;
  /** Rows of requests that were settled long ago. */
  readonly settledRows: number;
  /** Requests of one resource that stand before all others. */
  readonly hotLane: number;
  /** Limit of the old-generation heap of a measured process, in MB; null for the bridge's own and Node's default for others. */
  readonly heap: number | null;
  /** Folder for CPU profiles of the measured processes; null for none. */
  readonly cpuProf: string | null;
  /** File for the results as JSON; null for none. */
  readonly json: string | null;
  /** File of a picture of throughput over concurrency. */
  readonly svg: string | null;
}

/** The command line, as it is described to a person. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('Measures how many bookings a second go through, what each costs, and how long it takes.')
    .option(
      '--latency <ms>',
      'times of a call at the upstream, separated by commas',
      wholeNumbers(0),
      [0, 50, 100],
    )
    .option('--concurrency <calls>', 'calls in flight, separated by commas', wholeNumbers(1), [64, 256])
    .option(
      '--requests <number>',
      'requests of each cell; by default as many as take about 15 s',
      wholeNumber(1),
    )
    .option('--lanes <number>', 'resources among which requests take turns', wholeNumber(1), 2_000)
    .option('--rate <number>', 'requests per second, instead of a backlog; measures latency', wholeNumber(1))
    .option('--instances <number>', 'instances on one database and one group', wholeNumber(1), 1)
    .option('--baseline', 'measure the textbook baseline too', false)
    .addOption(new Option('--only <subject>', 'measure nothing but this').choices(SUBJECTS))
    .option('--settled-rows <number>', 'requests in the database that were settled before', wholeNumber(0), 0)
    .option('--hot-lane <number>', 'requests of one resource that stand before all others', wholeNumber(0), 0)
    .option('--heap <MB>', 'limit of the old-generation heap; by default that of npm start', wholeNumber(1))
    .option('--cpu-prof <folder>', 'write a CPU profile of every measured process')
    .option('--json <file>', 'write the results as JSON too')
    .option('--svg <file>', 'draw throughput over concurrency too');
}

/** Reads the command line; prints help or what is wrong with it, and exits, where there is something to say. */
export function readOptions(argv: readonly string[], command = benchCommand()): BenchOptions {
  const raw = command.parse([...argv]).opts<Partial<BenchOptions>>();
  if (raw.rate !== undefined && raw.only === 'intake')
    command.error('error: --only intake reads a backlog; leave --rate out.');
  return {
    ...(raw as BenchOptions),
    requests: raw.requests ?? null,
    rate: raw.rate ?? null,
    only: raw.only ?? null,
    heap: raw.heap ?? null,
    cpuProf: typeof raw.cpuProf === 'string' ? resolve(raw.cpuProf) : null,
    json: raw.json ?? null,
    svg: raw.svg ?? null,
  };
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < least)
      throw new InvalidArgumentError(`It must be a whole number of ${least} or more.`);
    return Number(text);
  };
}

function wholeNumbers(least: number): (text: string) => number[] {
  return (text) => text.split(',').map((part) => wholeNumber(least)(part.trim()));
}
