import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { AnswerReader } from '../../src/platform/kafka/protocol/answer-reader.js';

/** What the broker said of one batch: the offset of its first record, or why it was not taken. */
export type Produced = { readonly baseOffset: number } | { readonly errorCode: number };

/** `acks` of all replicas, and how long the broker may wait for them. */
const ACKS = -1;
const TIMEOUT_MS = 30_000;
const ANSWER_MS = 2 * TIMEOUT_MS;
const PRODUCE = 0;
const VERSION = 7;

/** Sends record batches as they are, whatever they hold, to the only broker of a cluster. One request at a time. */
export class RawProducer {
  private received: Buffer = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {}

  static async connect(broker: string): Promise<RawProducer> {
    const { hostname, port } = new URL(`kafka://${broker}`);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawProducer(socket.setNoDelay());
  }

  /** Sends one batch and resolves with the answer. */
  async send(topic: string, partition: number, batch: Buffer): Promise<Produced> {
    const body = Buffer.concat([
      int16(PRODUCE, VERSION),
      int32(1), // the number of the request
      int16(-1, -1, ACKS), // neither a client nor a transaction has a name
      int32(TIMEOUT_MS, 1),
      int16(topic.length),
      Buffer.from(topic),
      int32(1, partition, batch.length),
      batch,
    ]);
    this.socket.write(Buffer.concat([int32(body.length), body]));
    return answered(await this.answer());
  }

  close(): void {
    this.socket.destroy();
  }

  private async more(): Promise<Buffer> {
    const signal = AbortSignal.timeout(ANSWER_MS);
    try {
      return ((await once(this.socket, 'data', { signal })) as [Buffer])[0];
    } catch (cause) {
      throw new Error('The broker does not answer; its log says why.', { cause });
    }
  }

  private async answer(): Promise<Buffer> {
    for (;;) {
      const size = this.received.length < 4 ? Infinity : this.received.readInt32BE(0) + 4;
      if (this.received.length >= size) {
        const answer = this.received.subarray(8, size);
        this.received = this.received.subarray(size);
        return answer;
      }
      const more = await this.more();
      this.received = Buffer.concat([this.received, more]);
    }
  }
}

function answered(answer: Buffer): Produced {
  const reader = new AnswerReader(answer);
  const [topic] = reader.array(() => {
    reader.text();
    return reader.array(() => {
      reader.int32();
      const errorCode = reader.int16();
      const baseOffset = Number(reader.int64());
      reader.int64();
      reader.int64();
      return errorCode === 0 ? { baseOffset } : { errorCode };
    });
  });
  const [produced] = topic ?? [];
  if (produced === undefined) throw new Error('The broker answered for no partition.');
  return produced;
}

function int16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, i) => bytes.writeInt16BE(value, 2 * i));
  return bytes;
}

function int32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeInt32BE(value, 4 * i));
  return bytes;
}
