import { setMaxListeners } from 'node:events';
import { Inject, Injectable } from '@nestjs/common';
import { withMarker } from '../booking/marker.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { type Counter, type Histogram, Metrics } from '../platform/metrics/metrics.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { StageWakeUps } from '../platform/work/stage-wake-ups.js';
import { AccountGate } from '../reservanto/account-gate.js';
import type { CallReport } from '../reservanto/reservanto-client.js';
import { Reservanto } from '../reservanto/reservanto.module.js';
import { CallSlots } from './call-slots.js';
import type { ClaimedRequest } from './claims.store.js';
import type { Lease } from './lease.js';
import { CallTurns, type Turn } from './call-turns.js';

const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60];
/** Share of RESERVANTO_CONCURRENCY that is claimed ahead, so that a call begins the moment another one ends. */
const AHEAD = 0.5;

/** What allows a claimed request to be called. */
export interface Permit {
  readonly turn: Turn;
  /** How often the account's gate had closed when the request was claimed. */
  readonly closings: number;
}

/**
 * Makes the calls of claimed requests: at most RESERVANTO_CONCURRENCY at once, in turn, and only what may still be
 * called. A few more may be claimed ahead: they wait here for another call to end, not for the database.
 */
@Injectable()
export class Caller {
  private readonly slots: CallSlots;
  private readonly stopping = new AbortController();
  private notBegun = 0;
  private readonly verdicts: Counter<'verdict' | 'because'>;
  private readonly durations: Histogram;

  constructor(
    private readonly reservanto: Reservanto,
    private readonly gate: AccountGate,
    private readonly turns: CallTurns,
    private readonly stages: StageWakeUps,
    @Inject(CONFIG) private readonly config: Pick<Config, 'reservanto'>,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.slots = new CallSlots(config.reservanto.concurrency);
    setMaxListeners(0, this.stopping.signal);
    this.verdicts = metrics.counter('calls_total', 'Attempts by what they proved', ['verdict', 'because']);
    this.durations = metrics.histogram('call_seconds', 'How long an attempt took', CALL_BUCKETS);
  }

  /** How many more requests may be claimed now. */
  get wanted(): number {
    const { concurrency } = this.config.reservanto;
    return Math.min(
      concurrency + Math.ceil(concurrency * AHEAD) - this.slots.size,
      this.gate.permits(this.slots.size),
      this.turns.ahead - this.notBegun,
    );
  }

  /** A permit for each of so many claimed requests. */
  async permits(count: number): Promise<Permit[]> {
    const { closings } = this.gate;
    return (await this.turns.turns(count)).map((turn) => ({ turn, closings }));
  }

  /** Calls, and learns from it. What may not be called any more when its turn comes is not-executed (`withheld`). */
  async call(claimed: ClaimedRequest, lease: Lease, permit: Permit): Promise<CallReport> {
    this.notBegun += 1;
    const report = await this.slots.run(async () => {
      const isItsTurn = await permit.turn(this.stopping.signal);
      this.notBegun -= 1;
      if (this.turns.isLimited) this.stages.dispatch.call();
      const measured = this.durations.startTimer();
      const answer = await this.reservanto.createBooking(
        this.wishOf(claimed),
        () => isItsTurn && this.mayCall(claimed, lease, permit),
      );
      measured();
      return answer;
    });
    const { verdict } = report;
    this.verdicts.inc({
      verdict: verdict.verdict,
      because: verdict.verdict === 'created' ? '' : verdict.because,
    });
    this.gate.learn(verdict, Math.random());
    return report;
  }

  /** Begins no more calls. What waits for its turn is withheld at once. */
  stop(): void {
    this.stopping.abort();
    this.slots.close();
  }

  private mayCall(claimed: ClaimedRequest, lease: Lease, { closings }: Permit): boolean {
    return (
      lease.leftMs() > this.config.reservanto.timeoutMs &&
      this.clock() < claimed.deadlineAt.getTime() &&
      this.gate.closings === closings &&
      !this.stopping.signal.aborted
    );
  }

  private wishOf({ call, reference }: ClaimedRequest) {
    const { CustomerNote } = call;
    return {
      ...call,
      CustomerNote: this.config.reservanto.markNotes ? withMarker(CustomerNote, reference) : CustomerNote,
    };
  }
}
