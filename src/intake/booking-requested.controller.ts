import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { CONFIG, type Config } from '../platform/config/config.js';
import { failureKindOf, sqlStateOf } from '../platform/database/sql-state.js';
import type { RecordSlice } from '../platform/kafka/port.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { StageWakeUps } from '../platform/work/stage-wake-ups.js';
import { Room } from '../platform/work/room.js';
import { acceptSlice } from './accept-slice.js';
import { Backlog } from './backlog.js';
import { IntakeStore, type StoredBatch } from './intake.store.js';
import { OriginalErrors } from './original-errors.filter.js';
import { sizeOf } from './record-size.js';
import { unbelievedTimestampsIn } from './unbelieved-timestamps.js';

/** The pattern under which slices of the request topic arrive, whatever that topic is called. */
export const BOOKING_REQUESTED = 'booking.requested';

/** Of records that are turned into requests at a time, in bytes. */
const BYTES_AT_ONCE = 4 * 1024 * 1024;
/** What a record takes in memory besides its bytes: its envelope, its request and their texts. Small records are many. */
const RECORD_OVERHEAD = 1_600;

/** Turns slices of a partition into stored requests. */
@Controller()
export class BookingRequestedController {
  private readonly log: Logger;
  private readonly room = new Room(BYTES_AT_ONCE);

  constructor(
    private readonly store: IntakeStore,
    private readonly backlog: Backlog,
    private readonly stages: StageWakeUps,
    @Inject(CONFIG) private readonly config: Pick<Config, 'dispatch' | 'requestTtlMs'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'intake' });
  }

  /**
   * Resolves when everything in the slice is durable, and its end is stored as read. Throws, and says why in the log, only
   * when the database cannot be reached or does not work: nothing that a record says makes it throw.
   */
  @EventPattern<string>(BOOKING_REQUESTED)
  @UseFilters(OriginalErrors)
  async onSlice(@Payload() slice: RecordSlice): Promise<void> {
    const { length } = slice.records;
    const bytes = slice.records.reduce((sum, record) => sum + sizeOf(record), 0);
    const stored = await this.room.within(bytes + length * RECORD_OVERHEAD, () => this.storeSlice(slice));
    this.backlog.took(length, bytes);
    const unbelieved = unbelievedTimestampsIn(slice.records, new Date(this.clock()));
    if (unbelieved !== null) this.log.warn(unbelieved, 'records have timestamps that cannot be believed');
    if (stored.waiting > 0) this.stages.dispatch.call();
    if (stored.invalid + stored.deadLetters > 0) this.stages.relay.call();
    this.log.debug(stored, 'stored a slice');
  }

  private async storeSlice(slice: RecordSlice): Promise<StoredBatch> {
    const receivedAt = new Date(this.clock());
    const rules = { lane: this.config.dispatch.lane, ttlMs: this.config.requestTtlMs };
    try {
      return await this.store.store(acceptSlice(slice, receivedAt, rules));
    } catch (error) {
      this.log.warn(
        { error, ...whatFailed(slice, error) },
        'could not store a slice; it is handed out again',
      );
      throw error;
    }
  }
}

/** Tells an operator whether the database is away or does not take something, and what. */
function whatFailed({ topic, partition, records, undecodable, nextOffset }: RecordSlice, error: unknown) {
  const starts = [...records.slice(0, 1).map((r) => r.offset), ...undecodable.map((r) => r.firstOffset)];
  const first = starts.reduce((least, offset) => (offset < least ? offset : least), nextOffset);
  return {
    database: failureKindOf(error),
    sqlState: sqlStateOf(error),
    topic,
    partition,
    firstOffset: String(first),
    nextOffset: String(nextOffset),
  };
}
