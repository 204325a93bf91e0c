import { randomUUID } from 'node:crypto';
import type { Kafka as KafkaJs } from 'kafkajs';
import type { ReadOptions, TakeSliceUntil } from '../kafka.js';
import type { RecordSlice } from '../port.js';
import type { KafkajsClients } from './kafkajs-clients.js';
import { TopicReading } from './topic-reading.js';

const NOTHING_FOR_MS = 60_000;
const LOOK_EVERY_MS = 1_000;

/** Reads a topic from its beginning to where it ends now; see `Kafka.readToEnd`. */
export async function readToEnd(
  clients: KafkajsClients,
  { topic, groupPrefix }: ReadOptions,
  take: TakeSliceUntil,
): Promise<void> {
  const own = clients.make();
  const ends = await endsOf(own.kafka, topic);
  const unread = new Set(ends.keys());
  if (unread.size === 0) return own.sockets.close();
  let lastSign = Date.now();
  const takeOld = async (slice: RecordSlice) => {
    lastSign = Infinity;
    const end = ends.get(slice.partition) ?? 0n;
    const old = slice.records.filter(({ offset }) => offset < end);
    const undecodable = slice.undecodable.filter(({ firstOffset }) => firstOffset < end);
    const wants =
      old.length + undecodable.length === 0 ? 'more' : await take({ ...slice, records: old, undecodable });
    lastSign = Date.now();
    return wants;
  };
  const groupId = `${groupPrefix}-${randomUUID().slice(0, 8)}`;
  const reading = new TopicReading(own, { topics: [topic], groupId }, takeOld, (_, partition, nextOffset) => {
    if (nextOffset >= (ends.get(partition) ?? 0n)) unread.delete(partition);
    if (unread.size === 0) reading.finish(null);
  });
  const watch = setInterval(() => {
    if (Date.now() - lastSign > NOTHING_FOR_MS) reading.finish(silence(topic, unread));
  }, LOOK_EVERY_MS);
  try {
    await reading.start();
    const failure = await reading.ended;
    if (failure !== null) throw failure;
  } finally {
    clearInterval(watch);
    await reading.stop();
  }
}

/** The end of every partition that holds anything. Throws when there is no such topic. */
async function endsOf(kafka: KafkaJs, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    if (!(await admin.listTopics()).includes(topic))
      throw new Error(`There is no topic ${topic}. Check its name, and KAFKA_BROKERS.`);
    const offsets = await admin.fetchTopicOffsets(topic);
    const filled = offsets.filter(({ low, high }) => BigInt(high) > BigInt(low));
    return new Map(filled.map(({ partition, high }) => [partition, BigInt(high)]));
  } finally {
    await admin.disconnect();
  }
}

function silence(topic: string, unread: ReadonlySet<number>): Error {
  return new Error(
    `${topic} could not be read to its end: nothing came from partitions ${[...unread].join(', ')} for ${NOTHING_FOR_MS / 1000} s. Check that the brokers run, and try again.`,
  );
}
