import type { Kafka as KafkaJs } from 'kafkajs';
import type { Config } from '../../config/config.js';
import type { Logger } from '../../logging/logger.js';
import { createKafkaClient } from '../kafka-client.js';
import { KafkajsLog } from './kafkajs-log.js';
import { SocketTracker } from './socket-tracker.js';

/** A client of kafkajs with connections of its own. */
export interface OwnClient {
  readonly kafka: KafkaJs;
  readonly sockets: SocketTracker;
  readonly log: KafkajsLog;
}

/** Makes clients of the configured brokers, each with connections of its own that can be left at any time. */
export class KafkajsClients {
  constructor(
    private readonly config: Pick<Config, 'kafka'>,
    private readonly logger: Logger,
  ) {}

  make(): OwnClient {
    const sockets = new SocketTracker();
    const log = new KafkajsLog(this.logger);
    return {
      sockets,
      log,
      kafka: createKafkaClient(this.config, { socketFactory: sockets.socketFactory, log }),
    };
  }
}
