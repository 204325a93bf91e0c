import { Command } from 'commander';
import { commandEnvironment } from './command-environment.js';
import { ConfigProblems, EXIT_CONFIG, reasonToShow } from '../platform/config/config-problems.js';
import { readVariables } from '../platform/config/read-variables.js';
import { applyMigrations } from '../platform/database/apply-migrations.js';
import { complain, say } from './say.js';

/** Brings the database of DATABASE_URL up to date; the other settings may be missing. */
async function migrate(): Promise<string> {
  const { values, problems } = readVariables(commandEnvironment());
  if (values.DATABASE_URL === null)
    throw new ConfigProblems(problems.filter(({ variable }) => variable === 'DATABASE_URL'));
  const applied = await applyMigrations(values.DATABASE_URL);
  return applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`;
}

/** What went wrong and what caused it: "connect ECONNREFUSED" stands in the cause. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return reasonToShow(error);
  const because = error.cause === undefined ? '' : `: ${explain(error.cause)}`;
  return `${reasonToShow(error) || error.name}${because}`;
}

new Command('migrate').description('Brings the database of DATABASE_URL up to date.').parse();
migrate().then(
  (done) => say(done),
  (error: unknown) => {
    complain(explain(error));
    process.exit(error instanceof ConfigProblems ? EXIT_CONFIG : 1);
  },
);
