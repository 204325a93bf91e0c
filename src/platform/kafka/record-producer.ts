import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { KAFKA, type Kafka } from './kafka.js';
import type { RecordProducer as Producer, RecordToSend, SendResult } from './port.js';

export type { RecordPosition, RecordToSend, SendResult } from './port.js';

/** The producer of the application: connects with its first send, and closes when the application does. */
@Injectable()
export class RecordProducer implements Producer, OnApplicationShutdown {
  private readonly producer: Producer;

  constructor(@Inject(KAFKA) kafka: Kafka) {
    this.producer = kafka.producer();
  }

  send(records: readonly RecordToSend[]): Promise<readonly SendResult[]> {
    return this.producer.send(records);
  }

  partitionOf(topic: string, key: Buffer): number | null {
    return this.producer.partitionOf(topic, key);
  }

  stop(): Promise<void> {
    return this.producer.stop();
  }

  onApplicationShutdown(): Promise<void> {
    return this.stop();
  }
}
