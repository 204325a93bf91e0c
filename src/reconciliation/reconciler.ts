import { Inject, Injectable } from '@nestjs/common';
import { failureOf } from '../booking/failure.js';
import { lockLanesOf } from '../booking/lock-lanes.store.js';
import { RefusedOutcomes } from '../booking/refused-outcomes.js';
import type { Move, Transition } from '../booking/transition.js';
import { TransitionsStore } from '../booking/transitions.store.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { type Counter, Metrics } from '../platform/metrics/metrics.js';
import { StageWakeUps } from '../platform/work/stage-wake-ups.js';
import { AccountGate } from '../reservanto/account-gate.js';
import type { Reading } from '../reservanto/read-bookings.js';
import type { Match } from './match-bookings.js';
import { countsAsAbsence, nextStep, type Step } from './next-step.js';
import { FindingsStore } from './findings.store.js';
import { ReadBack } from './read-back.js';
import { Settlements } from './settlements.js';
import { type ReadingRecord, type UnknownRequest, UnknownsStore } from './unknowns.store.js';

const READINGS_AT_ONCE = 8;
const POLL_MS = 500;
const RETRY_DATABASE_MS = 1_000;
const REVIEWS_AT_ONCE = 100;
const RESUBMIT_AFTER_MS = 0;

/**
 * Settles what nobody knows by asking Reservanto: found is settled at once, proved absent goes back to be called
 * anew, and what cannot be proved goes to a person. It never guesses.
 */
@Injectable()
export class Reconciler {
  private readonly log: Logger;
  private readonly results: Counter<'result' | 'step'>;
  private readonly readings = new Set<Promise<void>>();
  private loop: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly unknowns: UnknownsStore,
    private readonly readBack: ReadBack,
    private readonly settlements: Settlements,
    private readonly findings: FindingsStore,
    private readonly transitions: TransitionsStore,
    private readonly refused: RefusedOutcomes,
    private readonly database: Database,
    private readonly gate: AccountGate,
    private readonly stages: StageWakeUps,
    @Inject(CONFIG) private readonly config: Pick<Config, 'reservanto' | 'reconciliation'>,
    metrics: Metrics,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.results = metrics.counter('readings_total', 'Readings of unknown outcomes', ['result', 'step']);
    this.log = logger.child({ part: 'reconciliation' });
  }

  /** Begins to look for unknown requests. */
  start(): void {
    this.loop = this.run();
  }

  /** Begins no more readings and waits for those under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.stages.reconciliation.call();
    await this.loop;
    await Promise.all(this.readings);
  }

  /**
   * Reads once and does what follows, for the loop and for a person who cannot wait. A request in review is settled
   * when it is found, and otherwise stays there. Returns the step, or null when somebody else was faster.
   */
  async reconcile(unknown: UnknownRequest): Promise<Step | null> {
    const reading = await this.readBack.look(unknown);
    const step = nextStep(reading, unknown, this.config.reconciliation);
    const record: ReadingRecord = {
      ...seenIn(reading),
      countsAsAbsence: countsAsAbsence(reading, unknown, this.config.reconciliation),
      dueInMs: step.step === 'read-again' ? step.inMs : 0,
    };
    const done = await this.writeStep(unknown, record, step);
    if (done === null) return null;
    this.results.inc({ result: record.result, step: done.step });
    this.tell(unknown, done);
    return done;
  }

  /** Writes a reading and its step. Returns the step that was written: review, where PostgreSQL refuses the outcome. */
  private async writeStep(unknown: UnknownRequest, record: ReadingRecord, step: Step): Promise<Step | null> {
    const move = this.moveOf(unknown, step);
    if (move === null) return (await this.write(unknown, record, step, [])) ? step : null;
    let done: Step | null = null;
    await this.refused.apply([transitionOf(unknown, move)], async (transitions) => {
      if (!(await this.write(unknown, record, step, transitions))) return new Set();
      const [written] = transitions.map((transition) => transition.move);
      done = written?.to === 'review' ? { step: 'review', reason: written.reason } : step;
      return new Set([unknown.id]);
    });
    return done;
  }

  /** Writes a reading and what follows from it, or nothing: false when somebody else was faster. */
  private write(
    unknown: UnknownRequest,
    record: ReadingRecord,
    step: Step,
    transitions: readonly Transition[],
  ): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if (transitions.some(({ move }) => move.to === 'waiting')) await lockLanesOf(tx, [unknown.id]);
      if (!(await this.unknowns.record(tx, unknown, record))) return false;
      if (step.step === 'settle' && step.tooMany.length > 0)
        await this.findings.report(tx, unknown.id, [step.booking.AppointmentId, ...step.tooMany]);
      await this.transitions.apply(tx, transitions);
      return true;
    });
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        const taken = await this.readSome();
        await this.endOverdueReviews();
        if (!taken) await this.stages.reconciliation.sleep(POLL_MS);
      } catch (error) {
        this.log.warn({ error }, 'could not look for unknown requests; the database is asked again soon');
        await this.stages.reconciliation.sleep(RETRY_DATABASE_MS);
      }
    }
  }

  private async readSome(): Promise<boolean> {
    const free = READINGS_AT_ONCE - this.readings.size;
    if (free === 0 || this.gate.isPausedForReads) return false;
    // Twice a time-out for the call, twice for a new token: then whoever took it is gone.
    const due = await this.unknowns.takeDue(free, this.config.reservanto.timeoutMs * 4);
    for (const unknown of due) {
      const reading = this.reconcile(unknown)
        .then(() => undefined)
        .catch((error: unknown) =>
          this.log.warn(
            { error, reference: unknown.reference },
            'could not write a reading; it is made again',
          ),
        )
        .finally(() => {
          this.readings.delete(reading);
          this.stages.reconciliation.call();
        });
      this.readings.add(reading);
    }
    return due.length > 0;
  }

  private moveOf(unknown: UnknownRequest, step: Step): Move | null {
    switch (step.step) {
      case 'settle':
      case 'settle-void':
        return this.settlements.asHeld(unknown, step.booking, 'reconciliation');
      case 'resubmit':
        return unknown.state === 'REVIEW'
          ? null
          : { to: 'waiting', dueInMs: RESUBMIT_AFTER_MS, isResubmission: true };
      case 'review':
        return unknown.state === 'REVIEW'
          ? null
          : { to: 'review', reason: step.reason, dueInMs: this.config.reconciliation.reviewTimeoutMs };
      case 'read-again':
        return null;
    }
  }

  private tell(unknown: UnknownRequest, step: Step): void {
    const facts = { reference: unknown.reference, attempt: unknown.attempts };
    switch (step.step) {
      case 'settle':
      case 'settle-void':
        this.log.info({ ...facts, appointmentId: step.booking.AppointmentId }, 'found what nobody knew');
        this.stages.relay.call();
        break;
      case 'resubmit':
        this.log.info(facts, 'proved absent; the request is called anew');
        this.stages.dispatch.call();
        break;
      case 'review':
        this.log.warn({ ...facts, reason: step.reason }, 'only a person can settle this request');
        break;
      case 'read-again':
        break;
    }
  }

  /** Nobody settled these in time: they fail, and say that a booking may exist. */
  private async endOverdueReviews(): Promise<void> {
    const overdue = await this.unknowns.overdueReviews(REVIEWS_AT_ONCE);
    if (overdue.length === 0) return;
    const failure = failureOf(
      'OUTCOME_UNKNOWN',
      'Reservanto did not say whether it booked, and nobody settled the request in time; look there before you ask again.',
    );
    const transitions = overdue.map((request): Transition => ({
      requestId: request.id,
      expected: { state: 'REVIEW', attempt: request.attempts, claimedBy: null },
      move: this.settlements.asFailed(request, failure, 'deadline'),
    }));
    await this.refused.apply(transitions, (some) =>
      this.database.transaction((tx) => this.transitions.apply(tx, some)),
    );
    this.stages.relay.call();
  }
}

function transitionOf(unknown: UnknownRequest, move: Move): Transition {
  const expected = { state: unknown.state, attempt: unknown.attempts, claimedBy: null } as const;
  return { requestId: unknown.id, expected, move };
}

function seenIn(reading: Reading<Match>): Pick<ReadingRecord, 'result' | 'because' | 'appointments'> {
  if (!reading.ok) return { result: 'unreadable', because: reading.because, appointments: [] };
  const { value } = reading;
  switch (value.match) {
    case 'found':
      return {
        result: 'found',
        because: null,
        appointments: [value.booking.AppointmentId, ...value.tooMany],
      };
    case 'found-void':
      return { result: 'found', because: value.booking.Status, appointments: [value.booking.AppointmentId] };
    case 'ambiguous':
      return { result: 'ambiguous', because: null, appointments: value.appointments };
    case 'absent':
      return { result: 'absent', because: null, appointments: [] };
  }
}
