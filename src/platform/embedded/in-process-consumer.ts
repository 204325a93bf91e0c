import {
  type Consumer,
  type ConsumerConfig,
  type ConsumerRunConfig,
  type ConsumerSubscribeTopic,
  type ConsumerSubscribeTopics,
  type TopicPartitionOffset,
  type TopicPartitions,
} from 'kafkajs';
import { KafkaJSNonRetriableError } from '../kafka/kafka-errors.js';
import { InProcessDelivery } from './in-process-delivery.js';
import { CONSUMER_EVENTS, InProcessEvents } from './in-process-events.js';
import { InProcessPositions } from './in-process-positions.js';
import type { InProcessTopics } from './in-process-topics.js';

type ConsumerPart = Omit<Consumer, 'describeGroup' | 'logger'>;
type Places = { topic: string; partitions?: number[] }[];
interface Run {
  readonly delivery: InProcessDelivery;
  readonly positions: InProcessPositions;
}

/**
 * The only member of its consumer group: reads in-process topics from what the group has committed. Behaves as a
 * consumer of kafkajs, down to which errors make it crash and what a crash does.
 */
export class InProcessConsumer implements ConsumerPart {
  readonly events = CONSUMER_EVENTS;
  private readonly emitter = new InProcessEvents();
  private readonly subscriptions = new Map<string, boolean>();
  private current: Run | null = null;
  private restartTimer: NodeJS.Timeout | undefined;
  private stopAsked = false;

  constructor(
    private readonly topics: InProcessTopics,
    private readonly config: ConsumerConfig,
  ) {}

  on: Consumer['on'] = (type, listener: (event: never) => unknown) => this.emitter.on(type, listener);

  async connect(): Promise<void> {
    this.emitter.emit(this.events.CONNECT);
  }

  async disconnect(): Promise<void> {
    await this.stop();
    this.emitter.emit(this.events.DISCONNECT);
  }

  /** Throws for a topic that does not exist. */
  async subscribe(subscription: ConsumerSubscribeTopics | ConsumerSubscribeTopic): Promise<void> {
    if (this.current !== null)
      throw new KafkaJSNonRetriableError('Cannot subscribe to topic while consumer is running');
    for (const wanted of 'topics' in subscription ? subscription.topics : [subscription.topic]) {
      const names =
        typeof wanted === 'string' ? [wanted] : this.topics.names().filter((name) => wanted.test(name));
      for (const name of names) {
        this.topics.partitions(name);
        this.subscriptions.set(name, subscription.fromBeginning ?? false);
      }
    }
  }

  async run(run: ConsumerRunConfig = {}): Promise<void> {
    if (this.current !== null) return;
    this.stopAsked = false;
    const { topics, emitter, config } = this;
    const { groupId } = config;
    topics.join(groupId, this);
    const positions = new InProcessPositions(topics, groupId, this.subscriptions);
    const onCrash = (error: Error, restart: boolean) => void this.afterCrash(error, restart, run);
    const retry = config.retry ?? {};
    this.current = {
      positions,
      delivery: new InProcessDelivery({ topics, positions, groupId, events: emitter, run, retry, onCrash }),
    };
    emitter.emit(this.events.GROUP_JOIN, {
      groupId,
      isLeader: true,
      memberAssignment: this.assignment(positions),
    });
  }

  /** Resolves when the batches in work are done. Running again begins at what is committed then. */
  async stop(): Promise<void> {
    this.stopAsked = true;
    clearTimeout(this.restartTimer);
    await this.leave();
  }

  async commitOffsets(places: TopicPartitionOffset[]): Promise<void> {
    const { delivery } = this.running();
    const topics = [...new Set(places.map(({ topic }) => topic))];
    delivery.commit({
      topics: topics.map((topic) => ({ topic, partitions: places.filter((p) => p.topic === topic) })),
    });
  }

  seek({ topic, partition, offset }: TopicPartitionOffset): void {
    const { positions, delivery } = this.running();
    positions.seek(topic, partition, offset);
    delivery.wake();
  }

  pause(places: Places): void {
    const { positions } = this.running();
    for (const { topic, partitions } of places) positions.pause(topic, partitions);
  }

  resume(places: Places): void {
    const { positions, delivery } = this.running();
    for (const { topic, partitions } of places) positions.resume(topic, partitions);
    delivery.wake();
  }

  paused(): TopicPartitions[] {
    return this.current?.positions.paused() ?? [];
  }

  private async leave(): Promise<void> {
    const leaving = this.current;
    if (leaving === null) return;
    await leaving.delivery.stop();
    if (this.current !== leaving) return;
    this.current = null;
    this.topics.leave(this.config.groupId, this);
    this.emitter.emit(this.events.STOP);
  }

  private async afterCrash(error: Error, mayRestart: boolean, run: ConsumerRunConfig): Promise<void> {
    await this.leave();
    this.emitter.emit(this.events.DISCONNECT);
    const { groupId, retry = {} } = this.config;
    const restart = mayRestart && ((await retry.restartOnFailure?.(error)) ?? true);
    this.emitter.emit(this.events.CRASH, { error, groupId, restart });
    if (!restart || this.stopAsked) return;
    const giveUp = (cause: unknown) =>
      this.emitter.emit(this.events.CRASH, { error: cause, groupId, restart: false });
    this.restartTimer = setTimeout(() => void this.run(run).catch(giveUp), retry.initialRetryTime ?? 300);
  }

  private running(): Run {
    if (this.current !== null) return this.current;
    throw new KafkaJSNonRetriableError(
      'Consumer group was not initialized, consumer#run must be called first',
    );
  }

  private assignment({ partitions }: InProcessPositions): Record<string, number[]> {
    const assignment: Record<string, number[]> = {};
    for (const { topic, partition } of partitions) (assignment[topic] ??= []).push(partition);
    return assignment;
  }
}
