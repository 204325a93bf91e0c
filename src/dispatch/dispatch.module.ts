import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.js';
import { ReservantoModule } from '../reservanto/reservanto.module.js';
import { CallsInFlight } from './calls-in-flight.js';
import { ClaimsStore } from './claims.store.js';
import { Dispatcher } from './dispatcher.js';
import { Sweeper } from './sweeper.js';
import { VerdictRecorder } from './verdict-recorder.js';

/** Claims, lanes, concurrency and deadlines: everything between a stored request and its call. */
@Module({
  imports: [BookingModule, ReservantoModule],
  providers: [CallsInFlight, ClaimsStore, Dispatcher, Sweeper, VerdictRecorder],
  exports: [Dispatcher],
})
export class DispatchModule {}
