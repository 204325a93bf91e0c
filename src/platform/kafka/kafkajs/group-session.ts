import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { Logger } from '../../logging/logger.js';
import type { ConsumerOptions } from '../kafka.js';
import { RAW_FETCH_RACK, fetchedOf } from '../protocol/raw-fetch.js';
import type { RecordHandler } from '../port.js';
import type { KafkajsClients, OwnClient } from './kafkajs-clients.js';
import { GroupFacts } from './group-facts.js';
import { PartitionReaders } from './partition-readers.js';
import { SilenceWatch } from './silence-watch.js';
import { StartOffsets } from './start-offsets.js';
import { within } from './within.js';

/** A member learns by its heartbeat that others wait for it to rejoin: a rebalance lasts about this long. */
const HEARTBEAT_EVERY_MS = 1_000;
const SESSION_TIMEOUT_MS = 30_000;
/** How long members that say nothing hold up a rebalance. */
const REBALANCE_TIMEOUT_MS = 10_000;
const FETCH_WAIT_MS = 500;
/** All that is fetched at a time, besides one batch of a partition. */
const FETCH_BYTES = 1024 * 1024;
const PARTITION_BYTES = 128 * 1024;
/** Partitions that are added, and topics that are made again, are seen within this time. */
const METADATA_MAX_AGE_MS = 5_000;
const COMMIT_EVERY_MS = 1_000;
const SLICES_IN_WORK_MS = 3_000;
const LAST_COMMIT_MS = 1_000;
const LEAVE_MS = 1_500;

/**
 * One membership in a consumer group, from joining to its first failure that kafkajs does not get over by itself. It does
 * not begin again: who owns it makes the next one.
 */
export class GroupSession {
  /** Resolves with the reason when nothing is consumed any more. */
  readonly ended: Promise<Error>;
  readonly watch: SilenceWatch;
  private readonly own: OwnClient;
  private readonly consumer: Consumer;
  private readonly facts: GroupFacts;
  private readonly starts: StartOffsets;
  private readonly readers: PartitionReaders;
  private readonly commits: NodeJS.Timeout;
  private committing: Promise<void> | null = null;
  private leaving: Promise<boolean> | null = null;
  private end: (why: Error) => void = () => undefined;
  private hasJoined: () => void = () => undefined;
  private readonly joined = new Promise<void>((resolve) => (this.hasJoined = resolve));

  /** `settled` resolves when slices of earlier sessions are handled. */
  constructor(
    clients: KafkajsClients,
    private readonly options: ConsumerOptions,
    handler: RecordHandler,
    private readonly log: Logger,
    settled: Promise<unknown>,
  ) {
    this.ended = new Promise((resolve) => (this.end = resolve));
    this.own = clients.make();
    this.consumer = this.own.kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
      rebalanceTimeout: REBALANCE_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_EVERY_MS,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      maxBytes: FETCH_BYTES,
      maxBytesPerPartition: PARTITION_BYTES,
      metadataMaxAge: METADATA_MAX_AGE_MS,
      allowAutoTopicCreation: false,
      rackId: RAW_FETCH_RACK,
      retry: { restartOnFailure: () => Promise.resolve(false) },
    });
    this.facts = new GroupFacts(this.own.kafka, options.topic, options.groupId);
    this.starts = new StartOffsets(() => this.facts.read(), handler, log);
    this.readers = new PartitionReaders(options.topic, handler, this.control(), log, settled);
    this.watch = new SilenceWatch({
      leaveConnections: (why) => this.own.sockets.leaveAll(why),
      giveUp: (why) => this.end(new Error(this.own.log.newest ?? why)),
    });
    this.commits = setInterval(() => this.onTick(), COMMIT_EVERY_MS);
    this.listen();
  }

  /** Why partitions are held. */
  get held(): string[] {
    return this.starts.held;
  }

  /** Since when the start of a partition is asked for; null while all are known or held. */
  get startsUnknownSince(): Date | null {
    return this.starts.waitsSince;
  }

  /** What went wrong lately in this session; null for nothing. */
  get trouble(): string | null {
    return this.own.log.newest;
  }

  /** Resolves when the group has been joined. Throws why it cannot be. */
  async open(): Promise<void> {
    const joining = this.join();
    joining.catch(() => undefined);
    const failed = this.ended.then((why) => Promise.reject(why));
    await Promise.race([joining, failed]);
  }

  /** Hands out nothing more, commits what is handled, leaves the group; waits for each only so long. */
  async stop(): Promise<boolean> {
    const settled = await within(SLICES_IN_WORK_MS, this.settle());
    const committed = await within(LAST_COMMIT_MS, this.commit());
    return (await this.leave()) && settled && committed;
  }

  /** Hands out nothing more; resolves when the slices in work are handled or have failed. */
  settle(): Promise<unknown> {
    this.starts.forget();
    return this.readers.stop();
  }

  /** Closes every connection, after leaving the group if a broker answers soon. False when none did. */
  leave(): Promise<boolean> {
    this.leaving ??= this.disconnect();
    return this.leaving;
  }

  private async disconnect(): Promise<boolean> {
    this.end(new Error('the membership was given up'));
    clearInterval(this.commits);
    this.watch.stop();
    void this.settle();
    const left = await within(LEAVE_MS, Promise.all([this.consumer.disconnect(), this.facts.close()]));
    this.own.sockets.close();
    return left;
  }

  private async join(): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [this.options.topic], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => this.onBatch(payload),
    });
    await this.joined;
  }

  private listen(): void {
    const { consumer, watch } = this;
    const { CRASH, FETCH, HEARTBEAT, GROUP_JOIN, REBALANCING, REQUEST_TIMEOUT } = consumer.events;
    consumer.on(CRASH, ({ payload }) => this.end(payload.error));
    consumer.on(FETCH, () => watch.sawAnswer());
    consumer.on(HEARTBEAT, () => watch.sawAnswer());
    consumer.on(REQUEST_TIMEOUT, () =>
      this.own.sockets.leaveAll('a broker did not answer a request in time'),
    );
    consumer.on(REBALANCING, () => {
      watch.joining();
      void this.commit();
    });
    consumer.on(GROUP_JOIN, ({ payload }) => {
      const partitions = payload.memberAssignment[this.options.topic] ?? [];
      consumer.pause([{ topic: this.options.topic, partitions: [...partitions] }]);
      this.starts.forget();
      this.readers.assign(partitions);
      watch.hasJoined();
      this.own.log.forget();
      this.hasJoined();
      this.log.debug({ partitions: partitions.join(',') }, 'joined the consumer group');
    });
  }

  /** Must be quick: while it lasts nothing is fetched for any partition, and no heartbeat is sent. */
  private async onBatch({ batch, resolveOffset, isStale }: EachBatchPayload): Promise<void> {
    const [message] = batch.messages;
    const fetched = message === undefined ? null : fetchedOf(message);
    if (message === undefined || fetched === null || isStale()) return;
    const { fetchedOffset } = batch as typeof batch & { fetchedOffset: string };
    const taken = this.readers.take(batch.partition, fetched, BigInt(fetchedOffset), BigInt(message.offset));
    if (taken) resolveOffset(message.offset);
  }

  private onTick(): void {
    const origin = this.facts.origin();
    if (origin !== null) this.readers.expect(origin);
    void this.commit();
  }

  /** Never throws: what could not be committed is handed out again to whoever reads the partition next, and changes nothing. */
  private commit(): Promise<void> {
    this.committing ??= this.commitHandled()
      .catch((error: unknown) => this.log.debug({ error }, 'could not commit; it is tried again'))
      .finally(() => (this.committing = null));
    return this.committing;
  }

  private async commitHandled(): Promise<void> {
    const handled = this.readers.uncommitted();
    if (handled.length === 0) return;
    const { topic } = this.options;
    await this.consumer.commitOffsets(
      handled.map(({ partition, offset }) => ({ topic, partition, offset: offset.toString() })),
    );
    this.readers.committed(handled);
  }

  private control() {
    const { topic } = this.options;
    return {
      startOf: (partition: number) => this.starts.startOf(partition),
      seek: (partition: number, offset: bigint) =>
        this.ask(() => this.consumer.seek({ topic, partition, offset: offset.toString() })),
      pause: (partition: number) => this.ask(() => this.consumer.pause([{ topic, partitions: [partition] }])),
      resume: (partition: number) =>
        this.ask(() => this.consumer.resume([{ topic, partitions: [partition] }])),
      renewConnections: (why: string) => this.own.sockets.leaveAll(why),
    };
  }

  /** kafkajs refuses when it has crashed, and says that by an event too. */
  private ask(request: () => void): void {
    try {
      request();
    } catch (error) {
      this.log.debug({ error }, 'the consumer takes no orders any more');
    }
  }
}
