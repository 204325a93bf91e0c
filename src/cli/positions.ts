import { Command, InvalidArgumentError } from 'commander';
import { describeFinding, WHOLE_TOPIC } from '../intake/positions/finding.js';
import { type ListedFinding, PositionFindingsStore } from '../intake/positions/position-findings.store.js';
import { type SkipResult, SkipRecordsStore } from '../intake/positions/skip-records.store.js';
import { ConfigProblems, EXIT_CONFIG, reasonToShow } from '../platform/config/config-problems.js';
import { readVariables } from '../platform/config/read-variables.js';
import { Database } from '../platform/database/database.js';
import { complain, say } from './say.js';

const LIST_LIMIT = 1_000;
const POOL_SIZE = 2;
const MAX_BIGINT = 9_223_372_036_854_775_807n;
const MAX_PARTITION = 2_147_483_647n;

/** Connects with the DATABASE_URL of the service; its other settings may be missing. False makes the exit code 1. */
async function withDatabase(work: (database: Database) => Promise<boolean>): Promise<void> {
  const { values, problems } = readVariables(process.env);
  if (values.DATABASE_URL === null)
    throw new ConfigProblems(problems.filter(({ variable }) => variable === 'DATABASE_URL'));
  const database = new Database({ database: { url: values.DATABASE_URL, poolSize: POOL_SIZE } });
  try {
    process.exitCode = (await work(database)) ? 0 : 1;
  } finally {
    await database.onApplicationShutdown();
  }
}

/** One finding in two or three lines. */
function printable(finding: ListedFinding): string {
  const { id, kind, foundAt, clusterId, topicId, topic, partition, acknowledgedAt } = finding;
  const where = partition === WHOLE_TOPIC ? topic : `${topic}/${partition}`;
  return [
    `${id}  ${kind}  ${where}  found ${foundAt.toISOString()}  cluster ${clusterId}, topic id ${topicId}`,
    `    ${describeFinding(finding)}`,
    ...(acknowledgedAt === null
      ? []
      : [
          `    acknowledged ${acknowledgedAt.toISOString()} by ${JSON.stringify(finding.acknowledgedBy)}: ${JSON.stringify(finding.reason)}`,
        ]),
  ].join('\n');
}

/** What became of a skip, for an operator. */
function explain(result: SkipResult, to: bigint): string {
  switch (result.did) {
    case 'skipped':
      return `Reading continues at ${to}${result.next === null ? '' : `; it was to continue at ${result.next}`}. A running bridge notices when its partitions are assigned: restart it.`;
    case 'lifted':
      return `The earlier skip is lifted down to ${to}. The group reads again from its committed offset: set that back, too.`;
    case 'already-read':
      return `Nothing to skip: everything below ${result.next} was read. To read it again, set the committed offset of the group back.`;
    case 'unknown-log':
      return result.logs.length === 0
        ? 'No topic of this name and topic id was ever read. `npm run positions -- show` lists what was.'
        : `Several logs had this name; say which with --topic-id: ${result.logs.map((log) => `${log.topicId} (cluster ${log.clusterId})`).join(', ')}.`;
  }
}

const program = new Command('positions').description(
  'How far the request topic was read, and what was found where reading starts.',
);
const byAnOperator = (command: Command) =>
  command
    .requiredOption('--who <name>', 'who decides; it is kept', notBlank)
    .requiredOption('--reason <text>', 'why; it is kept', notBlank);

program
  .command('list')
  .description('Findings that wait to be acknowledged, oldest first.')
  .option('--all', 'also those that were acknowledged', false)
  .action(({ all }: { all: boolean }) =>
    withDatabase(async (database) => {
      const findings = await new PositionFindingsStore(database).list(all, LIST_LIMIT);
      for (const finding of findings) say(printable(finding));
      say(findings.length === 0 ? 'Nothing was found.' : `${findings.length} found.`);
      return true;
    }),
  );

program
  .command('show')
  .description('How far each partition was read.')
  .action(() =>
    withDatabase(async (database) => {
      const positions = await new PositionFindingsStore(database).positions(LIST_LIMIT);
      for (const p of positions)
        say(
          `${p.topic}/${p.partition}  next ${p.next}  since ${p.updatedAt.toISOString()}  cluster ${p.clusterId}, topic id ${p.topicId}`,
        );
      if (positions.length === 0) say('Nothing was read yet.');
      return true;
    }),
  );

byAnOperator(
  program
    .command('acknowledge')
    .description('Say that you know. It releases a cluster that is held.')
    .argument('<id...>', 'numbers of findings', listOf(identifier)),
).action((ids: bigint[], { who, reason }: { who: string; reason: string }) =>
  withDatabase(async (database) => {
    const done = new Set(await new PositionFindingsStore(database).acknowledge(ids, who, reason));
    for (const id of new Set(ids))
      say(done.has(id) ? `${id} acknowledged.` : `${id} is no finding that waits to be acknowledged.`);
    return ids.every((id) => done.has(id));
  }),
);

byAnOperator(
  program
    .command('skip')
    .description('Never read the records of a partition below an offset. They become no requests.')
    .requiredOption('--topic <name>', 'the request topic')
    .requiredOption('--partition <number>', 'its partition', wholeNumberUpTo(MAX_PARTITION))
    .requiredOption('--to <offset>', 'the first offset to read', wholeNumberUpTo(MAX_BIGINT))
    .option('--topic-id <id>', 'which topic of this name, if there were several'),
).action(
  (wanted: { topic: string; topicId?: string; partition: bigint; to: bigint; who: string; reason: string }) =>
    withDatabase(async (database) => {
      const { topicId = null, partition, ...rest } = wanted;
      const skip = { ...rest, topicId, partition: Number(partition) };
      const result = await new SkipRecordsStore(database).skip(skip);
      say(explain(result, wanted.to));
      return result.did === 'skipped' || result.did === 'lifted';
    }),
);

function notBlank(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be blank.');
  return text.trim();
}

function wholeNumberUpTo(max: bigint): (text: string) => bigint {
  return (text) => {
    if (!/^\d{1,19}$/.test(text) || BigInt(text) > max)
      throw new InvalidArgumentError(`It must be a whole number from 0 to ${max}.`);
    return BigInt(text);
  };
}

function identifier(text: string): bigint {
  return wholeNumberUpTo(MAX_BIGINT)(text);
}

/** Commander hands the values of a variadic argument over one by one. */
function listOf(parse: (text: string) => bigint): (text: string, before?: bigint[]) => bigint[] {
  return (text, before = []) => [...before, parse(text)];
}

program.parseAsync().catch((error: unknown) => {
  complain(reasonToShow(error));
  process.exitCode = error instanceof ConfigProblems ? EXIT_CONFIG : 1;
});
