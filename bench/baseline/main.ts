import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { AppModule } from './app.module.js';
import { setting } from './settings.js';

// The same service as the Nest documentation teaches to write it, for comparison: stock Kafka transport, one handler.

/** All partitions at once; more handlers than that the stock transport cannot keep busy. */
const PARTITIONS_AT_ONCE = 12;

const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
  logger: ['error', 'warn'],
  transport: Transport.KAFKA,
  options: {
    client: { clientId: 'baseline', brokers: setting('KAFKA_BROKERS').split(',') },
    consumer: { groupId: setting('KAFKA_GROUP_ID') },
    postfixId: '',
    subscribe: { fromBeginning: true },
    run: { partitionsConsumedConcurrently: PARTITIONS_AT_ONCE },
  },
});
process.once('SIGTERM', () => void app.close().finally(() => process.exit(0)));
await app.listen();
