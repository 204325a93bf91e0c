import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.js';
import { DeadLetterModule } from '../dead-letter/dead-letter.module.js';
import { Backlog } from './backlog.js';
import { BacklogStore } from './backlog.store.js';
import { BookingRequestedController } from './booking-requested.controller.js';
import { BookingRequestsServer } from './booking-requests.server.js';
import { IntakeStore } from './intake.store.js';
import { PositionKeeper } from './positions/position-keeper.js';
import { START_POSITIONS } from './start-positions.js';

/** Kafka in: records become stored requests, then their offsets are committed. */
@Module({
  imports: [BookingModule, DeadLetterModule],
  controllers: [BookingRequestedController],
  providers: [
    Backlog,
    BacklogStore,
    IntakeStore,
    PositionKeeper,
    { provide: START_POSITIONS, useExisting: PositionKeeper },
    BookingRequestsServer,
  ],
  exports: [BookingRequestsServer],
})
export class IntakeModule {}
