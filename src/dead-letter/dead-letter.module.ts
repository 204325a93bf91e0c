import { Module } from '@nestjs/common';
import { DeadLetterStore } from './dead-letter.store.js';

/** Records that could not become requests. */
@Module({ providers: [DeadLetterStore], exports: [DeadLetterStore] })
export class DeadLetterModule {}
