import { type ISocketFactory, Kafka, type KafkaConfig, logLevel, type SASLOptions } from 'kafkajs';
import type { Config } from '../config/config.js';
import type { KafkajsLog } from './kafkajs/kafkajs-log.js';

const CONNECTION_TIMEOUT_MS = 3_000;
/** An answer that takes longer does not come. */
const REQUEST_TIMEOUT_MS = 8_000;

/**
 * Retries of one kafkajs operation, set explicitly because kafkajs has others under NODE_ENV=test.
 * About three seconds in all; what lasts longer is retried by who uses the client.
 */
const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 };

/** What one client of kafkajs has of its own. */
export interface ClientParts {
  readonly socketFactory: ISocketFactory;
  readonly log: KafkajsLog;
}

/** A client of the configured brokers. Connects when a consumer, producer or admin does. */
export function createKafkaClient(config: Pick<Config, 'kafka'>, { socketFactory, log }: ClientParts): Kafka {
  const { brokers, clientId, ssl, sasl } = config.kafka;
  const options: KafkaConfig = {
    brokers: [...brokers],
    clientId,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: RETRY,
    logLevel: logLevel.WARN,
    logCreator: () => log.take,
    socketFactory,
    ...(ssl === null ? {} : { ssl: ssl.ca === null ? true : { ca: [ssl.ca] } }),
    ...(sasl === null ? {} : { sasl: sasl as SASLOptions }),
  };
  return new Kafka(options);
}
