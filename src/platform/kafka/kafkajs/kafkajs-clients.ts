import type { ISocketFactory, Kafka as KafkaJs } from 'kafkajs';
import type { Config } from '../../config/config.js';
import type { Logger } from '../../logging/logger.js';
import { type ConnectionOptions, connectionsTo } from '../connection-options.js';
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
  private readonly connection: (open: ISocketFactory) => ConnectionOptions;

  constructor(
    { kafka }: Pick<Config, 'kafka'>,
    private readonly logger: Logger,
  ) {
    this.connection = connectionsTo(kafka);
  }

  make(): OwnClient {
    const sockets = new SocketTracker();
    const log = new KafkajsLog(this.logger);
    return { sockets, log, kafka: createKafkaClient(this.connection(sockets.socketFactory), log) };
  }
}
