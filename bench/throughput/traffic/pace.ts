import { setTimeout as delay } from 'node:timers/promises';
import { plainKafka } from '../../servers/plain-kafka.js';
import { requestEvent, resourceOf } from './request-event.js';

/**
 * Sends `requests` requests, `rate` a second and evenly, whatever becomes of the earlier ones, and returns when each was
 * handed to the producer: in whole milliseconds since 1970, as the broker counts too, so that what rounding takes away on
 * both sides cancels out.
 */
export async function pace(
  brokers: readonly string[],
  topic: string,
  plan: { readonly requests: number; readonly lanes: number; readonly rate: number },
): Promise<number[]> {
  const producer = plainKafka(brokers).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const sentAt: number[] = [];
  const sends: Promise<unknown>[] = [];
  const begin = performance.now();
  try {
    while (sentAt.length < plan.requests) {
      const n = sentAt.length;
      const due = begin + (n * 1_000) / plan.rate;
      if (due > performance.now()) await delay(due - performance.now());
      sentAt.push(Date.now());
      const send = producer.send({ topic, messages: [requestEvent(n, resourceOf(n, plan.lanes))] });
      // A failure is thrown below; until then nobody waits for it.
      send.catch(() => undefined);
      sends.push(send);
    }
    await Promise.all(sends);
  } finally {
    await producer.disconnect();
  }
  return sentAt;
}
