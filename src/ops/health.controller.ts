import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { BookingRequestsServer } from '../intake/booking-requests.server.js';
import { PositionKeeper } from '../intake/positions/position-keeper.js';
import { Database } from '../platform/database/database.js';
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
    readonly positions: string;
  };
}

const OK = 'ok';

/** Tells an orchestrator whether to restart this process and whether to count on it. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly intake: BookingRequestsServer,
    private readonly gate: AccountGate,
    private readonly readBack: ReadBack,
    private readonly positions: PositionKeeper,
  ) {}

  /** 200 while the process can do its work by itself; 503 when only a restart helps. */
  @Get('live')
  live(): { status: 'up' } {
    if (this.intake.crashed !== null)
      throw new ServiceUnavailableException('the Kafka consumer has stopped for good');
    return { status: 'up' };
  }

  /**
   * 200 when bookings can be made; 503 when the database does not answer, the consumer has stopped, or the account is
   * on hold. A pause of the account or trouble with reading back is `degraded`: it is expected to pass, or to be seen.
   */
  @Get('ready')
  async ready(): Promise<Readiness> {
    const { state: gate } = this.gate;
    const { trouble } = this.readBack;
    const checks = {
      kafka: this.intake.crashed === null ? OK : 'the consumer has stopped for good',
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
      positions: this.positions.trouble ?? OK,
    };
    const isOnHold = gate.state !== 'open' && gate.reason === 'on-hold';
    if (checks.kafka !== OK || checks.database !== OK || isOnHold)
      throw new ServiceUnavailableException({ status: 'down', checks } satisfies Readiness);
    return { status: Object.values(checks).every((check) => check === OK) ? 'up' : 'degraded', checks };
  }
}
