import { Command, InvalidArgumentError } from 'commander';
import { commandEnvironment } from './command-environment.js';
import { RefusalsStore, type UnmappedRefusal } from '../booking/refusals.store.js';
import { ConfigProblems, EXIT_CONFIG, reasonToShow } from '../platform/config/config-problems.js';
import { readVariables } from '../platform/config/read-variables.js';
import { Database } from '../platform/database/database.js';
import { complain, say } from './say.js';

const LIST_LIMIT = 1_000;
const POOL_SIZE = 2;

/** Connects with the DATABASE_URL of the service; its other settings may be missing. */
async function withStore(work: (store: RefusalsStore) => Promise<void>): Promise<void> {
  const { values, problems } = readVariables(commandEnvironment());
  if (values.DATABASE_URL === null)
    throw new ConfigProblems(problems.filter(({ variable }) => variable === 'DATABASE_URL'));
  const database = new Database({ database: { url: values.DATABASE_URL, poolSize: POOL_SIZE } });
  try {
    await work(new RefusalsStore(database));
  } finally {
    await database.onApplicationShutdown();
  }
}

/** Two lines: when and how often, and Reservanto's own words, quoted. */
function printable({ provider, count, firstSeen, lastSeen }: UnmappedRefusal): string {
  const named =
    provider.parameters.length === 0
      ? 'no property'
      : provider.parameters.map((text) => JSON.stringify(text)).join(', ');
  const said =
    provider.messages.length === 0
      ? 'no words'
      : provider.messages.map((text) => JSON.stringify(text)).join(' ');
  return [
    `${count} times, last ${lastSeen.toISOString()}, first ${firstSeen.toISOString()}, HTTP ${provider.httpStatus ?? 'none'}`,
    `    ${named}: ${said}`,
  ].join('\n');
}

function wholeDays(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number from 1 to 9999.');
  return Number(text);
}

const program = new Command('refusals')
  .description(
    'What Reservanto refused in words that have no failure code of their own, the last seen first.',
  )
  .option('--days <number>', 'how far to look back', wholeDays, 90)
  .action(({ days }: { days: number }) =>
    withStore(async (store) => {
      const refusals = await store.unmapped(days, LIST_LIMIT);
      for (const refusal of refusals) say(printable(refusal));
      say(
        refusals.length === 0
          ? `Every refusal of the last ${days} days has a code.`
          : `Wordings without a code in the last ${days} days: ${refusals.length}.`,
      );
    }),
  );

program.parseAsync().catch((error: unknown) => {
  complain(reasonToShow(error));
  process.exitCode = error instanceof ConfigProblems ? EXIT_CONFIG : 1;
});
