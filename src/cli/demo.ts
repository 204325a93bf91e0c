import { Command } from 'commander';
import { startBridge } from '../bridge.js';
import { loadConfig } from '../platform/config/config.js';
import { ConfigProblems, EXIT_CONFIG, reasonToShow } from '../platform/config/config-problems.js';
import { connectKafka } from '../platform/kafka/kafkajs/kafkajs-kafka.js';
import { createLogger } from '../platform/logging/logger.js';
import { noteReadiness } from './demo-address.js';
import { OutcomeReader } from './demo-outcomes.js';
import { interrupted, interruptionOfThisProcess, Interrupted } from './interruption.js';
import { chosenEnvironment, USE_ENVIRONMENT } from './local-environment.js';
import { startLocalStack } from './local-stack.js';
import { runSamples } from './run-samples.js';
import { complain, say } from './say.js';

const HOUR_MS = 3_600_000;
const HOUR_SECONDS = 3_600;

interface Choice {
  readonly once: boolean;
  readonly useEnvironment: boolean;
}

/** Starts everything, publishes the samples, shows their outcomes. Answers whether all ended as expected. */
async function demo({ once, useEnvironment }: Choice, interruption: AbortSignal): Promise<boolean> {
  say(
    'reservanto-bridge demo: Kafka -> intake -> dispatch -> Reservanto -> outcome + outbox -> relay -> Kafka\n',
  );
  const indented = (text: string) => say(`  ${text}`);
  const environment = chosenEnvironment(process.env, useEnvironment, indented);
  const stack = await startLocalStack(environment, indented, interruption);
  try {
    const config = loadConfig({
      LOG_LEVEL: 'fatal',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: '0',
      ...environment,
      ...stack.env,
      KAFKA_CREATE_TOPICS: 'true',
    });
    const logger = createLogger({ level: config.logLevel });
    const kafka = stack.kafka ?? connectKafka(config, logger);
    const bridge = await startBridge(config, logger, kafka);
    try {
      noteReadiness(`${bridge.url}/health/ready`);
      say(`  The bridge is up; its health is ${bridge.url}/health/ready\n`);
      const good = await runSamples(
        new OutcomeReader(kafka, config.kafka.topics),
        config.kafka.topics.requested,
        interruption,
        say,
      );
      if (!once) {
        sayWhatToTry(stack.kafka === undefined ? config.kafka.brokers : []);
        await interrupted(interruption);
        say('\nStopping: calls in flight finish, pending events are published.');
      }
      return good;
    } finally {
      await bridge.stop();
    }
  } finally {
    await stack.stop();
  }
}

/** Lines to copy. Topics that live in this process have no brokers that another one could reach. */
function sayWhatToTry(brokers: readonly string[]): void {
  if (brokers.length > 0) {
    const data = {
      BookingResourceId: 19564,
      BookingServiceId: 112325,
      CustomerId: 965123,
      BookingStart: Math.floor(Date.now() / HOUR_MS) * HOUR_SECONDS + 10 * 24 * HOUR_SECONDS,
    };
    say('\nPublish a request of your own from another terminal in this folder:\n');
    say('  npm run request -- --customer 965123 --resource 19564');
    say(
      `  KAFKA_BROKERS=${brokers.join(',')} docs/examples/kcat.sh binary kcat-order-1 '${JSON.stringify(data)}'`,
    );
  }
  say('\nCtrl-C ends the demo and everything it started.');
}

const choice = new Command('demo')
  .description(
    'Runs the bridge with everything it needs on this machine, and shows what becomes of sample requests.',
  )
  .option('--once', 'end after the samples, with exit code 0 only if each ended as expected', false)
  .option(
    USE_ENVIRONMENT,
    'use what the environment names, such as KAFKA_BROKERS, instead of starting it here',
    false,
  )
  .parse()
  .opts<Choice>();
demo(choice, interruptionOfThisProcess()).then(
  (good) => process.exit(good ? 0 : 1),
  (error: unknown) => {
    if (error instanceof Interrupted) process.exit(error.exitCode);
    complain(reasonToShow(error));
    process.exit(error instanceof ConfigProblems ? EXIT_CONFIG : 1);
  },
);
