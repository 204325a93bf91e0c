import { Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { AccountGate } from './account-gate.js';
import { ReservantoClient } from './reservanto-client.js';

/** The client of the configured account; closes its connections with the application. */
@Injectable()
export class Reservanto extends ReservantoClient implements OnApplicationShutdown {
  constructor(@Inject(CONFIG) { reservanto }: Pick<Config, 'reservanto'>, @Inject(CLOCK) clock: Clock) {
    super({ ...reservanto, clock });
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}

/** Reservanto's API in its own words. */
@Module({ providers: [AccountGate, Reservanto], exports: [AccountGate, Reservanto] })
export class ReservantoModule {}
