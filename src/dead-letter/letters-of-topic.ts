import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { headerPairs } from '../platform/kafka/incoming-record.js';
import type { KafkaClient } from '../platform/kafka/kafka-client.js';
import { isSelected, type Letter, type LetterBox, letterOf, type LetterSelection } from './letter.js';

const HEARTBEAT_EVERY_MS = 1_000;
const FETCH_WAIT_MS = 200;
const LOOK_EVERY_MS = 50;
const NOTHING_FOR_MS = 60_000;

type Take = (letters: readonly Letter[]) => Promise<'more' | 'enough'>;

/**
 * The dead letters in a topic, whoever wrote them. A visit reads it from its beginning up to where it ends now, as a
 * consumer group of its own that commits nothing and is deleted afterwards.
 */
export class LettersOfTopic implements LetterBox {
  constructor(
    private readonly kafka: KafkaClient,
    private readonly topic: string,
    private readonly groupPrefix: string,
  ) {}

  /** Throws when the topic does not exist or cannot be read. */
  async visit(selection: LetterSelection, take: Take): Promise<void> {
    const left = await this.unread();
    if (left.size === 0) return;
    const groupId = `${this.groupPrefix}-dead-letters-${randomUUID().slice(0, 8)}`;
    const consumer = this.kafka.consumer({ groupId, maxWaitTimeInMs: FETCH_WAIT_MS });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [this.topic], fromBeginning: true });
      await this.read(consumer, left, selection, take);
    } finally {
      await consumer.disconnect();
      await this.forget(groupId);
    }
  }

  private async read(
    consumer: Consumer,
    left: Map<number, bigint>,
    selection: LetterSelection,
    take: Take,
  ): Promise<void> {
    let lastSign = Date.now();
    let busy = false;
    let hadEnough = false;
    let failure: { readonly error: unknown } | null = null;
    const onBatch = async ({ batch, heartbeat }: EachBatchPayload) => {
      const end = left.get(batch.partition);
      if (end === undefined || hadEnough || failure !== null) return;
      const alive = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_EVERY_MS);
      busy = true;
      try {
        const letters = batch.messages
          .filter(({ offset }) => BigInt(offset) < end)
          .map((message) =>
            letterOf({
              topic: batch.topic,
              partition: batch.partition,
              offset: BigInt(message.offset),
              timestampMs: BigInt(message.timestamp),
              key: message.key,
              value: message.value,
              headers: headerPairs(message.headers),
            }),
          )
          .filter((letter) => isSelected(letter, selection));
        if (letters.length > 0) hadEnough = (await take(letters)) === 'enough';
      } catch (error) {
        // kafkajs would hand the same batch out again, for ever.
        failure = { error };
      } finally {
        clearInterval(alive);
        busy = false;
        lastSign = Date.now();
      }
    };
    consumer.on(consumer.events.CRASH, ({ payload }) => (failure ??= { error: payload.error }));
    // Comes for batches too that hold nothing but the end of a transaction, which has an offset and is no record.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => {
      if (BigInt(lastOffset) + 1n >= (left.get(partition) ?? 0n)) left.delete(partition);
    });
    await consumer.run({ autoCommit: false, partitionsConsumedConcurrently: 1, eachBatch: onBatch });
    while (busy || (failure === null && !hadEnough && left.size > 0)) {
      if (!busy && Date.now() - lastSign > NOTHING_FOR_MS) failure = { error: this.silence(left) };
      await delay(LOOK_EVERY_MS);
    }
    if (failure !== null) throw failure.error;
  }

  private silence(left: ReadonlyMap<number, bigint>): Error {
    const partitions = [...left.keys()].join(', ');
    return new Error(
      `${this.topic} could not be read to its end: nothing came from partitions ${partitions} for ${NOTHING_FOR_MS / 1000} s. Check that the brokers run, and try again.`,
    );
  }

  /** The end of every partition that holds anything. */
  private async unread(): Promise<Map<number, bigint>> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const exists = (await admin.listTopics()).includes(this.topic);
      if (!exists) throw new Error(`There is no topic ${this.topic}. Check its name, and KAFKA_BROKERS.`);
      const offsets = await admin.fetchTopicOffsets(this.topic);
      const filled = offsets.filter(({ low, high }) => BigInt(high) > BigInt(low));
      return new Map(filled.map(({ partition, high }) => [partition, BigInt(high)]));
    } finally {
      await admin.disconnect();
    }
  }

  /** The brokers would remove an empty group by themselves; this is sooner. */
  private async forget(groupId: string): Promise<void> {
    const admin = this.kafka.admin();
    await admin
      .connect()
      .then(() => admin.deleteGroups([groupId]))
      .catch(() => undefined);
    await admin.disconnect();
  }
}
