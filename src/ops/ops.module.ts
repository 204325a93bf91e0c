import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/intake.module.js';
import { DispatchModule } from '../dispatch/dispatch.module.js';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.js';
import { ReservantoModule } from '../reservanto/reservanto.module.js';
import { DocsModule } from './docs/docs.module.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { OpenWorkStore } from './open-work.store.js';

/** What operators and orchestrators see. */
@Module({
  imports: [IntakeModule, DispatchModule, ReservantoModule, ReconciliationModule, DocsModule],
  controllers: [HealthController, MetricsController],
  providers: [OpenWorkStore],
})
export class OpsModule {}
