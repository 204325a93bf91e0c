import { AnswerReader } from './answer-reader.js';
import { lastCompleteOffset } from './batch-header.js';
import type { KafkaRequest, RequestDefinition } from './kafkajs-internals.js';

/** A consumer with this as its `rackId` gets record sets as they came, undecoded. Brokers are told no rack. */
export const RAW_FETCH_RACK = 'undecoded record sets';

/** A transaction whose records must not be read. */
export interface AbortedTransaction {
  readonly producerId: bigint;
  readonly firstOffset: bigint;
}

/** What one fetch brought of one partition, byte for byte. */
export interface FetchedPartition {
  readonly partition: number;
  /** The record set: batches one after the other, the last one maybe cut off. */
  readonly bytes: Buffer;
  readonly highWatermark: bigint;
  readonly lastStableOffset: bigint;
  /** -1 where the broker does not say. */
  readonly logStartOffset: bigint;
  readonly abortedTransactions: readonly AbortedTransaction[];
}

const FIRST_VERSION = 4;
const FETCHED = Symbol('fetched partition');

/** The record set that kafkajs handed out as its one message of a batch; null for a message that kafkajs decoded itself. */
export function fetchedOf(message: object): FetchedPartition | null {
  return (message as { [FETCHED]?: FetchedPartition })[FETCHED] ?? null;
}

interface FetchArgs {
  readonly rackId?: string;
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly fetchOffset: string }[];
  }[];
}

/**
 * Fetch that leaves record sets undecoded for consumers marked with {@link RAW_FETCH_RACK}: per partition with data one
 * message that carries it ({@link fetchedOf}), so that no byte of a record can make kafkajs fail. Errors of partitions take
 * kafkajs' way.
 */
export function rawFetch(kafkajs: RequestDefinition): RequestDefinition {
  return {
    versions: kafkajs.versions,
    protocol: ({ version }) => {
      const kafkajsRequest = kafkajs.protocol({ version }) as (args: FetchArgs) => KafkaRequest;
      return (args: FetchArgs) => {
        if (args.rackId !== RAW_FETCH_RACK) return kafkajsRequest(args);
        if (version < FIRST_VERSION) {
          throw new Error(
            `The broker answers Fetch requests up to version ${version} only; record batches need version ${FIRST_VERSION}. Use Kafka 0.11 or newer.`,
          );
        }
        const { response, ...rest } = kafkajsRequest({ ...args, rackId: '' });
        const startOf = fetchOffsets(args.topics);
        return {
          ...rest,
          response: { parse: response.parse, decode: async (answer) => decode(answer, version, startOf) },
        };
      };
    },
  };
}

function fetchOffsets(topics: FetchArgs['topics']): (topic: string, partition: number) => bigint {
  const offsets = new Map<string, bigint>();
  for (const { topic, partitions } of topics) {
    for (const { partition, fetchOffset } of partitions)
      offsets.set(`${partition} ${topic}`, BigInt(fetchOffset));
  }
  return (topic, partition) => offsets.get(`${partition} ${topic}`) ?? 0n;
}

function decode(answer: Buffer, version: number, startOf: (topic: string, partition: number) => bigint) {
  const reader = new AnswerReader(answer);
  const throttleTime = reader.int32();
  const errorCode = version >= 7 ? reader.int16() : 0;
  const sessionId = version >= 7 ? reader.int32() : 0;
  const responses = reader.array(() => {
    const topicName = reader.text();
    return {
      topicName,
      partitions: reader.array(() => decodePartition(reader, version, answer.length, topicName, startOf)),
    };
  });
  // From version 8 on the broker has not delayed its answer, it expects the client to wait.
  return version >= 8
    ? { throttleTime: 0, clientSideThrottleTime: throttleTime, errorCode, sessionId, responses }
    : { throttleTime, errorCode, sessionId, responses };
}

function decodePartition(
  reader: AnswerReader,
  version: number,
  answerSize: number,
  topic: string,
  startOf: (topic: string, partition: number) => bigint,
) {
  const partition = reader.int32();
  const errorCode = reader.int16();
  const highWatermark = reader.int64();
  const lastStableOffset = reader.int64();
  const logStartOffset = version >= 5 ? reader.int64() : -1n;
  const abortedTransactions = reader.array(() => ({
    producerId: reader.int64(),
    firstOffset: reader.int64(),
  }));
  const preferredReadReplica = version >= 11 ? reader.int32() : -1;
  const recordSet = reader.bytes(Math.max(0, reader.int32()));
  const fetched: FetchedPartition = {
    partition,
    // A small part of a large answer would keep all of it in memory.
    bytes: recordSet.length * 2 < answerSize ? Buffer.from(recordSet) : recordSet,
    highWatermark,
    lastStableOffset,
    logStartOffset,
    abortedTransactions,
  };
  return {
    partition,
    errorCode,
    highWatermark: highWatermark.toString(),
    lastStableOffset: lastStableOffset.toString(),
    lastStartOffset: logStartOffset.toString(),
    abortedTransactions: [],
    preferredReadReplica,
    messages: errorCode === 0 && recordSet.length > 0 ? [messageOf(fetched, startOf(topic, partition))] : [],
  };
}

/** Shaped as kafkajs' own messages, at the last offset of the set, which is never below the one that was asked for. */
function messageOf(fetched: FetchedPartition, start: bigint) {
  const last = lastCompleteOffset(fetched.bytes) ?? start;
  return {
    offset: (last < start ? start : last).toString(),
    timestamp: '0',
    attributes: 0,
    key: null,
    value: null,
    headers: {},
    isControlRecord: false,
    batchContext: { producerId: '-1', inTransaction: false },
    [FETCHED]: fetched,
  };
}
