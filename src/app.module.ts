import { type DynamicModule, Module } from '@nestjs/common';
import { BookingModule } from './booking/booking.module.js';
import { DispatchModule } from './dispatch/dispatch.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { OpsModule } from './ops/ops.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { PlatformModule, type PlatformParts } from './platform/platform.module.js';
import { ReconciliationModule } from './reconciliation/reconciliation.module.js';
import { ReservantoModule } from './reservanto/reservanto.module.js';

/** The service, in the order in which a request goes through it. */
@Module({})
export class AppModule {
  static of(parts: PlatformParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.of(parts),
        IntakeModule,
        DispatchModule,
        ReservantoModule,
        ReconciliationModule,
        BookingModule,
        OutboxModule,
        OpsModule,
      ],
    };
  }
}
