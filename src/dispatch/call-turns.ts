import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { CallTurnsStore } from './call-turns.store.js';

/** Requests are claimed for turns this far ahead, so that no claim waits long. */
const HORIZON_MS = 250;

/** Waits until a call may begin; false when it may not. `signal` ends the wait. */
export type Turn = (signal: AbortSignal) => Promise<boolean>;

const AT_ONCE: Turn = () => Promise.resolve(true);
const NEVER: Turn = () => Promise.resolve(false);

/** Spreads the calls of all instances evenly over time, as RESERVANTO_RATE_PER_SECOND says. */
@Injectable()
export class CallTurns {
  /** Milliseconds from one call to the next; null where there is no limit. */
  private readonly gapMs: number | null;
  private readonly log: Logger;

  constructor(
    private readonly store: CallTurnsStore,
    @Inject(CONFIG) { reservanto }: Pick<Config, 'reservanto'>,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.gapMs = reservanto.ratePerSecond === 0 ? null : 1000 / reservanto.ratePerSecond;
    this.log = logger.child({ part: 'dispatch' });
  }

  get isLimited(): boolean {
    return this.gapMs !== null;
  }

  /** How many requests may be claimed and wait for their turn at the same time. */
  get ahead(): number {
    return this.gapMs === null ? Infinity : Math.max(1, Math.floor(HORIZON_MS / this.gapMs));
  }

  /** A turn for each of so many calls, in order. Never throws: where no turns can be reserved, no call may begin. */
  async turns(count: number): Promise<Turn[]> {
    const { gapMs } = this;
    if (gapMs === null || count === 0) return Array<Turn>(count).fill(AT_ONCE);
    try {
      const firstInMs = await this.store.reserve(count, gapMs);
      const from = performance.now();
      return Array.from({ length: count }, (_, i) => turnAt(from + firstInMs + i * gapMs));
    } catch (error) {
      this.log.warn({ error }, 'could not reserve turns for calls; their requests wait');
      return Array<Turn>(count).fill(NEVER);
    }
  }
}

/** `at` on the clock of `performance.now()`. Never before it: a timer may fire early, and takes whole milliseconds only. */
function turnAt(at: number): Turn {
  return async (signal) => {
    for (let inMs = at - performance.now(); inMs > 0 && !signal.aborted; inMs = at - performance.now())
      await delay(Math.ceil(inMs), undefined, { signal }).catch(() => undefined);
    return !signal.aborted;
  };
}
