import { CompressionTypes } from 'kafkajs';
import { plainKafka } from '../../servers/plain-kafka.js';
import { HOT_RESOURCE, requestEvent, resourceOf } from './request-event.js';

const AT_ONCE = 2_000;

/** A backlog: `hotLane` requests of one resource, and behind them `requests` ones over `lanes` other resources. */
export interface Backlog {
  readonly requests: number;
  readonly lanes: number;
  readonly hotLane: number;
}

/** Puts the backlog into the topic; resolves when Kafka has acknowledged all. The hot ones have the highest numbers. */
export async function preload(brokers: readonly string[], topic: string, backlog: Backlog): Promise<void> {
  const { requests, lanes, hotLane } = backlog;
  const producer = plainKafka(brokers).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  try {
    for (let next = -hotLane; next < requests; next += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, requests - next) }, (_, i) => next + i);
      const messages = numbers.map((n) =>
        n < 0 ? requestEvent(requests - 1 - n, HOT_RESOURCE) : requestEvent(n, resourceOf(n, lanes)),
      );
      await producer.send({ topic, messages, compression: CompressionTypes.None });
    }
  } finally {
    await producer.disconnect();
  }
}
