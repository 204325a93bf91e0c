import { Command, InvalidArgumentError } from 'commander';
import { ADMIN_ACTIONS } from './admin.js';
import { FAULTS } from './faults.js';
import { DEFAULT_LONG_TIME_TOKEN, type SimulatorOptions } from './simulator.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

interface Flags {
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
  readonly seed: number;
  readonly longTimeToken: string;
  readonly tokenLifeSeconds: number;
  readonly readLagMs: number;
  readonly ledgerFile?: string;
  readonly timestampMinutes?: number;
  readonly hideCancelled?: true;
}

/** The command line of the simulator: all its flags, and in its help all that the admin port can do. */
export function simulatorCommand(): Command {
  const actions = Object.entries(ADMIN_ACTIONS).map(([name, { does }]) => `  ${name.padEnd(16)} ${does}`);
  return new Command('simulator')
    .description('A Reservanto to develop and test against. Prints its two addresses as JSON when it is up.')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port of the API', wholeNumber(0, 65_535), 8090)
    .option('--admin-port <number>', 'port of the ledger and the faults', wholeNumber(0, 65_535), 8091)
    .option('--seed <number>', 'seed of all chance', wholeNumber(0), 1)
    .option('--long-time-token <text>', 'the token to accept', DEFAULT_LONG_TIME_TOKEN)
    .option('--token-life-seconds <number>', 'how long a short-time token is valid', wholeNumber(1), 1800)
    .option('--read-lag-ms <number>', 'how long bookings stay invisible to reads', wholeNumber(0), 0)
    .option(
      '--ledger-file <path>',
      'keep the ledger in this file of JSON lines, and go on from what it holds',
    )
    .option(
      '--timestamp-minutes <number>',
      'refuse a request whose TimeStamp is missing or further away than this',
      wholeNumber(0),
    )
    .option('--hide-cancelled', 'leave cancelled and rejected bookings out of lists')
    .addHelpText(
      'after',
      ['', 'The admin port:', ...actions, '', `Faults: ${Object.keys(FAULTS).join(', ')}`].join('\n'),
    );
}

/** What the flags of a parsed command mean. */
export function simulatorOptions(command: Command): SimulatorOptions {
  const { tokenLifeSeconds, timestampMinutes, hideCancelled, ...flags } = command.opts<Flags>();
  return {
    ...flags,
    tokenLifetimeMs: tokenLifeSeconds * SECOND_MS,
    hidesCancelled: hideCancelled ?? false,
    ...(timestampMinutes === undefined ? {} : { timeStampToleranceMs: timestampMinutes * MINUTE_MS }),
  };
}

function wholeNumber(from: number, to = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= from && value <= to) return value;
    const most = to === Number.MAX_SAFE_INTEGER ? 'or more' : `to ${to}`;
    throw new InvalidArgumentError(`It must be a whole number of ${from} ${most}.`);
  };
}
