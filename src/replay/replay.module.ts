import { Module } from '@nestjs/common';
import { DeadLetterModule } from '../dead-letter/dead-letter.module.js';
import { KnownBodiesStore } from './known-bodies.store.js';
import { Replay } from './replay.service.js';

/** Dead letters on their way back to the request topic. Runs no stage. */
@Module({
  imports: [DeadLetterModule],
  providers: [KnownBodiesStore, Replay],
  exports: [DeadLetterModule, Replay],
})
export class ReplayModule {}
