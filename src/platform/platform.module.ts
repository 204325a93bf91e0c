import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from './config/config.js';
import { Database } from './database/database.js';
import { KAFKA, type Kafka } from './kafka/kafka.js';
import { RecordProducer } from './kafka/record-producer.js';
import { LOGGER, type Logger } from './logging/logger.js';
import { Metrics } from './metrics/metrics.js';
import { CLOCK, type Clock } from './time/clock.js';
import { StageWakeUps } from './work/stage-wake-ups.js';

/** The outside world as the stages see it. */
export interface PlatformParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly kafka: Kafka;
}

/** Gives every stage its settings, log, clock, database and Kafka. */
@Global()
@Module({})
export class PlatformModule {
  static of({ config, logger, clock, kafka }: PlatformParts): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: CLOCK, useValue: clock },
        { provide: KAFKA, useValue: kafka },
        Database,
        Metrics,
        RecordProducer,
        StageWakeUps,
      ],
      exports: [CONFIG, LOGGER, CLOCK, KAFKA, Database, Metrics, RecordProducer, StageWakeUps],
    };
  }
}
