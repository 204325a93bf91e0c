import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/intake.module.js';
import { HealthController } from './health.controller.js';

/** What operators and orchestrators see. */
@Module({ imports: [IntakeModule], controllers: [HealthController] })
export class OpsModule {}
