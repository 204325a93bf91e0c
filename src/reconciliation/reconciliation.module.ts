import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.js';
import { ReservantoModule } from '../reservanto/reservanto.module.js';
import { FindingsStore } from './findings.store.js';
import { Patrol } from './patrol.js';
import { ReadBack } from './read-back.js';
import { Reconciler } from './reconciler.js';
import { Review } from './review.service.js';
import { ReviewStore } from './review.store.js';
import { Settlements } from './settlements.js';
import { UnknownsStore } from './unknowns.store.js';

/** Proof for what nobody knows: reading back, review by a person, and the patrol for second bookings. */
@Module({
  imports: [BookingModule, ReservantoModule],
  providers: [FindingsStore, Patrol, ReadBack, Reconciler, Review, ReviewStore, Settlements, UnknownsStore],
  exports: [FindingsStore, Patrol, ReadBack, Reconciler, Review, ReviewStore],
})
export class ReconciliationModule {}
