import type { Message } from 'kafkajs';
import type { RecordPosition, RecordToSend, TopicPartition } from '../port.js';
import { AnswerReader } from './answer-reader.js';
import { encodeBatch } from './encode-batch.js';
import {
  type BrokerError,
  brokerError,
  encoderOf,
  type KafkaRequest,
  type RequestDefinition,
} from './kafkajs-internals.js';

/** What the broker answered for one record. A refusal is of the whole batch that the record was sent in. */
export type Acknowledgement =
  | { readonly ok: true; readonly position: RecordPosition }
  | (TopicPartition & { readonly ok: false; readonly error: BrokerError });

/** Called once, when the broker has answered for the record. Not called at all when no answer came. */
export type Settle = (acknowledgement: Acknowledgement) => void;

interface Own {
  readonly record: RecordToSend;
  readonly settle: Settle;
}

const OWN = Symbol('own record');

/**
 * A message to hand to kafkajs' `send` or `sendBatch` (never mixed with plain messages in one call, and with acks other than
 * 0) that is encoded by this service: bytes unchanged, headers in order with duplicates. kafkajs' promise then resolves also
 * when a partition refused; what counts is what `settle` was told, and a record whose `settle` was not called may or may not
 * be there. After any refusal the producer's sequence numbers are wrong: use a new one. `partition` is where it goes.
 */
export function ownMessage(record: RecordToSend, partition: number, settle: Settle): Message {
  const own: Own = { record, settle };
  return { key: null, value: null, partition, [OWN]: own } as Message;
}

interface ProduceArgs {
  readonly acks: number;
  readonly timeout: number;
  readonly transactionalId?: string | null;
  /** kafkajs hands on a number (-1) or the text of an int64. */
  readonly producerId?: number | string | { toString(): string };
  readonly producerEpoch?: number;
  readonly topicData: readonly TopicData[];
}

interface TopicData {
  readonly topic: string;
  readonly partitions: readonly {
    readonly partition: number | string;
    readonly firstSequence?: number;
    readonly messages: readonly object[];
  }[];
}

interface OwnBatch {
  readonly topic: string;
  readonly partition: number;
  readonly firstSequence: number;
  readonly records: readonly Own[];
}

/** The versions whose requests hold record batches and are alike. */
const FIRST_VERSION = 3;
const PRODUCE_KEY = 0;

/** Produce that encodes requests of {@link ownMessage} itself and settles each record by its partition's answer. */
export function rawProduce(kafkajs: RequestDefinition): RequestDefinition {
  return {
    versions: kafkajs.versions,
    protocol: ({ version }) => {
      const kafkajsRequest = kafkajs.protocol({ version }) as (args: ProduceArgs) => KafkaRequest;
      return (args: ProduceArgs) => {
        const batches = ownBatches(args.topicData);
        return batches === null ? kafkajsRequest(args) : ownRequest(version, args, batches);
      };
    },
  };
}

/** Null when the request is none of ours. */
function ownBatches(topicData: readonly TopicData[]): OwnBatch[] | null {
  const batches = topicData.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, firstSequence = 0, messages }) => ({
      topic,
      partition: Number(partition),
      firstSequence,
      records: messages.flatMap((message) => (message as { [OWN]?: Own })[OWN] ?? []),
      sent: messages.length,
    })),
  );
  const own = batches.reduce((sum, { records }) => sum + records.length, 0);
  if (own === 0) return null;
  if (batches.some(({ records, sent }) => records.length !== sent)) {
    throw new Error('A Produce request mixes own messages with plain ones: send them in calls of their own.');
  }
  return batches;
}

function ownRequest(version: number, args: ProduceArgs, batches: readonly OwnBatch[]): KafkaRequest {
  if (version < FIRST_VERSION || args.acks === 0) {
    throw new Error(
      version < FIRST_VERSION
        ? `The broker takes Produce requests up to version ${version} only; record batches need version ${FIRST_VERSION}. Use Kafka 0.11 or newer.`
        : 'Records are sent with acks=0, so that nothing would settle them: use acks=-1.',
    );
  }
  return {
    request: {
      apiKey: PRODUCE_KEY,
      apiVersion: version,
      apiName: 'Produce',
      encode: async () => encoderOf(encodeRequest(args, batches)),
    },
    response: {
      decode: async (answer) => decode(answer, version),
      parse: async (decoded: Decoded) => {
        settle(batches, decoded);
        return decoded;
      },
    },
  };
}

function encodeRequest(args: ProduceArgs, batches: readonly OwnBatch[]): Buffer {
  const now = Date.now();
  const origin = {
    producerId: BigInt(String(args.producerId ?? -1)),
    producerEpoch: args.producerEpoch ?? 0,
  };
  const parts = [
    nullableText(args.transactionalId),
    int16(args.acks),
    int32(args.timeout),
    int32(args.topicData.length),
  ];
  for (const { topic, partitions } of args.topicData) {
    parts.push(nullableText(topic), int32(partitions.length));
    for (const { partition, firstSequence, records } of batches.filter((batch) => batch.topic === topic)) {
      const bytes = encodeBatch(
        records.map(({ record }) => record),
        now,
        { ...origin, firstSequence },
      );
      parts.push(int32(partition), int32(bytes.length), bytes);
    }
  }
  return Buffer.concat(parts);
}

function int16(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function nullableText(text: string | null | undefined): Buffer {
  if (text === null || text === undefined) return int16(-1);
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([int16(bytes.length), bytes]);
}

type Decoded = ReturnType<typeof decode>;

function decode(answer: Buffer, version: number) {
  const reader = new AnswerReader(answer);
  const topics = reader.array(() => ({
    topicName: reader.text(),
    partitions: reader.array(() => ({
      partition: reader.int32(),
      errorCode: reader.int16(),
      baseOffset: reader.int64().toString(),
      logAppendTime: reader.int64().toString(),
      ...(version >= 5 ? { logStartOffset: reader.int64().toString() } : {}),
    })),
  }));
  const throttleTime = reader.int32();
  // From version 6 on the broker has not delayed its answer, it expects the client to wait.
  return version >= 6
    ? { topics, throttleTime: 0, clientSideThrottleTime: throttleTime }
    : { topics, throttleTime };
}

function settle(batches: readonly OwnBatch[], { topics }: Decoded): void {
  for (const { topicName, partitions } of topics) {
    for (const { partition, errorCode, baseOffset } of partitions) {
      const batch = batches.find((b) => b.topic === topicName && b.partition === partition);
      batch?.records.forEach((own, index) =>
        own.settle(
          errorCode === 0
            ? {
                ok: true,
                position: { topic: topicName, partition, offset: BigInt(baseOffset) + BigInt(index) },
              }
            : { ok: false, topic: topicName, partition, error: brokerError(errorCode) },
        ),
      );
    }
  }
}
