import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import { commandEnvironment } from './command-environment.js';
import { KeptLetters } from '../dead-letter/kept-letters.store.js';
import type { LetterBox, LetterSelection } from '../dead-letter/letter.js';
import { LettersOfTopic } from '../dead-letter/letters-of-topic.js';
import { type Config, loadConfig } from '../platform/config/config.js';
import { ConfigProblems, EXIT_CONFIG, reasonToShow } from '../platform/config/config-problems.js';
import { connectKafka } from '../platform/kafka/kafkajs/kafkajs-kafka.js';
import { createLogger } from '../platform/logging/logger.js';
import { NestLogger } from '../platform/logging/nest-logger.js';
import { PlatformModule } from '../platform/platform.module.js';
import { systemClock } from '../platform/time/clock.js';
import { ReplayModule } from '../replay/replay.module.js';
import { Replay } from '../replay/replay.service.js';
import { printLetter, printLine, printProspect, ReplayTotals } from './print-letters.js';
import { complain, say } from './say.js';

const LIST_LIMIT = 100;
const REPLAY_RATE = 50;
const HIGHEST_RATE = 10_000;

interface Choice {
  readonly topic?: string;
  readonly id?: string[];
  readonly code?: string;
  readonly since?: Date;
  readonly until?: Date;
}

interface Parts {
  readonly box: LetterBox;
  readonly replay: Replay;
  readonly config: Config;
}

/** Root of the commands: the platform and replay, without any stage running. */
@Module({})
class DeadLetterCommands {}

/** Connects with the settings of the service, does one thing, and answers with the exit code. */
async function withLetters(
  topic: string | undefined,
  work: (parts: Parts) => Promise<boolean>,
): Promise<void> {
  const config = loadConfig(commandEnvironment());
  const logger = createLogger({ level: 'fatal' });
  const kafka = connectKafka(config, logger);
  const app = await NestFactory.createApplicationContext(
    {
      module: DeadLetterCommands,
      imports: [PlatformModule.of({ config, logger, clock: systemClock, kafka }), ReplayModule],
    },
    { logger: new NestLogger(logger) },
  );
  try {
    const box =
      topic === undefined ? app.get(KeptLetters) : new LettersOfTopic(kafka, topic, config.kafka.groupId);
    process.exitCode = (await work({ box, replay: app.get(Replay), config })) ? 0 : 1;
  } finally {
    await app.close();
  }
}

const selectionOf = (choice: Choice, notYetReplayed: boolean): LetterSelection => ({
  ids: choice.id ?? null,
  code: choice.code ?? null,
  since: choice.since ?? null,
  until: choice.until ?? null,
  notYetReplayed,
});

const program = new Command('dead-letters').description(
  'Records that could not become requests: look at them, and send them again once they can.',
);
const fromTopic = () =>
  new Option(
    '--topic <name>',
    'look into this topic instead of the table; Spring Kafka and Kafka Connect are understood',
  );
const selecting = (name: string, description: string) =>
  program
    .command(name)
    .description(description)
    .addOption(fromTopic())
    .option('--id <id...>', 'these letters, as list shows them')
    .option('--code <code>', 'refused with this code, or with this exception')
    .option('--since <time>', 'refused at this time or later, such as 2030-01-31T12:00:00Z', time)
    .option('--until <time>', 'refused before this time', time);

selecting('list', 'One line for each letter.')
  .option('--limit <number>', 'at most as many', wholeNumber, LIST_LIMIT)
  .option('--not-replayed', 'only those that nobody has replayed yet')
  .action(({ limit, notReplayed = false, ...choice }: Choice & { limit: number; notReplayed?: boolean }) =>
    withLetters(choice.topic, async ({ box }) => {
      let shown = 0;
      let more = false;
      await box.visit(selectionOf(choice, notReplayed), async (letters) => {
        for (const letter of letters.slice(0, limit - shown)) say(printLine(letter));
        more = letters.length > limit - shown;
        shown += Math.min(letters.length, limit - shown);
        return more ? 'enough' : 'more';
      });
      if (shown === 0) say('There are none.');
      else say(more ? `The first ${shown}; there are more.` : `${shown} in all.`);
      return true;
    }),
  );

program
  .command('show')
  .description('All that is known about one letter, without what the record says.')
  .argument('<id>', 'as list shows it')
  .addOption(fromTopic())
  .option('--value', "show key, value and headers too; they may hold customers' data")
  .action((id: string, { topic, value = false }: { topic?: string; value?: boolean }) =>
    withLetters(topic, async ({ box }) => {
      let found = false;
      await box.visit(selectionOf({ id: [id] }, false), async ([letter]) => {
        if (letter !== undefined) say(printLetter(letter, value));
        found = letter !== undefined;
        return 'enough';
      });
      if (!found) say('There is no letter of this name; list shows them.');
      return found;
    }),
  );

selecting(
  'replay',
  'Says what would become of letters, and with --yes sends those that would become requests.',
)
  .option('--all', 'all letters')
  .option('--again', 'also those that were replayed before')
  .option('--rate <number>', 'records per second, at most', wholeNumber, REPLAY_RATE)
  .addOption(new Option('--yes', 'send them: this makes bookings').conflicts('dryRun'))
  .option('--dry-run', 'send nothing; this is so without --yes')
  .action((options: Choice & { all?: boolean; again?: boolean; rate: number; yes?: boolean }) => {
    const { all = false, again = false, rate, yes = false, ...choice } = options;
    if (!all && [choice.id, choice.code, choice.since, choice.until].every((limit) => limit === undefined))
      throw new Error('Say which letters: --id, --code, --since, --until, or --all.');
    if (rate > HIGHEST_RATE) throw new Error(`--rate must be ${HIGHEST_RATE} or less.`);
    return withLetters(choice.topic, async ({ box, replay, config }) => {
      const totals = new ReplayTotals();
      try {
        await replay.replay(
          box,
          selectionOf(choice, !again),
          { publish: yes, rate },
          (letter, prospect, sentTo) => {
            totals.count(prospect, sentTo !== null);
            say(printProspect(letter, prospect, sentTo));
          },
        );
      } finally {
        say(totals.summary(config.kafka.topics.requested, yes));
      }
      return true;
    });
  });

function time(text: string): Date {
  const date = new Date(/^\d{4}-\d{2}-\d{2}(T.+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? text : NaN);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError(
      'It must be a time with its zone, such as 2030-01-31T12:00:00Z, or a day (UTC).',
    );
  return date;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above zero.');
  return Number(text);
}

program.parseAsync().catch((error: unknown) => {
  complain(reasonToShow(error));
  process.exitCode = error instanceof ConfigProblems ? EXIT_CONFIG : 1;
});
