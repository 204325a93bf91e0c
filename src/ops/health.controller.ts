import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { BookingRequestsServer } from '../intake/booking-requests.server.js';
import { Database } from '../platform/database/database.js';
import type { ConsumerStatus } from '../platform/kafka/port.js';
import { AccountGate } from '../reservanto/account-gate.js';
import { ReadBack } from '../reconciliation/read-back.js';

/** What readiness found, in words for an operator. */
export interface Readiness {
  readonly status: 'up' | 'degraded' | 'down';
  readonly checks: {
    readonly kafka: string;
    readonly database: string;
    readonly account: string;
    readonly reading: string;
  };
}

const OK = 'ok';
const CONSUMING = 'consuming';
/** A broker that restarts, or a rebalance, is over sooner. */
const RECOVERING_FOR_MS = 60_000;

/** Tells an orchestrator whether to restart this process and whether to count on it. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly intake: BookingRequestsServer,
    private readonly gate: AccountGate,
    private readonly readBack: ReadBack,
  ) {}

  /** 200 while the process answers: it recovers from every fault of Kafka and the database by itself. */
  @Get('live')
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /**
   * 200 when bookings can be made; 503 when the database does not answer, no requests are read for a minute, or the account
   * is on hold. What is expected to pass, or to be seen, is `degraded`: a consumer that recovers, partitions that wait for an
   * operator, a pause of the account, trouble with reading back.
   */
  @Get('ready')
  async ready(): Promise<Readiness> {
    const { state: gate } = this.gate;
    const { trouble } = this.readBack;
    const consumer = this.intake.consumes;
    const checks = {
      kafka: describeConsumer(consumer),
      database: await this.database.ping().then(
        () => OK,
        () => 'does not answer',
      ),
      account:
        gate.state === 'open' ? OK : `${gate.reason} (${gate.because}): requests wait until a call succeeds`,
      reading:
        trouble === null
          ? OK
          : `${trouble.because} since ${trouble.since.toISOString()}${trouble.because === 'forbidden' ? ': the right Event_r is missing' : ''}`,
    };
    const isOnHold = gate.state !== 'open' && gate.reason === 'on-hold';
    if (readsNothing(consumer) || checks.database !== OK || isOnHold)
      throw new ServiceUnavailableException({ status: 'down', checks } satisfies Readiness);
    return {
      status: Object.values(checks).every((check) => check === OK || check === CONSUMING) ? 'up' : 'degraded',
      checks,
    };
  }
}

function describeConsumer(consumer: ConsumerStatus | null): string {
  if (consumer === null) return 'not started';
  if (consumer.state === 'recovering')
    return `recovering since ${consumer.since.toISOString()}: ${consumer.why}`;
  if (consumer.state === 'starting') return 'starting';
  return consumer.held.length === 0 ? CONSUMING : `held: ${consumer.held.join('; ')}`;
}

function readsNothing(consumer: ConsumerStatus | null): boolean {
  if (consumer === null) return true;
  return consumer.state === 'recovering' && Date.now() - consumer.since.getTime() > RECOVERING_FOR_MS;
}
