import { createRequire } from 'node:module';
import type { KafkaRequest } from '../../src/platform/kafka/protocol/kafkajs-internals.js';

const require = createRequire(import.meta.url);

interface Requests {
  readonly requests: Record<string, unknown>;
  readonly lookup: (
    versions: object,
  ) => (key: number, definition: unknown) => (args: unknown) => KafkaRequest;
}
export const { requests, lookup } = require('kafkajs/src/protocol/requests') as Requests;

/** The request that kafkajs makes for a broker with such a highest version. */
export function request(
  name: 'Fetch' | 'Produce' | 'Metadata',
  maxVersion: number,
  args: unknown,
): KafkaRequest {
  return lookup({ 7: { maxVersion } })(7, requests[name])(args);
}

/** What is written to the socket. */
export async function encoded({ request: { encode } }: KafkaRequest): Promise<Buffer> {
  const { buf, offset } = await encode();
  return buf.subarray(0, offset);
}

/** What the caller of kafkajs gets for an answer. */
export async function answered(made: KafkaRequest, answer: Buffer): Promise<unknown> {
  return made.response.parse((await made.response.decode(answer)) as never);
}

/** Builds a broker's answer. */
export class Answer {
  private readonly parts: Buffer[] = [];

  int(bytes: 1 | 2 | 4 | 8, ...values: (number | bigint)[]): this {
    for (const value of values) {
      const part = Buffer.alloc(8);
      part.writeBigInt64BE(BigInt(value));
      this.parts.push(part.subarray(8 - bytes));
    }
    return this;
  }

  text(text: string): this {
    return this.int(2, text.length).bytes(Buffer.from(text));
  }

  compact(text: string): this {
    return this.int(1, text.length + 1).bytes(Buffer.from(text));
  }

  bytes(bytes: Buffer): this {
    this.parts.push(bytes);
    return this;
  }

  end(): Buffer {
    return Buffer.concat(this.parts);
  }
}
