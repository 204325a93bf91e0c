import { createRequire } from 'node:module';

/** What kafkajs asks a request definition for; see node_modules/kafkajs/src/protocol/requests. */
export interface KafkaRequest {
  readonly request: {
    readonly apiKey: number;
    readonly apiVersion: number;
    readonly apiName: string;
    readonly expectResponse?: () => boolean;
    readonly encode: () => Promise<KafkaEncoder>;
  };
  readonly response: KafkaResponse;
  readonly requestTimeout?: number;
  readonly logResponseErrors?: boolean;
}

/** `decode` reads the bytes of an answer, `parse` throws the errors in it and returns what the caller gets. */
export interface KafkaResponse {
  readonly decode: (answer: Buffer) => Promise<unknown>;
  readonly parse: (decoded: never) => Promise<unknown>;
}

/** The part of kafkajs' encoder that is written to the socket: the first `offset` bytes of `buf`. */
export interface KafkaEncoder {
  buf: Buffer;
  offset: number;
}

/** Versions of a request and how to make one; kafkajs takes the highest that the broker has too. */
export interface RequestDefinition {
  readonly versions: readonly string[];
  readonly protocol: (version: { version: number }) => (args: never) => KafkaRequest;
}

/** kafkajs' mutable table, read anew at each request. */
export type RequestTable = Record<'Fetch' | 'Produce' | 'Metadata', RequestDefinition>;

/** An error that a broker answered, with kafkajs' own class, so that kafkajs and its users treat it as always. */
export interface BrokerError extends Error {
  /** Kafka's name, such as `NOT_LEADER_FOR_PARTITION`. */
  readonly type: string;
  readonly code: number;
  readonly retriable: boolean;
}

const VERSION = '2.2.4';
const require = createRequire(import.meta.url);

/** kafkajs' request table. Throws when the installed kafkajs is not the one whose table is known. */
export function kafkajsRequestTable(): RequestTable {
  const { version } = require('kafkajs/package.json') as { version: string };
  if (version !== VERSION) {
    throw new Error(
      `kafkajs ${version} is installed, but the bridge decodes records through the request table of kafkajs ${VERSION}. ` +
        `Install exactly kafkajs ${VERSION} (npm ci).`,
    );
  }
  const { requests } = require('kafkajs/src/protocol/requests') as { requests?: Partial<RequestTable> };
  for (const name of ['Fetch', 'Produce', 'Metadata'] as const) {
    const definition = requests?.[name];
    if (!Array.isArray(definition?.versions) || typeof definition.protocol !== 'function') {
      throw new Error(
        `The request table of kafkajs has no usable "${name}": its files were changed. Install kafkajs ${VERSION} again (npm ci).`,
      );
    }
  }
  return requests as RequestTable;
}

/** The error that kafkajs throws for an error code of a broker. */
export function brokerError(code: number): BrokerError {
  const { createErrorFromCode } = require('kafkajs/src/protocol/error') as {
    createErrorFromCode: (code: number) => BrokerError;
  };
  return createErrorFromCode(code);
}

/** Wraps finished bytes for kafkajs, which writes them to the socket unchanged. */
export function encoderOf(bytes: Buffer): KafkaEncoder {
  const Encoder = require('kafkajs/src/protocol/encoder') as new (size?: number) => KafkaEncoder;
  const encoder = new Encoder(1);
  encoder.buf = bytes;
  encoder.offset = bytes.length;
  return encoder;
}
