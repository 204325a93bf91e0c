import { connect, type Socket } from 'node:net';

const PRODUCE = 0;
const VERSION = 7;
const ALL_REPLICAS = -1;
const REPLICAS_MS = 5_000;
const ANSWER_MS = 10_000;
const CLIENT = 'stranger';
/** Errors of a broker that starts, ends or is overloaded: of the server, unknown topic, no leader, time-out, too few replicas. */
const PASSING = [-1, 3, 5, 6, 7, 19, 20];

/** The broker refuses a batch for what it is. */
export class BatchRefused extends Error {
  override readonly name = 'BatchRefused';
}

/** Sends batches that are encoded already to the one broker of a run, one at a time. */
export class RawProducer {
  private received = Buffer.alloc(0);
  private correlation = 0;
  private settle: ((answer: Buffer | Error) => void) | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay();
    socket.on('data', (bytes) => this.receive(bytes));
    socket.on('error', (error) => this.settle?.(error));
    socket.on('close', () => this.settle?.(new Error('the broker closed the connection')));
  }

  /** `broker` as host and port. Throws when it does not answer. */
  static async connect(broker: string): Promise<RawProducer> {
    const [host = '', port = ''] = broker.split(':');
    const socket = connect(Number(port), host);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new RawProducer(socket);
  }

  /** The offset of the first record, once all replicas have the batch. Throws {@link BatchRefused} when sending it again is pointless. */
  async produce(topic: string, partition: number, batch: Buffer): Promise<number> {
    const body = Buffer.concat([
      int16(PRODUCE),
      int16(VERSION),
      int32((this.correlation += 1)),
      text(CLIENT),
      int16(-1), // no transaction
      int16(ALL_REPLICAS),
      int32(REPLICAS_MS),
      int32(1),
      text(topic),
      int32(1),
      int32(partition),
      int32(batch.length),
    ]);
    if (this.socket.destroyed) throw new Error('the broker closed the connection');
    const late = setTimeout(() => this.socket.destroy(), ANSWER_MS);
    const answer = await new Promise<Buffer>((resolve, reject) => {
      this.settle = (outcome) => (Buffer.isBuffer(outcome) ? resolve(outcome) : reject(outcome));
      this.socket.write(Buffer.concat([int32(body.length + batch.length), body]));
      this.socket.write(batch);
    }).finally(() => {
      clearTimeout(late);
      this.settle = null;
    });
    // Correlation, one topic with its name, one partition with its number.
    const errorAt = 4 + 4 + 2 + Buffer.byteLength(topic) + 4 + 4;
    const code = answer.readInt16BE(errorAt);
    if (code === 0) return Number(answer.readBigInt64BE(errorAt + 2));
    if (PASSING.includes(code)) throw new Error(`Kafka does not take a batch now: error ${code}.`);
    throw new BatchRefused(`Kafka refuses a batch of ${batch.length} bytes: error ${code}.`);
  }

  close(): void {
    this.socket.destroy();
  }

  private receive(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes]);
    if (this.received.length < 4) return;
    const end = 4 + this.received.readInt32BE(0);
    if (this.received.length < end) return;
    const answer = this.received.subarray(4, end);
    this.received = this.received.subarray(end);
    this.settle?.(answer);
  }
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
}
