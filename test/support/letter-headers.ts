import { type IHeaders, Kafka, logLevel, type Message } from 'kafkajs';
import { kafkaBrokers } from './stack.js';

/** Headers that the bridge puts on a dead letter from partition 0 of `topic`. */
export function bridgeHeaders(topic: string, offset: bigint): IHeaders {
  return {
    'x-original-topic': topic,
    'x-original-partition': '0',
    'x-original-offset': String(offset),
    'x-original-timestamp': String(Date.now()),
    'x-error-code': 'UNSUPPORTED_EVENT',
    'x-error-message': 'An older release could not read it.',
    'x-failed-at': new Date().toISOString(),
  };
}

/** Headers that Spring Kafka puts on a dead letter from partition 1 of `orders`; numbers are big-endian, as Java has them. */
export function springHeaders(offset: bigint, message: string): IHeaders {
  const [partition, position] = [Buffer.alloc(4), Buffer.alloc(8)];
  partition.writeInt32BE(1);
  position.writeBigInt64BE(offset);
  return {
    'kafka_dlt-original-topic': 'orders',
    'kafka_dlt-original-partition': partition,
    'kafka_dlt-original-offset': position,
    'kafka_dlt-exception-fqcn': 'java.lang.IllegalStateException',
    'kafka_dlt-exception-message': `cannot read ${message}`,
  };
}

/** Headers that Kafka Connect puts on a dead letter from partition 1 of `orders`. */
export function connectHeaders(offset: bigint): IHeaders {
  return {
    '__connect.errors.topic': 'orders',
    '__connect.errors.partition': '1',
    '__connect.errors.offset': String(offset),
    '__connect.errors.exception.class.name': 'org.apache.kafka.connect.errors.DataException',
  };
}

/** Publishes in two transactions, the second of which is aborted: their ends have offsets and are no records. */
export async function publishInTransactions(topic: string, message: Message): Promise<void> {
  const kafka = new Kafka({ brokers: kafkaBrokers(), logLevel: logLevel.NOTHING, retry: { retries: 12 } });
  const producer = kafka.producer({ transactionalId: topic, maxInFlightRequests: 1, idempotent: true });
  await producer.connect();
  for (const end of ['commit', 'abort'] as const) {
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: [message] });
    await transaction[end]();
  }
  await producer.disconnect();
}
