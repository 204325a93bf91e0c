import { randomUUID } from 'node:crypto';
import type { Config } from '../../config/config.js';
import type { Logger } from '../../logging/logger.js';
import type {
  ConsumerOptions,
  FollowOptions,
  Kafka,
  ReadOptions,
  TakeSlice,
  TakeSliceUntil,
} from '../kafka.js';
import { cannotUseKafka } from '../cannot-use-kafka.js';
import { KafkaJSError } from '../kafka-errors.js';
import type { RecordConsumer, RecordProducer } from '../port.js';
import { installRequestTable } from '../protocol/request-table.js';
import { missingTopics } from '../topics.js';
import { beginFramesAfresh } from './fresh-frames.js';
import { GroupConsumer } from './group-consumer.js';
import { KafkajsClients } from './kafkajs-clients.js';
import { KafkajsProducer } from './kafkajs-producer.js';
import { readToEnd } from './read-to-end.js';
import { TopicReading } from './topic-reading.js';
import { quietRequestQueues } from './quiet-request-queues.js';

/** The configured brokers, by way of kafkajs. Throws when the installed kafkajs is not the one that it was built for. */
export function connectKafka(config: Pick<Config, 'kafka'>, logger: Logger): Kafka {
  installRequestTable();
  quietRequestQueues();
  beginFramesAfresh();
  return new KafkajsKafka(new KafkajsClients(config, logger), config, logger);
}

class KafkajsKafka implements Kafka {
  constructor(
    private readonly clients: KafkajsClients,
    private readonly config: Pick<Config, 'kafka'>,
    private readonly logger: Logger,
  ) {}

  consumer(options: ConsumerOptions): RecordConsumer {
    return new GroupConsumer(this.clients, options, this.logger);
  }

  producer(): RecordProducer {
    return new KafkajsProducer(this.clients);
  }

  async missingTopics(topics: readonly string[], create: boolean): Promise<readonly string[]> {
    const { kafka, sockets } = this.clients.make();
    return missingTopics(kafka, topics, create).finally(() => sockets.close());
  }

  readToEnd(options: ReadOptions, take: TakeSliceUntil): Promise<void> {
    return this.explained(readToEnd(this.clients, options, take));
  }

  async follow({ topics, groupPrefix }: FollowOptions, take: TakeSlice): Promise<() => Promise<void>> {
    const groupId = `${groupPrefix}-${randomUUID().slice(0, 8)}`;
    const reading = new TopicReading(this.clients.make(), { topics, groupId }, async (slice) => {
      await take(slice);
      return 'more';
    });
    await this.explained(reading.start());
    return async () => {
      reading.finish(null);
      await reading.stop();
      const failure = await reading.ended;
      if (failure !== null) throw failure;
    };
  }

  /** What a person reads who started a command: errors of kafkajs name neither the brokers nor a setting. */
  private explained<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      throw error instanceof KafkaJSError ? cannotUseKafka(error, this.config.kafka) : error;
    });
  }
}
