import { Module } from '@nestjs/common';
import { ClientsModule, Transport } from '@nestjs/microservices';
import { BookingController, EVENTS } from './booking.controller.js';
import { PrismaService } from './prisma.service.js';
import { ReservantoService } from './reservanto.service.js';
import { setting } from './settings.js';

/** The textbook baseline. */
@Module({
  imports: [
    ClientsModule.register([
      {
        name: EVENTS,
        transport: Transport.KAFKA,
        options: {
          client: { clientId: 'baseline-events', brokers: setting('KAFKA_BROKERS').split(',') },
          producerOnlyMode: true,
        },
      },
    ]),
  ],
  controllers: [BookingController],
  providers: [PrismaService, ReservantoService],
})
export class AppModule {}
