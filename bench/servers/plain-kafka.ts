import { Kafka, logLevel } from 'kafkajs';

/** A Kafka client that knows nothing of the bridge, patient enough for a broker that is killed and comes back. */
export function plainKafka(brokers: readonly string[]): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId: 'bench',
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3_000,
    requestTimeout: 5_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 20 },
  });
}
