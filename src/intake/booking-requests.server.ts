import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { CONFIG, type Config } from '../platform/config/config.js';
import { cannotUseKafka } from '../platform/kafka/cannot-use-kafka.js';
import { KAFKA, type Kafka } from '../platform/kafka/kafka.js';
import type { ConsumerStatus, RecordConsumer, RecordHandler } from '../platform/kafka/port.js';
import { Backlog } from './backlog.js';
import { BOOKING_REQUESTED } from './booking-requested.controller.js';
import { PositionKeeper } from './positions/position-keeper.js';

const LOOK_FOR_ROOM_AFTER_MS = 1_000;

/**
 * Kafka transport that hands slices of records to the one handler of {@link BOOKING_REQUESTED}, and lets an offset be
 * committed only after the handler has made every record below it durable (I4). Nothing is handed out while calls are far
 * behind, so that memory and database stay bounded.
 *
 * The stock transport commits by itself, one record at a time, and retries a throwing handler without end.
 */
@Injectable()
export class BookingRequestsServer extends Server implements CustomTransportStrategy {
  /** How long the group waits for this member before it gives its partitions away; null for the default. Read at the start. */
  sessionTimeoutMs: number | null = null;
  private consumer: RecordConsumer | null = null;
  private readonly closing = new AbortController();

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'kafka'>,
    @Inject(KAFKA) private readonly kafka: Kafka,
    @Inject(PositionKeeper) private readonly positions: Pick<PositionKeeper, 'startOf'>,
    private readonly backlog: Backlog,
  ) {
    super();
  }

  /** What the consumer is doing; null before the start and after the close. */
  get consumes(): ConsumerStatus | null {
    return this.consumer?.status ?? null;
  }

  /** Calls back when requests are read, or with the reason why they cannot be. */
  listen(callback: (error?: unknown) => void): void {
    this.start().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  /** Takes nothing more in: waits for the slices that are being stored, and leaves the group. Ends in any case. */
  async close(): Promise<void> {
    this.closing.abort();
    const { consumer } = this;
    this.consumer = null;
    await consumer?.stop();
  }

  on(): never {
    throw new Error('This transport has no events; ask for its status.');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }

  private async start(): Promise<void> {
    const { topics, groupId } = this.config.kafka;
    const handler = this.handler();
    const session = this.sessionTimeoutMs === null ? {} : { sessionTimeoutMs: this.sessionTimeoutMs };
    this.consumer = this.kafka.consumer({ topic: topics.requested, groupId, ...session });
    await this.consumer.start(handler).catch((error: unknown) => {
      throw cannotUseKafka(error, this.config.kafka);
    });
  }

  /** Throws unless exactly one handler listens, and to this. */
  private handler(): RecordHandler {
    const patterns = [...this.messageHandlers.keys()];
    const onSlice = this.getHandlerByPattern(BOOKING_REQUESTED);
    if (patterns.length !== 1 || onSlice === null || onSlice.next !== undefined) {
      throw new Error(
        `exactly one handler must listen to ${BOOKING_REQUESTED}, found: ${patterns.join(', ') || 'none'}`,
      );
    }
    return {
      startOf: (partitions) => this.positions.startOf(partitions),
      handle: async (slice) => {
        await this.room();
        await this.settle(onSlice(slice, {}));
      },
    };
  }

  private async settle(result: Promise<unknown>): Promise<void> {
    await lastValueFrom(this.transformToObservable(await result), { defaultValue: undefined });
  }

  /** Resolves when there is room for more requests. Throws when this transport closes. */
  private async room(): Promise<void> {
    while (await this.backlog.isFull())
      await delay(LOOK_FOR_ROOM_AFTER_MS, undefined, { signal: this.closing.signal });
  }
}
