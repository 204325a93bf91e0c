import type { Admin, EachBatchPayload } from 'kafkajs';
import { plainKafka } from '../../servers/plain-kafka.js';
import type { Place } from '../place.js';
import { requestNumber } from '../traffic/request-event.js';
import { LOOK_EVERY_MS, untilTrue } from './until-true.js';

/**
 * When the answer of each of the first `requests` requests was written to booking.created, in milliseconds since 1970 by
 * the broker's clock. While the run lasts only the ends of the topics are asked for, which costs next to nothing; the
 * records are read when there are enough of them. Throws when a request fails, and when nothing moves for a minute.
 */
export async function completions(place: Place, requests: number, stopped: AbortSignal): Promise<number[]> {
  const kafka = plainKafka(place.brokers);
  const admin = kafka.admin();
  const consumer = kafka.consumer({
    groupId: `${place.groupId}.completions`,
    maxWaitTimeInMs: LOOK_EVERY_MS,
  });
  const completedAt: number[] = [];
  let missing = requests;
  const eachBatch = async ({ batch }: EachBatchPayload) => {
    for (const { headers, timestamp } of batch.messages) {
      const n = requestNumber(String(headers?.['ce_causationid']));
      if (n === null || n >= requests || completedAt[n] !== undefined) continue;
      completedAt[n] = Number(timestamp);
      missing -= 1;
    }
  };
  await admin.connect();
  try {
    let before = -1;
    await untilTrue(stopped, async () => {
      const written = await length(admin, place.topics.created);
      if (written === before) await demandNoFailures(admin, place);
      before = written;
      return { done: written >= requests, progress: written };
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [place.topics.created], fromBeginning: true });
    await consumer.run({ eachBatch });
    await untilTrue(stopped, async () => ({ done: missing === 0, progress: requests - missing }));
  } finally {
    await Promise.all([consumer.disconnect(), admin.disconnect()]);
  }
  return completedAt;
}

/** Records in a topic from which nothing was ever deleted. */
async function length(admin: Admin, topic: string): Promise<number> {
  const partitions = await admin.fetchTopicOffsets(topic);
  return partitions.reduce((sum, { high }) => sum + Number(high), 0);
}

async function demandNoFailures(admin: Admin, { topics }: Place): Promise<void> {
  const [failed, dead] = [await length(admin, topics.failed), await length(admin, topics.deadLetter)];
  if (failed + dead === 0) return;
  throw new Error(
    `${failed} requests failed and ${dead} became dead letters, though every one is valid. See the logs.`,
  );
}
