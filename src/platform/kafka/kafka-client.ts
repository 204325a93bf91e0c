import { Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import type { ConnectionOptions } from './connection-options.js';
import type { KafkajsLog } from './kafkajs/kafkajs-log.js';

const CONNECTION_TIMEOUT_MS = 3_000;
/** An answer that takes longer does not come. */
const REQUEST_TIMEOUT_MS = 8_000;

/**
 * Retries of one kafkajs operation, set explicitly because kafkajs has others under NODE_ENV=test.
 * About three seconds in all; what lasts longer is retried by who uses the client.
 */
const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 };

/** A client of the brokers. Connects when a consumer, producer or admin does. */
export function createKafkaClient(connection: ConnectionOptions, log: KafkajsLog): Kafka {
  const options: KafkaConfig = {
    ...connection,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: RETRY,
    logLevel: logLevel.WARN,
    logCreator: () => log.take,
  };
  return new Kafka(options);
}
