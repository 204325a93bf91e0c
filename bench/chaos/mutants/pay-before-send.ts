import { setTimeout as delay } from 'node:timers/promises';
import { OutboxStore } from '../../../src/outbox/outbox.store.js';
import type { PendingBatch, PublishedEvent } from '../../../src/outbox/pending-event.js';
import { Relay } from '../../../src/outbox/relay.service.js';
import { readFaultMix } from '../fault-mix.js';
import { dieSometimes, type Mutant, opened } from './mutant.js';

type Publish = (batch: PendingBatch) => Promise<PublishedEvent[]>;

/** At most once. */
export const payBeforeSend: Mutant = {
  breaks: 'events leave the outbox before Kafka has them',
  expected: 'I2',
  faults: readFaultMix('none'),
  patch: (app) => {
    const store = app.get(OutboxStore);
    const relay = opened<{ publish: Publish }>(app.get(Relay));
    const publish = relay.publish.bind(relay);
    relay.publish = async (batch) => {
      const nowhere = { topic: 'nowhere', partition: 0, offset: 0n };
      await store.markPublished(batch.events.map(({ eventId }) => ({ ...nowhere, eventId })));
      await delay(200);
      dieSometimes(0.1);
      return publish(batch);
    };
  },
};
