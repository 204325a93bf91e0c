import { Module } from '@nestjs/common';
import { OutboxStore } from './outbox.store.js';
import { RelayLock } from './relay-lock.js';
import { Relay } from './relay.service.js';

/** The pending events, and the relay that publishes them. */
@Module({ providers: [OutboxStore, RelayLock, Relay], exports: [Relay] })
export class OutboxModule {}
