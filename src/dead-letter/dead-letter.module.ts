import { Module } from '@nestjs/common';
import { DeadLetterStore } from './dead-letter.store.js';
import { KeptLetters } from './kept-letters.store.js';

/** Records that could not become requests. */
@Module({ providers: [DeadLetterStore, KeptLetters], exports: [DeadLetterStore, KeptLetters] })
export class DeadLetterModule {}
