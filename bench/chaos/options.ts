import { Command, InvalidArgumentError } from 'commander';
import { type FaultMix, readFaultMix } from './fault-mix.js';

/** How a fault run is made. */
export interface ChaosOptions {
  /** Different requests that are offered; what is sent again or broken comes on top. */
  readonly requests: number;
  /** Of all chance that is ours: the same seed offers the same records and plans the same disturbances. */
  readonly seed: number;
  /** How long records are offered and things are broken; then the run waits for rest. */
  readonly minutes: number;
  readonly instances: number;
  readonly faults: FaultMix;
}

/** A call of the program: one run, or one for each of the named mutants. */
export interface ChaosCommand extends ChaosOptions {
  readonly json: string | null;
  /** Null for a run of the bridge as it is; empty for all mutants. */
  readonly mutants: readonly string[] | null;
}

/** So that there is work in hand whenever something is killed. */
const REQUESTS_PER_MINUTE = 2_000;
const FEWEST_MINUTES = 4;
const SHORT = { requests: 600, seed: 7, minutes: 1 };

/** Reads the command line; prints help or what is wrong with it, and exits, where there is something to say. */
export function readCommand(argv: readonly string[], knownMutants: readonly string[]): ChaosCommand {
  const raw = new Command('chaos')
    .description('Breaks everything around the bridge, by seed, and checks that no guarantee was broken.')
    .option('--requests <number>', 'different requests to offer', wholeNumber, 2_000)
    .option('--seed <number>', 'seed of all chance', wholeNumber, 1)
    .option(
      '--minutes <number>',
      'how long to offer records and break things; 4, or 1 for every 2000 requests',
      positive,
    )
    .option('--instances <number>', 'instances of the bridge', wholeNumber, 3)
    .option('--faults <mix>', 'default, none, and fault=rate pairs, separated by commas', mix, mix('default'))
    .option('--short', `a small run for every day: ${JSON.stringify(SHORT)}`)
    .option('--json <file>', 'write the report as JSON too')
    .option('--mutate [name]', `prove that the run finds broken bridges; all of: ${knownMutants.join(', ')}`)
    .parse([...argv])
    .opts<
      Omit<ChaosOptions, 'minutes'> & {
        minutes?: number;
        short?: true;
        json?: string;
        mutate?: string | true;
      }
    >();
  if (typeof raw.mutate === 'string' && !knownMutants.includes(raw.mutate)) {
    throw new Error(`--mutate: there is no ${raw.mutate}. Known: ${knownMutants.join(', ')}`);
  }
  return {
    ...raw,
    minutes: raw.minutes ?? Math.max(FEWEST_MINUTES, raw.requests / REQUESTS_PER_MINUTE),
    ...(raw.short === true ? SHORT : {}),
    json: raw.json ?? null,
    mutants: raw.mutate === undefined ? null : raw.mutate === true ? [] : [raw.mutate],
  };
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of 1 or more.');
  return Number(text);
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

function mix(text: string): FaultMix {
  try {
    return readFaultMix(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
