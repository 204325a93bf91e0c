import { randomInt } from 'node:crypto';
import type { Message, PartitionMetadata, Producer } from 'kafkajs';
import { partitionFor } from '../protocol/murmur2.js';
import { type Acknowledgement, ownMessage } from '../protocol/raw-produce.js';
import type { RecordToSend } from '../port.js';
import type { KafkajsClients, OwnClient } from './kafkajs-clients.js';
import { within } from './within.js';

const ALL_REPLICAS = -1;
/** What the broker waits for its replicas; less than we wait for the broker. */
const REPLICAS_MS = 5_000;
const CLOSE_MS = 2_000;

/**
 * One idempotent producer of kafkajs, for one topic, with connections of its own. Used until the first record that was not
 * acknowledged: its sequence numbers may be wrong then.
 */
export class ProducerLine {
  /** How many partitions the topic had at the last send; null before. */
  partitions: number | null = null;
  private readonly own: OwnClient;
  private readonly producer: Producer;
  private readonly recordOf = new WeakMap<Message, RecordToSend>();
  private readonly connected: Promise<void>;
  private underWay = 0;
  private retired = false;

  constructor(clients: KafkajsClients) {
    this.own = clients.make();
    this.producer = this.own.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: () => this.partitioner(),
    });
    const { REQUEST_TIMEOUT } = this.producer.events;
    this.producer.on(REQUEST_TIMEOUT, () =>
      this.own.sockets.leaveAll('a broker did not answer a request in time'),
    );
    this.connected = this.producer.connect();
    this.connected.catch(() => undefined);
  }

  /** `settle` is called with the index of a record when a broker has answered for it. Throws when one could not be asked. */
  async send(
    topic: string,
    records: readonly RecordToSend[],
    settle: (index: number, answer: Acknowledgement) => void,
  ): Promise<void> {
    this.underWay += 1;
    try {
      await this.connected;
      const messages = records.map((record, index) => {
        const message = ownMessage(record, 0, (answer) => settle(index, answer));
        this.recordOf.set(message, record);
        return message;
      });
      await this.producer.sendBatch({
        acks: ALL_REPLICAS,
        timeout: REPLICAS_MS,
        topicMessages: [{ topic, messages }],
      });
    } finally {
      this.underWay -= 1;
      if (this.retired && this.underWay === 0) void this.close();
    }
  }

  /** Takes no more sends, and closes when those under way have ended. */
  retire(): void {
    if (this.retired) return;
    this.retired = true;
    if (this.underWay === 0) void this.close();
  }

  /** Closes every connection, whatever is under way. */
  async close(): Promise<void> {
    this.retired = true;
    await within(CLOSE_MS, this.producer.disconnect());
    this.own.sockets.close();
  }

  /** As Java clients do: murmur2 of the key; records without one go to one partition together, another one per line. */
  private partitioner() {
    const sticky = randomInt(2 ** 31);
    return ({ message, partitionMetadata }: { message: Message; partitionMetadata: PartitionMetadata[] }) => {
      this.partitions = partitionMetadata.length;
      const key = this.recordOf.get(message)?.key ?? null;
      if (key !== null) return partitionFor(key, partitionMetadata.length);
      const led = partitionMetadata.filter(({ leader }) => leader >= 0);
      const open = led.length === 0 ? partitionMetadata : led;
      return open[sticky % open.length]?.partitionId ?? 0;
    };
  }
}
