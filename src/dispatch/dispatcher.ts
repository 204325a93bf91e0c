import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { withMarker } from '../booking/marker.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { type Counter, type Histogram, Metrics } from '../platform/metrics/metrics.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { StageWakeUps } from '../platform/work/stage-wake-ups.js';
import { AccountGate } from '../reservanto/account-gate.js';
import type { CallReport } from '../reservanto/reservanto-client.js';
import { Reservanto } from '../reservanto/reservanto.module.js';
import { afterCall } from './after-call.js';
import { CallSlots } from './call-slots.js';
import { CallsInFlight } from './calls-in-flight.js';
import { type ClaimedRequest, ClaimsStore } from './claims.store.js';
import { type Lease, leaseTime } from './lease.js';
import { Sweeper } from './sweeper.js';
import { VerdictRecorder } from './verdict-recorder.js';

const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60];
const POLL_MS = 250;
const SWEEP_EVERY_MS = 1_000;
const RETRY_DATABASE_MS = 1_000;
/** Share of RESERVANTO_CONCURRENCY that is claimed ahead, so that a call begins the moment another one ends. */
const AHEAD = 0.25;
/** Verdicts that are not written yet, as a multiple of RESERVANTO_CONCURRENCY, before nothing more is claimed. */
const UNWRITTEN = 2;

/**
 * Calls Reservanto for waiting requests: claims, calls, records. At most RESERVANTO_CONCURRENCY calls are under way, one
 * in each lane, and no database connection is held during a call. A few more requests are claimed ahead: they wait here
 * for a call to end, not for the database.
 */
@Injectable()
export class Dispatcher {
  /** Names the claims of this process, so that no other start can be taken for it. */
  readonly instance = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  private readonly log: Logger;
  private readonly verdicts: Counter<'verdict' | 'because'>;
  private readonly durations: Histogram;
  private loop: Promise<void> = Promise.resolve();
  private stopping = false;
  /** The time for calls in flight is over; what is not written now is found as UNKNOWN. */
  private readonly graceOver = new AbortController();
  private readonly slots: CallSlots;
  private sweepAt = 0;

  constructor(
    private readonly claims: ClaimsStore,
    private readonly inFlight: CallsInFlight,
    private readonly gate: AccountGate,
    private readonly reservanto: Reservanto,
    private readonly recorder: VerdictRecorder,
    private readonly sweeper: Sweeper,
    private readonly stages: StageWakeUps,
    @Inject(CONFIG) private readonly config: Pick<Config, 'reservanto' | 'dispatch'>,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'dispatch' });
    this.slots = new CallSlots(config.reservanto.concurrency);
    // Every verdict that cannot be written waits for it.
    setMaxListeners(0, this.graceOver.signal);
    this.verdicts = metrics.counter('calls_total', 'Attempts by what they proved', ['verdict', 'because']);
    this.durations = metrics.histogram('call_seconds', 'How long an attempt took', CALL_BUCKETS);
  }

  /** Calls whose verdict is not written yet. */
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
    this.slots.close();
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
    if (await this.sweeper.markAbandoned()) this.stages.reconciliation.call();
    if (await this.sweeper.expire()) {
      this.stages.relay.call();
      this.sweepAt = 0;
    }
  }

  /** True when there may be more to claim at once. */
  private async claimSome(): Promise<boolean> {
    const { concurrency } = this.config.reservanto;
    const free = Math.min(
      concurrency + Math.ceil(concurrency * AHEAD) - this.slots.size,
      concurrency * UNWRITTEN - this.inFlight.size,
      this.gate.permits(this.slots.size),
    );
    if (free <= 0) return false;
    const from = leaseTime();
    const { claimed, contended } = await this.claims.claim(free, this.instance, this.config.dispatch.leaseMs);
    const { closings } = this.gate;
    for (const request of claimed) {
      this.inFlight.add(
        request,
        from,
        (lease) => this.attempt(request, lease, closings),
        () => this.stages.dispatch.call(),
      );
    }
    return claimed.length > 0 || contended;
  }

  /** Calls when its turn has come. `closings` are those of the gate when it was claimed. */
  private call(claimed: ClaimedRequest, lease: Lease, closings: number): Promise<CallReport> {
    const { markNotes, timeoutMs } = this.config.reservanto;
    const note = claimed.call.CustomerNote;
    const request = {
      ...claimed.call,
      CustomerNote: markNotes ? withMarker(note, claimed.reference) : note,
    };
    const mayCall = () =>
      lease.leftMs() > timeoutMs &&
      this.clock() < claimed.deadlineAt.getTime() &&
      this.gate.closings === closings &&
      !this.stopping;
    return this.slots.run(async () => {
      const measured = this.durations.startTimer();
      const report = await this.reservanto.createBooking(request, mayCall);
      measured();
      return report;
    });
  }

  private async attempt(claimed: ClaimedRequest, lease: Lease, closings: number): Promise<void> {
    const { reservanto } = this.config;
    const report = await this.call(claimed, lease, closings);
    this.stages.dispatch.call();
    const { verdict } = report;
    this.verdicts.inc({
      verdict: verdict.verdict,
      because: verdict.verdict === 'created' ? '' : verdict.because,
    });
    const random = Math.random();
    this.gate.learn(report.verdict, random);
    const next = afterCall(report.verdict, claimed.attempts, reservanto.notifiesCustomers, random);
    const ended = { claimed, instance: this.instance, report, next, at: new Date(this.clock()) };
    const facts = {
      reference: claimed.reference,
      attempt: claimed.attempts,
      verdict: report.verdict.verdict,
    };
    const recorded = await this.writeVerdict(() => this.recorder.record(ended), claimed.reference);
    if (recorded === 'lost') {
      this.log.warn(
        facts,
        'the claim was lost before its verdict could be written; what it proved is still used',
      );
      await this.writeVerdict(() => this.recorder.recordLate(ended), claimed.reference);
    } else this.log.debug(facts, 'called');
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
