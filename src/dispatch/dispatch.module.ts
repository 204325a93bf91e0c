import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.js';
import { ReservantoModule } from '../reservanto/reservanto.module.js';
import { Caller } from './caller.js';
import { CallsInFlight } from './calls-in-flight.js';
import { ClaimsStore } from './claims.store.js';
import { Dispatcher } from './dispatcher.js';
import { CallTurns } from './call-turns.js';
import { CallTurnsStore } from './call-turns.store.js';
import { Sweeper } from './sweeper.js';
import { VerdictRecorder } from './verdict-recorder.js';

/** Claims, lanes, concurrency and deadlines: everything between a stored request and its call. */
@Module({
  imports: [BookingModule, ReservantoModule],
  providers: [
    Caller,
    CallsInFlight,
    ClaimsStore,
    Dispatcher,
    CallTurns,
    CallTurnsStore,
    Sweeper,
    VerdictRecorder,
  ],
  exports: [Dispatcher],
})
export class DispatchModule {}
