import { Module } from '@nestjs/common';
import { OutboxStore } from './outbox.store.js';
import { RelayLock } from './relay-lock.js';
import { Relay } from './relay.service.js';

/** The events we owe, and the relay that pays them. */
@Module({ providers: [OutboxStore, RelayLock, Relay], exports: [Relay] })
export class OutboxModule {}
