import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { StageWakeUps } from '../platform/work/stage-wake-ups.js';
import { Reservanto } from '../reservanto/reservanto.module.js';
import { afterCall } from './after-call.js';
import { type ClaimedRequest, ClaimsStore } from './claims.store.js';
import { Sweeper } from './sweeper.js';
import { type EndedCall, VerdictRecorder } from './verdict-recorder.js';

const POLL_MS = 250;
const SWEEP_EVERY_MS = 1_000;
const RETRY_DATABASE_MS = 1_000;

/**
 * Calls Reservanto for waiting requests: claims, calls, records. At most RESERVANTO_CONCURRENCY calls are in flight,
 * one in each lane, and no database connection is held during a call.
 */
@Injectable()
export class Dispatcher {
  /** Names the claims of this process, so that no other start can be taken for it. */
  readonly instance = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  private readonly inFlight = new Set<Promise<void>>();
  private readonly log: Logger;
  private loop: Promise<void> = Promise.resolve();
  private stopping = false;
  private pausedUntil = 0;
  private sweepAt = 0;

  constructor(
    private readonly claims: ClaimsStore,
    private readonly reservanto: Reservanto,
    private readonly recorder: VerdictRecorder,
    private readonly sweeper: Sweeper,
    private readonly stages: StageWakeUps,
    @Inject(CONFIG) private readonly config: Pick<Config, 'reservanto' | 'dispatch'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'dispatch' });
  }

  /** Begins to claim and call. */
  start(): void {
    this.loop = this.run();
  }

  /** Claims nothing more and waits for calls in flight, `graceMs` at most. What is left is found as UNKNOWN later. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    this.stages.dispatch.call();
    await this.loop;
    const timeout = new AbortController();
    await Promise.race([
      Promise.all(this.inFlight),
      delay(graceMs, undefined, { signal: timeout.signal }).catch(() => undefined),
    ]);
    timeout.abort();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.sweep();
        const claimed = await this.claimSome();
        for (const request of claimed) this.begin(request);
        if (claimed.length === 0) await this.stages.dispatch.sleep(POLL_MS);
      } catch (error) {
        this.log.warn({ error }, 'could not claim; the database is asked again soon');
        await this.stages.dispatch.sleep(RETRY_DATABASE_MS);
      }
    }
  }

  private async sweep(): Promise<void> {
    if (this.clock() < this.sweepAt) return;
    const changed = (await this.sweeper.expire()) + (await this.sweeper.markAbandoned());
    if (changed > 0) this.stages.relay.call();
    else this.sweepAt = this.clock() + SWEEP_EVERY_MS;
  }

  private async claimSome(): Promise<ClaimedRequest[]> {
    const free = this.config.reservanto.concurrency - this.inFlight.size;
    if (free === 0 || this.clock() < this.pausedUntil) return [];
    return this.claims.claim(free, this.instance, this.config.dispatch.leaseMs);
  }

  private begin(claimed: ClaimedRequest): void {
    const call = this.attempt(claimed).finally(() => {
      this.inFlight.delete(call);
      this.stages.dispatch.call();
    });
    this.inFlight.add(call);
  }

  private async attempt(claimed: ClaimedRequest): Promise<void> {
    const leaseEndsAt = this.clock() + this.config.dispatch.leaseMs;
    const report = await this.reservanto.createBooking(claimed.call);
    const next = afterCall(
      report.verdict,
      claimed.attempts,
      this.config.reservanto.notifiesCustomers,
      Math.random(),
    );
    if (next.next === 'wait') this.pauseAccount(next.pauseAccountMs, report.verdict);
    const ended = { claimed, instance: this.instance, report, next, at: new Date(this.clock()) };
    const facts = {
      reference: claimed.reference,
      attempt: claimed.attempts,
      verdict: report.verdict.verdict,
    };
    if (await this.recordUntil(leaseEndsAt, ended)) {
      if (next.next === 'unknown')
        this.log.warn(facts, 'nobody knows whether this request was booked; it is not repeated');
      else this.log.debug(facts, 'called');
      this.stages.relay.call();
    } else {
      this.log.error(facts, 'the claim was lost before its verdict could be written; the request is UNKNOWN');
    }
  }

  private pauseAccount(milliseconds: number, verdict: unknown): void {
    if (milliseconds === 0) return;
    this.pausedUntil = Math.max(this.pausedUntil, this.clock() + milliseconds);
    this.log.warn({ milliseconds, verdict }, 'Reservanto asks for a pause; all requests of the account wait');
  }

  /** Writes a verdict, again and again while the database is away and the claim still ours. */
  private async recordUntil(leaseEndsAt: number, ended: EndedCall): Promise<boolean> {
    for (;;) {
      try {
        return await this.recorder.record(ended);
      } catch (error) {
        this.log.warn(
          { error, reference: ended.claimed.reference },
          'could not write a verdict; trying again',
        );
        if (this.clock() > leaseEndsAt) return false;
        await delay(RETRY_DATABASE_MS);
      }
    }
  }
}
