import { type Kafka as KafkaJs, type KafkaConfig, Kafka, logLevel, type logCreator } from 'kafkajs';
import type { Config } from '../config/config.js';
import { connectionOptions } from './connection-options.js';
import type { Logger } from '../logging/logger.js';

/** The part of kafkajs that this service stands on. In-process topics offer the same, for machines without a broker. */
export type KafkaClient = Pick<KafkaJs, 'consumer' | 'producer' | 'admin'>;

/** Injection token of the {@link KafkaClient}. */
export const KAFKA_CLIENT = Symbol('kafka client');

const CONNECTION_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Retries of one kafkajs operation, set explicitly because kafkajs has others under NODE_ENV=test.
 * About eight seconds in all; what lasts longer is retried by the stage that waits for it.
 */
const RETRY = { initialRetryTime: 100, maxRetryTime: 3_000, retries: 6 };

/** A client of the configured brokers. Connects when a consumer, producer or admin does. */
export function createKafkaClient(config: Pick<Config, 'kafka'>, logger: Logger): KafkaClient {
  const options: KafkaConfig = {
    ...connectionOptions(config.kafka),
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: RETRY,
    logLevel: logLevel.INFO,
    logCreator: logThrough(logger),
  };
  return new Kafka(options);
}

function logThrough(logger: Logger): logCreator {
  const kafkaLog = logger.child({ part: 'kafka' });
  return () =>
    ({ level, namespace, log: { message, error, groupId, broker } }) => {
      const facts = {
        namespace,
        error: error as unknown,
        groupId: groupId as unknown,
        broker: broker as unknown,
      };
      if (level === logLevel.ERROR) kafkaLog.error(facts, message);
      else if (level === logLevel.WARN) kafkaLog.warn(facts, message);
      else kafkaLog.debug(facts, message);
    };
}
