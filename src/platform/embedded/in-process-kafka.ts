import type { ConsumerConfig, ProducerConfig } from 'kafkajs';
import type { KafkaClient } from '../kafka/kafka-client.js';
import { InProcessAdmin } from './in-process-admin.js';
import { InProcessConsumer } from './in-process-consumer.js';
import { InProcessProducer } from './in-process-producer.js';
import { InProcessTopics } from './in-process-topics.js';

/**
 * Topics in the memory of this process, to be given where a kafkajs `Kafka` is expected on a machine without Java.
 * Correct in what it does (partitions, order, keys, groups, commits, pauses, seeks, crashes), but for trying out:
 * nothing is durable, other processes see nothing, each group has one member, and there are no transactions.
 */
export function createInProcessKafka(): KafkaClient {
  const topics = new InProcessTopics();
  const kafka = {
    consumer: (config: ConsumerConfig) => new InProcessConsumer(topics, config),
    producer: (config?: ProducerConfig) => new InProcessProducer(topics, config),
    admin: () => new InProcessAdmin(topics),
  };
  // The rest of these interfaces (transactions, access control, configuration) is not offered.
  return kafka as unknown as KafkaClient;
}
