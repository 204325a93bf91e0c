import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { CONFIG, type Config } from '../platform/config/config.js';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { StageWakeUps } from '../platform/work/stage-wake-ups.js';
import { Room } from '../platform/work/room.js';
import { acceptRecord } from './accept-record.js';
import { Backlog } from './backlog.js';
import { IntakeStore } from './intake.store.js';
import { unbelievedTimestampsIn } from './unbelieved-timestamps.js';

/** The pattern under which batches of the request topic arrive, whatever that topic is called. */
export const BOOKING_REQUESTED = 'booking.requested';

/** Records that are turned into requests at a time. What is fetched is bounded by bytes, and small records are many. */
const RECORDS_AT_ONCE = 2_500;

/** Turns batches of records into stored requests. */
@Controller()
export class BookingRequestedController {
  private readonly log: Logger;
  private readonly room = new Room(RECORDS_AT_ONCE);

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

  /** Resolves when every record of the batch is durable; throws only when the database cannot be reached or refuses. */
  @EventPattern<string>(BOOKING_REQUESTED)
  async onBatch(@Payload() records: readonly IncomingRecord[]): Promise<void> {
    const stored = await this.room.within(records.length, () => {
      const receivedAt = new Date(this.clock());
      const rules = { lane: this.config.dispatch.lane, ttlMs: this.config.requestTtlMs };
      return this.store.store(records.map((record) => acceptRecord(record, receivedAt, rules)));
    });
    const unbelieved = unbelievedTimestampsIn(records, new Date(this.clock()));
    if (unbelieved !== null) this.log.warn(unbelieved, 'records have timestamps that cannot be believed');
    this.backlog.took(
      records.length,
      records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0),
    );
    if (stored.waiting > 0) this.stages.dispatch.call();
    if (stored.invalid + stored.deadLetters > 0) this.stages.relay.call();
    this.log.debug(stored, 'stored a batch');
  }
}
