import { VARIABLES, type VariableName } from '../../../src/platform/config/variables.js';
import type { Sample } from '../samples/sample.js';
import type { ContractSchema } from '../schemas/contract.js';
import {
  CREATED_MESSAGES,
  DEAD_LETTER_MESSAGES,
  FAILED_MESSAGES,
  type MessageKind,
  REQUESTED_MESSAGES,
} from './messages.js';

const BINDING_VERSION = '0.5.0';

interface Channel {
  readonly id: string;
  /** The variable that names the topic. */
  readonly variable: VariableName;
  readonly action: 'receive' | 'send';
  readonly operation: string;
  readonly summary: string;
  readonly key: string;
  readonly messages: readonly MessageKind[];
}

const SAME_KEY = 'The key of the request, byte for byte; none where it had none.';

const CHANNELS: readonly Channel[] = [
  {
    id: 'bookingRequested',
    variable: 'TOPIC_BOOKING_REQUESTED',
    action: 'receive',
    operation: 'receiveBookingRequested',
    summary: 'Reads requests and books each of them once.',
    key: 'Keeps records of one key in order. The BookingResourceId is a good one; it may be absent.',
    messages: REQUESTED_MESSAGES,
  },
  {
    id: 'bookingCreated',
    variable: 'TOPIC_BOOKING_CREATED',
    action: 'send',
    operation: 'sendBookingCreated',
    summary: 'Answers a request whose booking Reservanto holds.',
    key: SAME_KEY,
    messages: CREATED_MESSAGES,
  },
  {
    id: 'bookingFailed',
    variable: 'TOPIC_BOOKING_FAILED',
    action: 'send',
    operation: 'sendBookingFailed',
    summary: 'Answers a request without a booking, and a record that is no request.',
    key: SAME_KEY,
    messages: FAILED_MESSAGES,
  },
  {
    id: 'deadLetter',
    variable: 'TOPIC_DEAD_LETTER',
    action: 'send',
    operation: 'sendDeadLetter',
    summary: 'Keeps a record that could not become a request.',
    key: 'The key of the record, byte for byte.',
    messages: DEAD_LETTER_MESSAGES,
  },
];

const ref = (pointer: string) => ({ $ref: `#/${pointer}` });
const byName = <Item, Value>(items: readonly Item[], pair: (item: Item) => readonly [string, Value]) =>
  Object.fromEntries(items.map(pair));

/** The AsyncAPI 3.0 document of the contract, as data. Topics and the group have the names that are configured by default. */
export function buildAsyncApi(
  schemas: readonly ContractSchema[],
  samples: readonly Sample[],
  version: string,
): Record<string, unknown> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'reservanto-bridge',
      version,
      description:
        'Books in Reservanto what is requested on Kafka, and answers each request with exactly one booking.created or booking.failed. The schemas are those to write with; readers must be ready for properties and words that they do not know.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: byName(CHANNELS, (channel) => [channel.id, channelOf(channel)]),
    operations: byName(CHANNELS, (channel) => [channel.operation, operationOf(channel)]),
    components: {
      messages: Object.fromEntries(
        CHANNELS.flatMap(({ messages, key }) =>
          messages.map((kind) => [kind.id, messageOf(kind, key, samples)]),
        ),
      ),
      schemas: byName(schemas, ({ schema }) => {
        const { $schema: _dialect, $id: _id, ...rest } = schema;
        return [schema.title ?? '', rest];
      }),
    },
  };
}

function channelOf({ id, variable, messages }: Channel): unknown {
  const topic = VARIABLES[variable].default;
  return {
    address: topic,
    title: id,
    description: `${VARIABLES[variable].description} ${variable} sets its name. Partitions and replicas are the operator's choice.`,
    messages: byName(messages, (kind) => [kind.id, ref(`components/messages/${kind.id}`)]),
    bindings: { kafka: { topic, bindingVersion: BINDING_VERSION } },
  };
}

function operationOf({ id, action, summary, messages }: Channel): unknown {
  const group = { type: 'string', const: VARIABLES.KAFKA_GROUP_ID.default, description: 'KAFKA_GROUP_ID.' };
  const client = {
    type: 'string',
    const: VARIABLES.KAFKA_CLIENT_ID.default,
    description: 'KAFKA_CLIENT_ID.',
  };
  return {
    action,
    channel: ref(`channels/${id}`),
    summary,
    messages: messages.map((kind) => ref(`channels/${id}/messages/${kind.id}`)),
    bindings: {
      kafka: {
        ...(action === 'receive' ? { groupId: group } : {}),
        clientId: client,
        bindingVersion: BINDING_VERSION,
      },
    },
  };
}

function messageOf(kind: MessageKind, key: string, samples: readonly Sample[]): unknown {
  const examples = samples.filter(kind.isExample).map(({ name, headers, value, text }) => ({
    name: name.slice(name.indexOf('/') + 1),
    headers,
    payload: text ?? value,
  }));
  return {
    name: kind.id,
    title: kind.id,
    summary: kind.summary,
    contentType: kind.contentType,
    headers: ref(`components/schemas/${kind.headers}`),
    ...(kind.payload === null ? {} : { payload: ref(`components/schemas/${kind.payload}`) }),
    bindings: { kafka: { key: { type: 'string', description: key }, bindingVersion: BINDING_VERSION } },
    examples,
  };
}
