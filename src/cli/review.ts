import { userInfo } from 'node:os';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, InvalidArgumentError } from 'commander';
import { commandEnvironment } from './command-environment.js';
import { publicRequestOf } from '../booking/outcome.js';
import { loadConfig } from '../platform/config/config.js';
import { ConfigProblems, EXIT_CONFIG, reasonToShow } from '../platform/config/config-problems.js';
import { connectKafka } from '../platform/kafka/kafkajs/kafkajs-kafka.js';
import { createLogger } from '../platform/logging/logger.js';
import { NestLogger } from '../platform/logging/nest-logger.js';
import { PlatformModule } from '../platform/platform.module.js';
import { systemClock } from '../platform/time/clock.js';
import { FindingsStore } from '../reconciliation/findings.store.js';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.js';
import { Review, type ReviewResult } from '../reconciliation/review.service.js';
import { type Evidence, ReviewStore } from '../reconciliation/review.store.js';
import { complain, say } from './say.js';

const LIST_LIMIT = 1_000;

interface Deeds {
  readonly who: string;
  readonly reason: string;
  readonly appointment?: number;
  readonly force?: boolean;
  readonly bookingMayExist?: boolean;
}

interface Parts {
  readonly review: Review;
  readonly reviews: ReviewStore;
  readonly findings: FindingsStore;
}

/** Root of the commands: the platform and reconciliation, without any stage running. */
@Module({})
class ReviewCommands {}

/** Connects with the settings of the service, does one thing, and answers with the exit code. */
async function withReview(work: (parts: Parts) => Promise<boolean>): Promise<void> {
  const config = loadConfig(commandEnvironment());
  const logger = createLogger({ level: 'fatal' });
  const kafka = connectKafka(config, logger);
  const app = await NestFactory.createApplicationContext(
    {
      module: ReviewCommands,
      imports: [PlatformModule.of({ config, logger, clock: systemClock, kafka }), ReconciliationModule],
    },
    { logger: new NestLogger(logger) },
  );
  try {
    const parts = {
      review: app.get(Review),
      reviews: app.get(ReviewStore),
      findings: app.get(FindingsStore),
    };
    process.exitCode = (await work(parts)) ? 0 : 1;
  } finally {
    await app.close();
  }
}

const act = (deed: (review: Review) => Promise<ReviewResult>) =>
  withReview(async ({ review }) => {
    const { done, said } = await deed(review);
    say(said);
    return done;
  });

const program = new Command('review').description(
  'Requests that nobody knows the outcome of, and what a person can do.',
);
const onRequest = (name: string, description: string) =>
  program
    .command(name)
    .description(description)
    .argument('<reference>', 'the reference of the request')
    .option('--who <name>', 'who acts', userInfo().username)
    .requiredOption('--reason <text>', 'why; it is kept');

program
  .command('list')
  .description('Requests in review, and those that are being reconciled.')
  .action(() =>
    withReview(async ({ reviews }) => {
      const cases = await reviews.openCases(LIST_LIMIT);
      for (const c of cases)
        say(
          `${c.reference}  ${c.state.padEnd(7)}  since ${c.unknownSince.toISOString()}  readings ${c.readings}, absent ${c.absences}  ${c.reason ?? ''}`,
        );
      say(cases.length === 0 ? 'Nothing is open.' : `${cases.length} open.`);
      return true;
    }),
  );

program
  .command('show')
  .description('All evidence about a request: calls, readings, findings, what people did.')
  .argument('<reference>')
  .action((reference: string) =>
    withReview(async ({ reviews }) => {
      const evidence = await reviews.evidence(reference);
      say(evidence === null ? 'There is no request with this reference.' : printable(evidence));
      return evidence !== null;
    }),
  );

program
  .command('check')
  .description('Ask Reservanto now.')
  .argument('<reference>')
  .option('--who <name>', 'who acts', userInfo().username)
  .option('--reason <text>', 'why; it is kept', 'asked')
  .action((reference: string, { who, reason }: Deeds) =>
    act((review) => review.check(reference, { who, reason })),
  );

onRequest('created', 'Settle as created with a booking that you found.')
  .requiredOption('--appointment <number>', 'its AppointmentId', wholeNumber)
  .action((reference: string, { who, reason, appointment = 0 }: Deeds) =>
    act((review) => review.settleCreated(reference, appointment, { who, reason })),
  );

onRequest('failed', 'Settle as failed.')
  .option('--booking-may-exist', 'you do not know either; the event says so')
  .action((reference: string, { who, reason, bookingMayExist = false }: Deeds) =>
    act((review) => review.settleFailed(reference, bookingMayExist, { who, reason })),
  );

onRequest('resubmit', 'Have it called anew; refused while its absence is not proved.')
  .option('--force', 'even so: this may book twice')
  .action((reference: string, { who, reason, force = false }: Deeds) =>
    act((review) => review.resubmit(reference, force, { who, reason })),
  );

program
  .command('findings')
  .description('Bookings in Reservanto that should not be there.')
  .action(() =>
    withReview(async ({ findings }) => {
      const open = await findings.open(LIST_LIMIT);
      for (const f of open)
        say(
          `${f.reference}  ${f.state}  customer ${f.customerId}  answered with ${f.appointmentId ?? 'none'}  active ${f.appointments.join(', ')}  found ${f.foundAt.toISOString()}`,
        );
      say(open.length === 0 ? 'Nothing was found.' : `${open.length} found.`);
      return true;
    }),
  );

onRequest('cancel', 'Cancel one booking too many in Reservanto.')
  .requiredOption('--appointment <number>', 'its AppointmentId', wholeNumber)
  .action((reference: string, { who, reason, appointment = 0 }: Deeds) =>
    act((review) => review.cancelBooking(reference, appointment, { who, reason })),
  );

/** Evidence as indented JSON, without the customer's own text. */
function printable(evidence: Evidence): string {
  const { data, call, ...rest } = evidence;
  const withoutNote = (json: unknown) =>
    json === null ? null : publicRequestOf(json as Record<string, unknown>);
  const shown = { ...rest, data: withoutNote(data), call: withoutNote(call) };
  return JSON.stringify(shown, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above zero.');
  return Number(text);
}

program.parseAsync().catch((error: unknown) => {
  complain(reasonToShow(error));
  process.exitCode = error instanceof ConfigProblems ? EXIT_CONFIG : 1;
});
