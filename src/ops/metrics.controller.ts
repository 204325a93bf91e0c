import { Controller, Get, Res } from '@nestjs/common';
import { Dispatcher } from '../dispatch/dispatcher.js';
import { type Gauge, Metrics } from '../platform/metrics/metrics.js';
import { AccountGate } from '../reservanto/account-gate.js';
import { ReadBack } from '../reconciliation/read-back.js';
import { type OpenWork, OpenWorkStore } from './open-work.store.js';

/** The one method that is needed of the HTTP server's response. */
interface TextResponse {
  type(contentType: string): { send(body: string): void };
}

/** Figures for Prometheus: what this process did, and what is open in the database. */
@Controller('metrics')
export class MetricsController {
  private openWork: Promise<OpenWork | null> = Promise.resolve(null);

  constructor(
    private readonly metrics: Metrics,
    private readonly store: OpenWorkStore,
    dispatcher: Dispatcher,
    gate: AccountGate,
    readBack: ReadBack,
  ) {
    metrics.gauge('calls_in_flight', 'Calls to Reservanto whose verdict is not written', [], (g) =>
      g.set(dispatcher.callsInFlight),
    );
    metrics.gauge('account_open', '1 while calls flow, 0 while the account pauses or is on hold', [], (g) =>
      g.set(gate.state.state === 'open' ? 1 : 0),
    );
    metrics.gauge('account_on_hold', '1 while Reservanto does not accept our token or rights', [], (g) =>
      g.set(gate.state.state !== 'open' && gate.state.reason === 'on-hold' ? 1 : 0),
    );
    metrics.gauge('reading_trouble', '1 while bookings cannot be read back', ['because'], (g) => {
      g.reset();
      if (readBack.trouble !== null) g.set({ because: readBack.trouble.because }, 1);
    });
    this.gaugeOfWork(
      'requests',
      'Requests by open state, in all instances, 100000 at most',
      ['state'],
      (work, g) => work.requests.forEach(({ state, count }) => g.set({ state }, count)),
    );
    this.gaugeOfWork('oldest_unknown_seconds', 'Age of the longest unknown outcome', [], (work, g) =>
      g.set(work.oldestUnknownSeconds),
    );
    this.gaugeOfWork('owed_events', 'Events not yet published, 100000 at most', [], (work, g) =>
      g.set(work.owedEvents),
    );
    this.gaugeOfWork('oldest_owed_seconds', 'Age of the oldest event not yet published', [], (work, g) =>
      g.set(work.oldestOwedSeconds),
    );
    this.gaugeOfWork(
      'open_findings',
      'Requests with bookings in Reservanto that should not be there',
      [],
      (work, g) => g.set(work.openFindings),
    );
  }

  @Get()
  async text(@Res() response: TextResponse): Promise<void> {
    this.openWork = this.store.count().catch(() => null);
    const { contentType, body } = await this.metrics.text();
    response.type(contentType).send(body);
  }

  /** A gauge that is absent while the database does not answer. */
  private gaugeOfWork<Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    set: (work: OpenWork, gauge: Gauge<Label>) => void,
  ): void {
    this.metrics.gauge(name, help, labels, async (gauge) => {
      const work = await this.openWork;
      gauge.reset();
      if (work === null) gauge.remove();
      else set(work, gauge);
    });
  }
}
