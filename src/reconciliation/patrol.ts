import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { referencesIn } from '../booking/marker.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { AccountGate } from '../reservanto/account-gate.js';
import { Reservanto } from '../reservanto/reservanto.module.js';
import { FindingsStore, type Patrolled } from './findings.store.js';
import { around } from './start-window.js';

const MINUTE_MS = 60_000;
/** For so long the patrol leaves a request alone that it could not look at, and goes on with the others. */
const TRY_AGAIN_AFTER_MS = 10 * MINUTE_MS;

/**
 * Looks at settled requests again, a few each minute, for bookings that should not be there: what Reservanto booked
 * after the quarantine, above all. It reports them and never cancels by itself.
 */
@Injectable()
export class Patrol {
  private readonly log: Logger;
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  /** Requests that could not be looked at, and when they are tried again. */
  private readonly postponed = new Map<bigint, number>();

  constructor(
    private readonly findings: FindingsStore,
    private readonly reservanto: Reservanto,
    private readonly gate: AccountGate,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'reservanto' | 'reconciliation'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'patrol' });
  }

  /** Begins to look, unless it is switched off or notes carry no references to look for. */
  start(): void {
    if (this.config.reservanto.markNotes && this.config.reconciliation.patrolPerMinute > 0)
      this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  /**
   * Looks at one settled request. Returns the active bookings that carry its reference, or null when they cannot be
   * read. What is too many is reported, and what is in order again is resolved.
   */
  async look(request: Patrolled): Promise<readonly number[] | null> {
    const { customerId, start, reference } = request;
    const { from, to } = around(start);
    const held = await this.reservanto.bookingsOfCustomer(customerId, from, to);
    if (!held.ok) return null;
    const active = held.value
      .filter(({ Status }) => Status !== 'Canceled' && Status !== 'Rejected')
      .filter(({ CustomerNote }) => referencesIn(CustomerNote).includes(reference))
      .map(({ AppointmentId }) => AppointmentId)
      .toSorted((a, b) => a - b);
    const allowed = request.state === 'CREATED' ? 1 : 0;
    const isNews = await this.database.transaction(async (tx) => {
      if (active.length > allowed) return this.findings.report(tx, request.id, active);
      await this.findings.resolve(tx, request.id);
      return false;
    });
    if (isNews)
      this.log.error(
        { reference, state: request.state, appointments: active },
        'Reservanto holds bookings of this request that should not be there; a person has to decide which to cancel',
      );
    return active;
  }

  private async run(): Promise<void> {
    const pause = MINUTE_MS / this.config.reconciliation.patrolPerMinute;
    while (!this.stopping.signal.aborted) {
      await delay(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted || this.gate.state.state !== 'open') continue;
      await this.lookAtOne().catch((error: unknown) => this.log.warn({ error }, 'could not patrol'));
    }
  }

  private async lookAtOne(): Promise<void> {
    const now = this.clock();
    for (const [id, until] of this.postponed) if (until <= now) this.postponed.delete(id);
    const { quarantineMs } = this.config.reconciliation;
    const request = await this.findings.takeForPatrol(quarantineMs, [...this.postponed.keys()]);
    if (request === null) return;
    let seen: readonly number[] | null = null;
    try {
      seen = await this.look(request);
    } finally {
      if (seen === null) {
        this.postponed.set(request.id, now + TRY_AGAIN_AFTER_MS);
        await this.findings.putBack(request.id);
      }
    }
  }
}
