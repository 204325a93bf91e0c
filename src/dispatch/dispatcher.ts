import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { StageWakeUps } from '../platform/work/stage-wake-ups.js';
import { afterCall } from './after-call.js';
import { Caller, type Permit } from './caller.js';
import { CallsInFlight } from './calls-in-flight.js';
import { type ClaimedRequest, ClaimsStore } from './claims.store.js';
import { type Lease, leaseTime } from './lease.js';
import { Sweeper } from './sweeper.js';
import { VerdictRecorder } from './verdict-recorder.js';

const POLL_MS = 250;
const SWEEP_EVERY_MS = 1_000;
const RETRY_DATABASE_MS = 1_000;
/** Claims whose verdict is not written yet, as a multiple of RESERVANTO_CONCURRENCY, before nothing more is claimed. */
const UNWRITTEN = 3;

/**
 * Calls Reservanto for waiting requests: claims, calls, records. One call is under way in each lane, and no database
 * connection is held during a call.
 */
@Injectable()
export class Dispatcher {
  /** Names the claims of this process, so that no other start can be taken for it. */
  readonly instance = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  private readonly log: Logger;
  private loop: Promise<void> = Promise.resolve();
  private stopping = false;
  /** The time for calls in flight is over; what is not written now is found as UNKNOWN. */
  private readonly graceOver = new AbortController();
  private sweepAt = 0;

  constructor(
    private readonly claims: ClaimsStore,
    private readonly inFlight: CallsInFlight,
    private readonly caller: Caller,
    private readonly recorder: VerdictRecorder,
    private readonly sweeper: Sweeper,
    private readonly stages: StageWakeUps,
    @Inject(CONFIG) private readonly config: Pick<Config, 'reservanto' | 'dispatch'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'dispatch' });
    // Every verdict that cannot be written waits for it.
    setMaxListeners(0, this.graceOver.signal);
  }

  /** Claims whose verdict is not written yet. */
  get callsInFlight(): number {
    return this.inFlight.size;
  }

  /** Begins to claim and call. */
  start(): void {
    this.loop = this.run();
  }

  /**
   * Claims nothing more, begins no more calls and waits for those under way, `graceMs` at most. What was claimed ahead
   * waits for its turn again; what is left is found as UNKNOWN later.
   */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    this.caller.stop();
    this.stages.dispatch.call();
    const timer = setTimeout(() => this.graceOver.abort(), graceMs);
    const renewals = setInterval(() => void this.inFlight.renew(this.instance), SWEEP_EVERY_MS);
    await this.loop;
    await Promise.race([
      this.inFlight.ended(),
      new Promise((resolve) => this.graceOver.signal.addEventListener('abort', resolve, { once: true })),
    ]);
    clearTimeout(timer);
    clearInterval(renewals);
    this.graceOver.abort();
    if (this.inFlight.size > 0)
      this.log.warn(
        { calls: this.inFlight.size },
        'stopping before these calls ended; their outcome is unknown',
      );
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.sweep();
        if (!(await this.claimSome())) await this.stages.dispatch.sleep(POLL_MS);
      } catch (error) {
        this.log.warn({ error }, 'could not claim; the database is asked again soon');
        await this.stages.dispatch.sleep(RETRY_DATABASE_MS);
      }
    }
  }

  private async sweep(): Promise<void> {
    if (this.clock() < this.sweepAt) return;
    this.sweepAt = this.clock() + SWEEP_EVERY_MS;
    void this.inFlight.renew(this.instance);
    await this.sweeper.release();
    await this.sweeper.removeEmptyLanes();
    if (await this.sweeper.markAbandoned()) this.stages.reconciliation.call();
    if (await this.sweeper.expire()) {
      this.stages.relay.call();
      this.sweepAt = 0;
    }
  }

  /** True when there may be more to claim at once. */
  private async claimSome(): Promise<boolean> {
    const { reservanto, dispatch } = this.config;
    const free = Math.min(this.caller.wanted, reservanto.concurrency * UNWRITTEN - this.inFlight.size);
    if (free <= 0) return false;
    const from = leaseTime();
    const { claimed, contended } = await this.claims.claim(free, this.instance, dispatch.leaseMs);
    const permits = await this.caller.permits(claimed.length);
    for (const [i, request] of claimed.entries()) {
      const permit = permits[i] as Permit;
      this.inFlight.add(
        request,
        from,
        (lease) => this.attempt(request, lease, permit),
        () => this.stages.dispatch.call(),
      );
    }
    return claimed.length > 0 || contended;
  }

  private async attempt(claimed: ClaimedRequest, lease: Lease, permit: Permit): Promise<void> {
    const report = await this.caller.call(claimed, lease, permit);
    // There is room for another call, though the verdict of this one is not written yet.
    this.stages.dispatch.call();
    const { reference, attempts: attempt } = claimed;
    const { verdict } = report;
    const next = afterCall(verdict, attempt, this.config.reservanto.notifiesCustomers, Math.random());
    const ended = { claimed, instance: this.instance, report, next, at: new Date(this.clock()) };
    const recorded = await this.writeVerdict(() => this.recorder.record(ended), reference);
    if (recorded === 'lost') {
      this.log.warn(
        { reference, attempt, verdict: verdict.verdict },
        'the claim was lost before its verdict could be written; what it proved is still used',
      );
      await this.writeVerdict(() => this.recorder.recordLate(ended), reference);
    } else this.log.debug({ reference, attempt, verdict: verdict.verdict }, 'called');
    if (next.next === 'unknown') this.stages.reconciliation.call();
    else this.stages.relay.call();
  }

  /** Writes, again and again while the database is away, until the time for calls in flight is over. */
  private async writeVerdict<Result>(
    write: () => Promise<Result>,
    reference: string,
  ): Promise<Result | null> {
    while (!this.graceOver.signal.aborted) {
      try {
        return await write();
      } catch (error) {
        this.log.warn({ error, reference }, 'could not write a verdict; trying again');
        await delay(RETRY_DATABASE_MS, undefined, { signal: this.graceOver.signal }).catch(() => undefined);
      }
    }
    return null;
  }
}
