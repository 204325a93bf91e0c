import { setTimeout as delay } from 'node:timers/promises';
import { OutboxStore } from '../../../src/outbox/outbox.store.js';
import { Relay } from '../../../src/outbox/relay.service.js';
import { readFaultMix } from '../fault-mix.js';
import { dieSometimes, type Mutant, opened } from './mutant.js';

type Publish = (batch: Awaited<ReturnType<OutboxStore['owed']>>) => Promise<void>;

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
      await store.markPaid(batch.map(({ id, requestId }) => ({ ...nowhere, id, requestId })));
      await delay(200);
      dieSometimes(0.1);
      await publish(batch);
    };
  },
};
