import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.js';
import { DeadLetterModule } from '../dead-letter/dead-letter.module.js';
import { Backlog } from './backlog.js';
import { BacklogStore } from './backlog.store.js';
import { BookingRequestedController } from './booking-requested.controller.js';
import { BookingRequestsServer } from './booking-requests.server.js';
import { IntakeStore } from './intake.store.js';
import { PositionFindingsStore } from './positions/position-findings.store.js';
import { PositionKeeper } from './positions/position-keeper.js';
import { PositionsStore } from './positions/positions.store.js';

/** Kafka in: records become stored requests, then their offsets are committed. */
@Module({
  imports: [BookingModule, DeadLetterModule],
  controllers: [BookingRequestedController],
  providers: [
    Backlog,
    BacklogStore,
    IntakeStore,
    BookingRequestsServer,
    PositionFindingsStore,
    PositionKeeper,
    PositionsStore,
  ],
  exports: [BookingRequestsServer, PositionKeeper],
})
export class IntakeModule {}
