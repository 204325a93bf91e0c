import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import type { Verdict } from './verdict.js';

/** Why nothing, or one call at a time, goes to Reservanto. */
export type GateReason = 'throttled' | 'on-hold' | 'failing';

/** What the gate of an account lets through. */
export type GateState =
  | { readonly state: 'open' }
  | { readonly state: 'closed' | 'probing'; readonly reason: GateReason; readonly because: string };

const FAILURES_TO_CLOSE = 5;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** Somebody has to act before a token or a right is accepted again. */
const HOLD_MS = 30_000;
/** Even where `Retry-After` asks for less: a throttled account is not asked again at once. */
const SHORTEST_THROTTLE_MS = 1_000;

/**
 * The gate of one account: closes when Reservanto asks for a pause, does not accept our token or rights, or fails
 * several times running; then lets single calls through until one succeeds, and opens in doubling steps.
 *
 * A library's circuit breaker decides when a call is made; this one is asked before requests are claimed, because a
 * claimed request that is not called would have been taken from its lane for nothing.
 */
@Injectable()
export class AccountGate {
  private readonly log: Logger;
  private current: GateState = { state: 'open' };
  private closedUntil = 0;
  private closedForReadsUntil = 0;
  private failures = 0;
  private pauseMs = FIRST_PAUSE_MS;
  /** Calls at once while it opens; unlimited when it is open. */
  private width = Infinity;
  private timesClosed = 0;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'reservanto' });
  }

  /** What operators and readiness are told. */
  get state(): GateState {
    return this.current;
  }

  /** How often it has closed: who was let through before the latest time must ask again. */
  get closings(): number {
    return this.timesClosed;
  }

  /** How many more calls may begin now, when so many are in flight. */
  permits(inFlight: number): number {
    if (this.clock() < this.closedUntil) return 0;
    if (this.current.state === 'closed') this.current = { ...this.current, state: 'probing' };
    return Math.max(0, this.width - inFlight);
  }

  /** True while Reservanto asked for a pause or does not accept our token: reading back would be refused too. */
  get isPausedForReads(): boolean {
    return this.clock() < this.closedForReadsUntil;
  }

  /** Learns from a call. `random` between 0 and 1 spreads the pauses of several instances. */
  learn(verdict: Verdict, random: number): void {
    if (verdict.verdict === 'created' || verdict.verdict === 'refused') return this.onSuccess();
    switch (verdict.because) {
      case 'withheld':
      case 'misconfigured':
        return;
      case 'throttled':
        return this.closeForReads(
          'throttled',
          verdict.because,
          Math.max(verdict.retryAfterMs ?? 0, SHORTEST_THROTTLE_MS),
        );
      case 'unauthorized':
        return this.closeForReads('on-hold', verdict.because, HOLD_MS);
      case 'forbidden':
        return this.close('on-hold', verdict.because, HOLD_MS);
      case 'unreachable':
      case 'timeout':
      case 'connection-lost':
      case 'server-error':
      case 'unreadable-answer':
      case 'contradicting-answer':
        return this.onFailure(verdict.because, random);
    }
  }

  private onSuccess(): void {
    this.failures = 0;
    if (this.current.state === 'open' && this.width === Infinity) return;
    // A call that began before the gate closed proves nothing about now.
    if (this.clock() < this.closedUntil) return;
    this.pauseMs = FIRST_PAUSE_MS;
    this.width = this.width >= 1_024 ? Infinity : this.width * 2;
    if (this.current.state !== 'open') {
      this.log.info({ reason: this.current.reason }, 'Reservanto accepts calls again');
      this.current = { state: 'open' };
    }
  }

  private onFailure(because: string, random: number): void {
    this.failures += 1;
    if (this.clock() < this.closedUntil) return;
    if (this.failures < FAILURES_TO_CLOSE && this.current.state === 'open') return;
    this.close('failing', because, this.pauseMs * (0.5 + random / 2));
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, this.pauseMs * 2);
  }

  private closeForReads(reason: GateReason, because: string, milliseconds: number): void {
    this.closedForReadsUntil = Math.max(this.closedForReadsUntil, this.clock() + milliseconds);
    this.close(reason, because, milliseconds);
  }

  private close(reason: GateReason, because: string, milliseconds: number): void {
    const until = this.clock() + milliseconds;
    this.timesClosed += 1;
    if (this.clock() >= this.closedUntil || until > this.closedUntil) this.closedUntil = until;
    if (this.current.state === 'open' || this.current.reason !== reason)
      this.log.warn({ reason, because, milliseconds }, 'calls to Reservanto pause; requests wait');
    this.current = { state: 'closed', reason, because };
    this.width = 1;
  }
}
