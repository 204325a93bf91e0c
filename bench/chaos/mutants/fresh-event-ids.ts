import { randomUUID } from 'node:crypto';
import { OutboxStore } from '../../../src/outbox/outbox.store.js';
import { RecordProducer } from '../../../src/platform/kafka/record-producer.js';
import { readFaultMix } from '../fault-mix.js';
import { dieSometimes, type Mutant } from './mutant.js';

/** Consumers could not tell a copy from another outcome. */
export const freshEventIds: Mutant = {
  breaks: 'an event gets its id when it is sent, so each copy has another one',
  expected: 'I2',
  faults: readFaultMix('none'),
  patch: (app) => {
    const producer = app.get(RecordProducer);
    const send = producer.send.bind(producer);
    producer.send = (records) =>
      send(
        records.map((record) => ({
          ...record,
          headers: record.headers.map(([name, value]) =>
            name === 'ce_id' ? ([name, Buffer.from(randomUUID())] as const) : ([name, value] as const),
          ),
        })),
      );
    const store = app.get(OutboxStore);
    const markPublished = store.markPublished.bind(store);
    store.markPublished = async (published) => {
      dieSometimes(0.1);
      await markPublished(published);
    };
  },
};
