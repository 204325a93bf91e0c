import { createRequire } from 'node:module';
import kafkajs from 'kafkajs';
import { codecOf } from '../../../src/platform/kafka/protocol/codecs/codecs.js';
import {
  type KafkaRequest,
  kafkajsRequestTable,
  type RequestDefinition,
} from '../../../src/platform/kafka/protocol/kafkajs-internals.js';
import { readFaultMix } from '../fault-mix.js';
import type { Mutant } from './mutant.js';

const require = createRequire(import.meta.url);
const { CompressionCodecs, CompressionTypes } = kafkajs;

/** A stock consumer: kafkajs knows none and gzip, and gives up on everything else. */
export const codecMissing: Mutant = {
  breaks: 'a batch in a codec that is not there ends the consumer, each time that it is read',
  expected: 'I7',
  faults: readFaultMix('none'),
  patch: decodeByKafkajsToo,
};

/** The same with every codec registered: headers in quadratic time, and whole batches in memory. */
export const headersAreQuadratic: Mutant = {
  breaks: 'headers are decoded in quadratic time, so that a record of 140 KB stalls the process for minutes',
  expected: 'I7',
  faults: readFaultMix('none'),
  patch: () => {
    for (const codec of [CompressionTypes.Snappy, CompressionTypes.LZ4, CompressionTypes.ZSTD] as const) {
      CompressionCodecs[codec] = () => ({
        compress: () => Promise.reject(new Error('nothing is compressed')),
        decompress: (bytes: Buffer) => inflated(codec, bytes),
      });
    }
    decodeByKafkajsToo();
  },
};

/** What is fetched is decoded by kafkajs before it is decoded as always. */
function decodeByKafkajsToo(): void {
  const table = kafkajsRequestTable();
  const own = table.Fetch;
  const theirs = require('kafkajs/src/protocol/requests/fetch') as Pick<RequestDefinition, 'protocol'>;
  table.Fetch = {
    versions: own.versions,
    protocol: (version) => {
      const [ownRequest, theirRequest] = [own.protocol(version), theirs.protocol(version)];
      return (args): KafkaRequest => {
        const request = ownRequest(args);
        const { response } = theirRequest(args);
        const decode = async (answer: Buffer) => {
          await response.decode(answer);
          return request.response.decode(answer);
        };
        return { ...request, response: { parse: request.response.parse, decode } };
      };
    },
  };
}

async function inflated(codec: number, bytes: Buffer): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of codecOf(codec)?.inflate(bytes) ?? []) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
