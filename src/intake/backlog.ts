import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { BacklogStore } from './backlog.store.js';

const COUNT_EVERY_MS = 1_000;
/** Of what waits in the database: more than this is not taken in either, however few requests it is. */
const MAX_BYTES = 512 * 1024 * 1024;
/** Once it was full, room is made before more is taken in. */
const ROOM_AGAIN = 0.9;

/** Knows whether calls are so far behind that nothing more should be taken in: the rest of a backlog stays in Kafka. */
@Injectable()
export class Backlog {
  private readonly log: Logger;
  private full = false;
  private countedAt = -Infinity;
  private bytes = 0;
  private records = 0;

  constructor(
    private readonly store: BacklogStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'intake'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'intake' });
  }

  /** Learns how large records are, as they are taken in. */
  took(records: number, bytes: number): void {
    this.records += records;
    this.bytes += bytes;
  }

  /**
   * True while as many requests wait as INTAKE_MAX_WAITING allows, or so many that they are about half a gibibyte at the
   * mean size of what was taken in. Asks the database once a second at most. Throws when it does not answer.
   */
  async isFull(): Promise<boolean> {
    if (this.clock() - this.countedAt < COUNT_EVERY_MS) return this.full;
    this.countedAt = this.clock();
    const limit = this.limit();
    const waiting = await this.store.waiting(limit);
    const wasFull = this.full;
    this.full = waiting >= (wasFull ? limit * ROOM_AGAIN : limit);
    if (this.full !== wasFull)
      this.log.info({ waiting, limit }, this.full ? 'intake pauses: enough requests wait' : 'intake goes on');
    return this.full;
  }

  private limit(): number {
    const { maxWaiting } = this.config.intake;
    return this.records === 0 ? maxWaiting : Math.min(maxWaiting, (MAX_BYTES * this.records) / this.bytes);
  }
}
