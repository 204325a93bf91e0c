import type { Logger } from '../../logging/logger.js';
import type { ConsumerOptions } from '../kafka.js';
import type { ConsumerStatus, RecordConsumer, RecordHandler } from '../port.js';
import type { InMemoryTopics } from './in-memory-topics.js';
import { PartitionLoop } from './partition-loop.js';

/** The only member of its group: reads each partition from what the group has committed, and commits what is handled. */
export class InMemoryConsumer implements RecordConsumer {
  private loops: PartitionLoop[] = [];
  private since = new Date();
  private isStarted = false;

  constructor(
    private readonly topics: InMemoryTopics,
    private readonly options: ConsumerOptions,
    private readonly log: Logger,
  ) {}

  get status(): ConsumerStatus {
    return { state: this.isStarted ? 'consuming' : 'starting', since: this.since, held: [] };
  }

  async start(handler: RecordHandler): Promise<void> {
    const { topic, groupId } = this.options;
    this.topics.join(groupId);
    this.loops = Array.from({ length: this.topics.partitions(topic) }, (_, partition) => {
      const from = this.topics.committed(groupId, topic, partition);
      return new PartitionLoop(this.topics, {
        ...{ at: { topic, partition }, from },
        take: async (slice) => {
          await handler.handle(slice);
          this.topics.commit(groupId, topic, partition, Number(slice.nextOffset));
        },
        onFailure: (error) =>
          this.log.warn(
            { error, topic, partition },
            'could not store a batch; its partition pauses and it comes again',
          ),
      });
    });
    this.since = new Date();
    this.isStarted = true;
  }

  async stop(): Promise<void> {
    await Promise.all(this.loops.splice(0).map((loop) => loop.stop()));
    this.topics.leave(this.options.groupId);
  }
}
