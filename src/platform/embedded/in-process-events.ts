import { EventEmitter } from 'node:events';
import type { AdminEvents, ConsumerEvents, InstrumentationEvent, ProducerEvents } from 'kafkajs';

/** Names of a consumer's events, as kafkajs has them. */
export const CONSUMER_EVENTS: ConsumerEvents = {
  HEARTBEAT: 'consumer.heartbeat',
  COMMIT_OFFSETS: 'consumer.commit_offsets',
  GROUP_JOIN: 'consumer.group_join',
  FETCH_START: 'consumer.fetch_start',
  FETCH: 'consumer.fetch',
  START_BATCH_PROCESS: 'consumer.start_batch_process',
  END_BATCH_PROCESS: 'consumer.end_batch_process',
  CONNECT: 'consumer.connect',
  DISCONNECT: 'consumer.disconnect',
  STOP: 'consumer.stop',
  CRASH: 'consumer.crash',
  REBALANCING: 'consumer.rebalancing',
  RECEIVED_UNSUBSCRIBED_TOPICS: 'consumer.received_unsubscribed_topics',
  REQUEST: 'consumer.network.request',
  REQUEST_TIMEOUT: 'consumer.network.request_timeout',
  REQUEST_QUEUE_SIZE: 'consumer.network.request_queue_size',
};

/** Names of a producer's events, as kafkajs has them. */
export const PRODUCER_EVENTS: ProducerEvents = {
  CONNECT: 'producer.connect',
  DISCONNECT: 'producer.disconnect',
  REQUEST: 'producer.network.request',
  REQUEST_TIMEOUT: 'producer.network.request_timeout',
  REQUEST_QUEUE_SIZE: 'producer.network.request_queue_size',
};

/** Names of an admin client's events, as kafkajs has them. */
export const ADMIN_EVENTS: AdminEvents = {
  CONNECT: 'admin.connect',
  DISCONNECT: 'admin.disconnect',
  REQUEST: 'admin.network.request',
  REQUEST_TIMEOUT: 'admin.network.request_timeout',
  REQUEST_QUEUE_SIZE: 'admin.network.request_queue_size',
};

/** Tells listeners of the events above. A listener that throws or rejects harms nobody, as with kafkajs. */
export class InProcessEvents {
  private readonly emitter = new EventEmitter();
  private count = 0;

  /** Returns a function that ends the listening. */
  on(type: string, listener: (event: never) => unknown): () => void {
    const guarded = (event: InstrumentationEvent<unknown>) =>
      void (async () => listener(event as never))().catch(() => undefined);
    this.emitter.on(type, guarded);
    return () => this.emitter.off(type, guarded);
  }

  emit(type: string, payload: unknown = null): void {
    this.emitter.emit(type, { id: String(this.count++), type, timestamp: Date.now(), payload });
  }
}
