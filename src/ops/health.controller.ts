import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { BookingRequestsServer } from '../intake/booking-requests.server.js';
import { Database } from '../platform/database/database.js';

/** Tells an orchestrator whether to restart this process and whether to count on it. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly intake: BookingRequestsServer,
  ) {}

  /** 200 while the process can do its work by itself; 503 when only a restart helps. */
  @Get('live')
  live(): { status: 'up' } {
    if (this.intake.crashed !== null)
      throw new ServiceUnavailableException('the Kafka consumer has stopped for good');
    return { status: 'up' };
  }

  /** 200 when Kafka is consumed and the database answers a query. */
  @Get('ready')
  async ready(): Promise<{ status: 'up' }> {
    this.live();
    try {
      await this.database.ping();
    } catch {
      throw new ServiceUnavailableException('the database does not answer');
    }
    return { status: 'up' };
  }
}
