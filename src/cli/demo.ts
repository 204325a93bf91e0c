import { randomUUID } from 'node:crypto';
import { startBridge } from '../bridge.js';
import { loadConfig } from '../platform/config/config.js';
import { ConfigProblems, EXIT_CONFIG, reasonToShow } from '../platform/config/config-problems.js';
import { connectKafka } from '../platform/kafka/kafkajs/kafkajs-kafka.js';
import { createLogger } from '../platform/logging/logger.js';
import { demoSamples } from './demo-samples.js';
import { noteReadiness } from './demo-address.js';
import { OutcomeReader } from './demo-outcomes.js';
import { startLocalStack } from './local-stack.js';

const OUTCOMES_WITHIN_MS = 60_000;
const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Starts everything, publishes the samples, shows their outcomes. Answers whether all ended as expected. */
async function demo(once: boolean): Promise<boolean> {
  say(
    'reservanto-bridge demo: Kafka -> intake -> dispatch -> Reservanto -> outcome + outbox -> relay -> Kafka\n',
  );
  const stack = await startLocalStack(process.env, (text) => say(`  ${text}`));
  try {
    const config = loadConfig({
      LOG_LEVEL: 'fatal',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: '0',
      ...process.env,
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
      );
      if (!once) {
        say(
          '\nPublish a request of your own from another terminal in this folder: npm run request -- --customer 965123 --resource 19564',
        );
        say('Ctrl-C ends the demo and everything it started.');
        await interrupted();
        say('\nStopping: calls in flight finish, what is owed is published.');
      }
      return good;
    } finally {
      await bridge.stop();
    }
  } finally {
    await stack.stop();
  }
}

async function runSamples(outcomes: OutcomeReader, topic: string): Promise<boolean> {
  const samples = demoSamples(Date.now());
  const titles = new Map<string, (typeof samples)[number]>();
  let good = 0;
  const counts = new Map<string, number>();
  await outcomes.start();
  say(`Publishing ${samples.length} requests to ${topic}; outcomes as they are read from Kafka:\n`);
  try {
    for (const sample of samples)
      titles.set(await outcomes.publish(topic, sample.key, `demo-${randomUUID()}`, sample.value), sample);
    const end = Date.now() + OUTCOMES_WITHIN_MS;
    while (titles.size > 0) {
      const seen = await outcomes.next(end - Date.now());
      if (seen === null) break;
      const sample = titles.get(seen.causationId);
      if (sample === undefined) continue;
      titles.delete(seen.causationId);
      const isGood = seen.result === sample.expected;
      good += isGood ? 1 : 0;
      counts.set(`${seen.type} ${seen.result}`, (counts.get(`${seen.type} ${seen.result}`) ?? 0) + 1);
      say(
        `  ${isGood ? 'ok ' : 'NOT'} ${sample.title.padEnd(36)} ${seen.type.padEnd(16)} ${seen.result.padEnd(22)} ${seen.told}`,
      );
      if (!isGood) say(`      expected ${sample.expected}`);
    }
  } finally {
    await outcomes.stop();
  }
  for (const { title } of titles.values())
    say(`  NOT ${title.padEnd(36)} no outcome within ${OUTCOMES_WITHIN_MS / 1000} s`);
  say('\n  outcome                                count');
  for (const [outcome, count] of [...counts].sort())
    say(`  ${outcome.padEnd(38)} ${String(count).padStart(5)}`);
  say(
    `  ${'of all requests'.padEnd(38)} ${String(samples.length - titles.size).padStart(5)} of ${samples.length}, ${good} as expected`,
  );
  return good === samples.length;
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const keepAlive = setInterval(() => undefined, 60_000);
    const end = () => {
      clearInterval(keepAlive);
      resolve();
    };
    process.once('SIGINT', end).once('SIGTERM', end);
  });
}

const once = process.argv.includes('--once');
demo(once).then(
  (good) => process.exit(good ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${reasonToShow(error)}\n`);
    process.exit(error instanceof ConfigProblems ? EXIT_CONFIG : 1);
  },
);
