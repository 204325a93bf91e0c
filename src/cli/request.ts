import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { reasonToShow } from '../platform/config/config-problems.js';
import { connectKafka } from '../platform/kafka/kafkajs/kafkajs-kafka.js';
import { createLogger } from '../platform/logging/logger.js';
import { demoAddress } from './demo-address.js';
import { DEMO_SOURCE, OutcomeReader } from './demo-outcomes.js';
import { whyNothingComes } from './why-nothing-comes.js';
import { complain, say } from './say.js';

const WAIT_MS = 30_000;
const SAY_AFTER_MS = 5_000;
const HOUR_SECONDS = 3_600;
const TOPICS = { created: 'booking.created', failed: 'booking.failed' };
const REQUESTED = 'booking.requested';

const options = new Command('request')
  .description('Publishes one booking.requested to the running demo and shows its outcome.')
  .option('--customer <id>', 'CustomerId', '965123')
  .option('--resource <id>', 'BookingResourceId', '19564')
  .option('--service <id>', 'BookingServiceId', '112325')
  .option('--count <number>', 'Count', '1')
  .option('--in-hours <number>', 'BookingStart, this many hours from now', '240')
  .parse()
  .opts<Record<'customer' | 'resource' | 'service' | 'count' | 'inHours', string>>();

const address = demoAddress();
if (address === null) {
  complain('No demo with a broker runs in this folder. Start one with: npm run demo');
  process.exit(1);
}
const { brokers, readiness } = address;
const kafka = connectKafka(
  {
    kafka: {
      ...{ brokers: brokers.split(','), clientId: 'request', groupId: 'request', createTopics: false },
      ...{
        topics: { requested: REQUESTED, ...TOPICS, deadLetter: `${REQUESTED}.dlq` },
        ssl: null,
        sasl: null,
        allowPlaintextLogin: false,
      },
    },
  },
  createLogger({ level: 'silent' }),
);
const outcomes = new OutcomeReader(kafka, TOPICS);

/** Publishes, and waits for the outcome. False when none came. */
async function request(): Promise<boolean> {
  await outcomes.start();
  const id = `request-${randomUUID()}`;
  await outcomes.publish(
    REQUESTED,
    options.resource,
    id,
    JSON.stringify({
      BookingResourceId: Number(options.resource),
      BookingServiceId: Number(options.service),
      CustomerId: Number(options.customer),
      Count: Number(options.count),
      BookingStart: Math.floor(Date.now() / 1000) + Number(options.inHours) * HOUR_SECONDS,
    }),
  );
  say(
    `Published ${id} to ${REQUESTED} on ${brokers}. Its outcome will be in ${TOPICS.created} or ${TOPICS.failed}.`,
  );
  const end = Date.now() + WAIT_MS;
  const outcome = (await outcomeUntil(id, Date.now() + SAY_AFTER_MS)) ?? (await explainAndWait(id, end));
  say(
    outcome === null
      ? `No outcome within ${WAIT_MS / 1000} s. The request is kept: it is booked when the bridge can, and its outcome published.`
      : `${outcome.type}: ${outcome.result}, ${outcome.told}`,
  );
  await outcomes.stop();
  return outcome !== null;
}

async function explainAndWait(id: string, end: number) {
  say(
    `Still waiting, up to ${WAIT_MS / 1000} s, for an outcome with causationid ${id}. ${await whyNothingComes(readiness)}`,
  );
  return outcomeUntil(id, end);
}

/** The outcome of this request, and of no other request that has the same id. */
async function outcomeUntil(id: string, deadline: number) {
  for (;;) {
    const seen = await outcomes.next(deadline - Date.now());
    const isOurs = seen?.causationId === id && (seen.requestSource ?? DEMO_SOURCE) === DEMO_SOURCE;
    if (seen === null || isOurs) return seen;
  }
}

request().then(
  (answered) => process.exit(answered ? 0 : 1),
  (error: unknown) => {
    complain(reasonToShow(error));
    process.exit(1);
  },
);
