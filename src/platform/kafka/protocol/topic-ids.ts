import { AnswerReader } from './answer-reader.js';
import { encoderOf, type KafkaRequest, type RequestDefinition } from './kafkajs-internals.js';

/** Stands for the id of a topic whose brokers do not tell it (before Kafka 3.1). */
export const ZERO_TOPIC_ID = '0'.repeat(32);

/** The version of Metadata that tells topic ids and is understood by every broker from Kafka 3.1 on. */
const WITH_TOPIC_IDS = 12;
const KAFKAJS_BEST = 6;
const METADATA_KEY = 3;
const UNKNOWN_TOPIC = 3;

interface Answer {
  readonly clusterId: string | null;
  readonly topicMetadata: readonly {
    readonly topicErrorCode: number;
    readonly topic: string;
    readonly topicId?: string;
  }[];
}

const known = new Map<string, Map<string, string>>();

/**
 * The id of a topic as 32 hexadecimal digits, as the cluster answered last. {@link ZERO_TOPIC_ID} where its brokers have
 * none. Null when no answer named the topic yet, or the last one said that it does not exist.
 */
export function topicOrigin(clusterId: string, topic: string): string | null {
  return known.get(clusterId)?.get(topic) ?? null;
}

/** Metadata that remembers topic ids: version 12 where the broker has it, else what kafkajs asks. */
export function metadataWithTopicIds(kafkajs: RequestDefinition): RequestDefinition {
  return {
    versions: [...kafkajs.versions, String(WITH_TOPIC_IDS)],
    protocol: ({ version }) => {
      const ask = kafkajs.protocol({ version: Math.min(version, KAFKAJS_BEST) });
      return (args) => remembering(version < WITH_TOPIC_IDS ? ask(args) : version12(ask(args), args));
    },
  };
}

function remembering({ response, ...rest }: KafkaRequest): KafkaRequest {
  return {
    ...rest,
    response: {
      parse: response.parse,
      decode: async (answer) => {
        const decoded = (await response.decode(answer)) as Answer;
        remember(decoded);
        return decoded;
      },
    },
  };
}

function remember({ clusterId, topicMetadata }: Answer): void {
  if (clusterId === null || clusterId === undefined) return;
  const ids = known.get(clusterId) ?? new Map<string, string>();
  known.set(clusterId, ids);
  for (const { topicErrorCode, topic, topicId } of topicMetadata) {
    if (topicErrorCode === 0) ids.set(topic, topicId ?? ZERO_TOPIC_ID);
    else if (topicErrorCode === UNKNOWN_TOPIC) ids.delete(topic);
  }
}

function version12(
  { response }: KafkaRequest,
  { topics, allowAutoTopicCreation = true }: { topics: readonly string[]; allowAutoTopicCreation?: boolean },
): KafkaRequest {
  return {
    request: {
      apiKey: METADATA_KEY,
      apiVersion: WITH_TOPIC_IDS,
      apiName: 'Metadata',
      encode: async () => encoderOf(encode(topics, allowAutoTopicCreation)),
    },
    response: { parse: response.parse, decode: async (answer) => decode(answer) },
  };
}

const NO_TAGS = Buffer.from([0]);

/** As kafkajs has it, no topic names mean all topics. */
function encode(topics: readonly string[], allowAutoTopicCreation: boolean): Buffer {
  const names = topics.flatMap((topic) => {
    const name = Buffer.from(topic, 'utf8');
    return [Buffer.alloc(16), unsignedVarint(name.length + 1), name, NO_TAGS];
  });
  const count = topics.length === 0 ? 0 : topics.length + 1;
  const flags = Buffer.from([allowAutoTopicCreation ? 1 : 0, 0]);
  return Buffer.concat([NO_TAGS, unsignedVarint(count), ...names, flags, NO_TAGS]);
}

function unsignedVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

function decode(answer: Buffer) {
  const reader = new AnswerReader(answer);
  const int32 = () => reader.int32();
  const tagged = <T>(value: T): T => {
    reader.skipTags();
    return value;
  };
  reader.skipTags();
  return {
    throttleTime: 0,
    clientSideThrottleTime: reader.int32(),
    brokers: reader.compactArray(() =>
      tagged({
        nodeId: reader.int32(),
        host: reader.compactText(),
        port: reader.int32(),
        rack: reader.compactText(),
      }),
    ),
    clusterId: reader.compactText(),
    controllerId: reader.int32(),
    topicMetadata: reader.compactArray(() => {
      const topic = {
        topicErrorCode: reader.int16(),
        topic: reader.compactText(),
        topicId: reader.bytes(16).toString('hex'),
        isInternal: reader.int8() !== 0,
        partitionMetadata: reader.compactArray(() =>
          tagged({
            partitionErrorCode: reader.int16(),
            partitionId: reader.int32(),
            leader: reader.int32(),
            leaderEpoch: reader.int32(),
            replicas: reader.compactArray(int32),
            isr: reader.compactArray(int32),
            offlineReplicas: reader.compactArray(int32),
          }),
        ),
      };
      reader.int32(); // authorized operations, which were not asked for
      return tagged(topic);
    }),
  };
}
