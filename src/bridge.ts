import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { Dispatcher } from './dispatch/dispatcher.js';
import { BookingRequestsServer } from './intake/booking-requests.server.js';
import { Relay } from './outbox/relay.service.js';
import type { Config } from './platform/config/config.js';
import { cannotUseKafka } from './platform/kafka/cannot-use-kafka.js';
import type { Kafka } from './platform/kafka/kafka.js';
import { connectKafka } from './platform/kafka/kafkajs/kafkajs-kafka.js';
import type { Logger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { Patrol } from './reconciliation/patrol.js';
import { Reconciler } from './reconciliation/reconciler.js';
import { systemClock } from './platform/time/clock.js';

/** A running bridge. */
export interface Bridge {
  /** Address on which health is served. */
  readonly url: string;
  /** Stops stage by stage: takes nothing more in, lets calls finish, pays what is owed, then closes every connection. */
  stop(): Promise<void>;
}

/** Starts all stages, the last one first, so that nothing is taken in before it can go on. Throws when Kafka cannot be used or a topic is missing. */
export async function startBridge(config: Config, logger: Logger, kafka?: Kafka): Promise<Bridge> {
  const client = kafka ?? connectKafka(config, logger);
  return runStages(await assembleBridge(config, logger, client), config, logger);
}

/** Builds the application without starting a stage. Throws when a topic is missing. */
export async function assembleBridge(
  config: Config,
  logger: Logger,
  kafka: Kafka,
): Promise<NestExpressApplication> {
  await demandTopics(kafka, config);
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.of({ config, logger, clock: systemClock, kafka }),
    // A failed assembly is thrown, so that the reason is told; Nest would end the process by itself.
    { logger: new NestLogger(logger), abortOnError: false },
  );
  app.disable('x-powered-by');
  return app;
}

/** Starts the stages of an assembled application. */
export async function runStages(
  app: NestExpressApplication,
  config: Config,
  logger: Logger,
): Promise<Bridge> {
  const intake = app.get(BookingRequestsServer);
  const dispatcher = app.get(Dispatcher);
  const reconciler = app.get(Reconciler);
  const patrol = app.get(Patrol);
  const relay = app.get(Relay);
  app.connectMicroservice({ strategy: intake });
  await app.listen(config.http.port, config.http.host);
  relay.start();
  reconciler.start();
  patrol.start();
  dispatcher.start();
  await app.startAllMicroservices();
  for (const warning of config.warnings) logger.warn(warning);
  return {
    url: await app.getUrl(),
    stop: async () => {
      await intake.close();
      await dispatcher.stop(config.shutdownGraceMs);
      await patrol.stop();
      await reconciler.stop();
      await relay.stop();
      await app.close();
    },
  };
}

async function demandTopics(client: Kafka, { kafka }: Config): Promise<void> {
  const topics = Object.values(kafka.topics);
  const missing = await client.missingTopics(topics, kafka.createTopics).catch((error: unknown) => {
    throw cannotUseKafka(error, kafka);
  });
  if (missing.length > 0) {
    throw new Error(
      `These topics are missing: ${missing.join(', ')}. Create them, or set KAFKA_CREATE_TOPICS=true.`,
    );
  }
}
