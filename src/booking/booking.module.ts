import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { EVENT_ENCODING, type EventEncoding } from '../outbox/encode-event.js';
import { failureTypesAt } from './failure-type.js';
import { RefusedOutcomes } from './refused-outcomes.js';
import { TransitionsStore } from './transitions.store.js';
import { UnmappedRefusals } from './unmapped-refusals.js';

/** The decision about a request, and its one write. */
@Module({
  providers: [
    RefusedOutcomes,
    TransitionsStore,
    UnmappedRefusals,
    {
      provide: EVENT_ENCODING,
      inject: [CONFIG],
      useFactory: ({ events, kafka }: Config): EventEncoding => ({
        mode: events.mode,
        source: events.source,
        topics: { 'booking.created': kafka.topics.created, 'booking.failed': kafka.topics.failed },
        failureTypes: failureTypesAt(events.docsUrl),
      }),
    },
  ],
  exports: [RefusedOutcomes, TransitionsStore, UnmappedRefusals, EVENT_ENCODING],
})
export class BookingModule {}
