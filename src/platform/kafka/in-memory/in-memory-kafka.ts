import { randomInt } from 'node:crypto';
import { createLogger, type Logger } from '../../logging/logger.js';
import type {
  ConsumerOptions,
  FollowOptions,
  Kafka,
  ReadOptions,
  TakeSlice,
  TakeSliceUntil,
} from '../kafka.js';
import type { RecordConsumer, RecordProducer, RecordToSend, SendResult } from '../port.js';
import { partitionFor } from '../protocol/murmur2.js';
import { InMemoryConsumer } from './in-memory-consumer.js';
import { InMemoryTopics, sizeOf } from './in-memory-topics.js';
import { PartitionLoop } from './partition-loop.js';

/** As topics are created on brokers. */
const PARTITIONS = 12;
/** The limit of Kafka's default `message.max.bytes`. */
const MAX_RECORD_BYTES = 1_048_588;

/**
 * Topics in the memory of this process, for machines that cannot run a broker. Correct in what it does (partitions, order,
 * keys, groups, commits, redelivery of what was not handled), but for trying out: nothing is durable, other processes see
 * nothing, and each group has one member.
 */
export class InMemoryKafka implements Kafka {
  private readonly topics = new InMemoryTopics();

  constructor(private readonly log: Logger = createLogger({ level: 'silent' })) {}

  consumer(options: ConsumerOptions): RecordConsumer {
    return new InMemoryConsumer(this.topics, options, this.log);
  }

  producer(): RecordProducer {
    return {
      send: async (records) => records.map((record) => this.append(record)),
      partitionOf: (topic, key) => {
        const partitions = this.topics.partitions(topic);
        return partitions === 0 ? null : partitionFor(key, partitions);
      },
      stop: async () => undefined,
    };
  }

  async missingTopics(names: readonly string[], create: boolean): Promise<readonly string[]> {
    if (create) for (const name of names) this.topics.create(name, PARTITIONS);
    return names.filter((name) => this.topics.partitions(name) === 0);
  }

  async readToEnd({ topic }: ReadOptions, take: TakeSliceUntil): Promise<void> {
    const partitions = this.topics.partitions(topic);
    if (partitions === 0) throw new Error(`There is no topic ${topic}. Check its name.`);
    for (let partition = 0; partition < partitions; partition++) {
      const end = this.topics.end(topic, partition);
      let next = 0;
      while (next < end) {
        const records = this.topics.read(topic, partition, next).filter(({ offset }) => offset < BigInt(end));
        next += records.length;
        const slice = { topic, partition, origin: null, records, undecodable: [], nextOffset: BigInt(next) };
        if ((await take(slice)) === 'enough') return;
      }
    }
  }

  async follow({ topics }: FollowOptions, take: TakeSlice): Promise<() => Promise<void>> {
    let failure: { readonly error: unknown } | null = null;
    const loops = topics.flatMap((topic) =>
      Array.from(
        { length: this.topics.partitions(topic) },
        (_, partition) =>
          new PartitionLoop(this.topics, {
            ...{ at: { topic, partition }, from: 0, take },
            onFailure: (error) => (failure ??= { error }),
          }),
      ),
    );
    return async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      if (failure !== null) throw failure.error;
    };
  }

  private append(record: RecordToSend): SendResult {
    const partitions = this.topics.partitions(record.topic);
    if (partitions === 0)
      return refused('destination', 'UNKNOWN_TOPIC_OR_PARTITION', `There is no topic ${record.topic}.`);
    if (sizeOf(record) > MAX_RECORD_BYTES)
      return refused('record', 'MESSAGE_TOO_LARGE', 'The record is larger than a broker accepts.');
    const partition = record.key === null ? randomInt(partitions) : partitionFor(record.key, partitions);
    return { ok: true, position: this.topics.append(record, partition) };
  }
}

function refused(kind: 'destination' | 'record', code: string, message: string): SendResult {
  return { ok: false, kind, partition: null, code, error: new Error(message) };
}
