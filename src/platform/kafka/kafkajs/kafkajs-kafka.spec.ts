import { expect, it } from '@jest/globals';
import { createLogger } from '../../logging/logger.js';
import { isRequestTableInstalled } from '../protocol/request-table.js';
import { connectKafka } from './kafkajs-kafka.js';

it('what stands between socket and handler is ours as soon as Kafka is connected to', () => {
  const topics = { requested: 'a', created: 'b', failed: 'c', deadLetter: 'd' };
  const kafka = { brokers: ['127.0.0.1:1'], clientId: 'spec', groupId: 'spec', createTopics: false, topics };
  connectKafka(
    { kafka: { ...kafka, ssl: null, sasl: null, allowPlaintextLogin: false } },
    createLogger({ level: 'silent' }),
  );
  expect(isRequestTableInstalled()).toBe(true);
});
