import { closedObject, type JsonSchema, type Properties } from './json-schema.js';

/** Longest `id` and `source` that intake keeps. It counts UTF-16 code units, which JSON Schema cannot. */
const MAX_IDENTITY = 500;
/** RFC 3339 with its zone, as intake reads `expirytime`: without leap seconds, which JavaScript does not know. */
const RFC_3339 = '^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$';

const text = (description: string, example: string): JsonSchema => ({
  description,
  type: 'string',
  examples: [example],
});
const identity = (description: string, example: string): JsonSchema => ({
  ...text(`${description} At most ${MAX_IDENTITY} UTF-16 code units, none of them U+0000.`, example),
  pattern: '^[^\\u0000]+$',
  minLength: 1,
  maxLength: MAX_IDENTITY,
});

const TRACE = {
  traceparent: text(
    'W3C Trace Context; the outcome carries it on.',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  ),
  tracestate: text('W3C Trace Context; the outcome carries it on.', 'shop=00f067aa0ba902b7'),
};
const CORRELATION = text('Carried from a request to its outcome.', 'cart-77');
const SPECVERSION: JsonSchema = { description: 'Version of CloudEvents.', const: '1.0' };

/** An envelope: its attributes, and which of them may be absent. */
interface Attributes {
  readonly attributes: Properties;
  readonly optional: readonly string[];
}

/** The content type of a value or of the data in it. */
interface ContentType {
  readonly schema: JsonSchema;
  readonly isOptional: boolean;
}

/** CloudEvents attributes of `booking.requested`. */
export const REQUEST_ATTRIBUTES: Attributes = {
  attributes: {
    specversion: SPECVERSION,
    id: identity(
      'With `source` the identity of the request: the same identity is the same request.',
      'order-2041',
    ),
    source: identity('Who asks. The same for every copy of a request.', 'urn:example:shop'),
    type: { description: 'Type of the event.', const: 'booking.requested' },
    time: { ...text('When the event was made.', '2029-12-24T09:00:00Z'), format: 'date-time' },
    subject: text('For your own use; it is not read.', 'order-2041'),
    dataschema: text('For your own use; it is not read.', 'urn:reservanto-bridge:schema:booking.requested:1'),
    expirytime: {
      ...text('Moment after which the request must not be booked any more.', '2029-12-31T12:00:00Z'),
      format: 'date-time',
      pattern: RFC_3339,
    },
    correlationid: {
      ...CORRELATION,
      description: `${CORRELATION.description} The id serves where there is none.`,
    },
    ...TRACE,
  },
  optional: ['time', 'subject', 'dataschema', 'expirytime', 'correlationid', 'traceparent', 'tracestate'],
};

/** CloudEvents attributes of an outcome. */
export function outcomeAttributes(type: 'booking.created' | 'booking.failed'): Attributes {
  return {
    attributes: {
      specversion: SPECVERSION,
      id: {
        ...text(
          'The same for every copy of this event: drop what you have seen.',
          '7f0c5a0e-4c3b-8d5e-9b1a-0e3f5d7c9a21',
        ),
        format: 'uuid',
      },
      source: text('EVENTS_SOURCE of the bridge.', 'urn:reservanto-bridge'),
      type: { description: 'Type of the event.', const: type },
      time: {
        ...text('When the outcome became final.', '2029-12-24T09:00:01.250Z'),
        format: 'date-time',
        pattern: 'Z$',
      },
      subject: text(
        'The reference of the request; for a record that is no request, where it stood: topic-partition-offset.',
        '7F3K9Q2MZ1',
      ),
      causationid: text('The id of the request event, or where the record stood.', 'order-2041'),
      correlationid: CORRELATION,
      ...TRACE,
    },
    optional: ['correlationid', 'traceparent', 'tracestate'],
  };
}

/** Kafka headers in binary mode: every attribute with `ce_` before its name, and the content type of the data. */
export function binaryHeaders(
  title: string,
  { attributes, optional }: Attributes,
  contentType: ContentType,
): JsonSchema {
  const named = Object.entries(attributes).map(([name, schema]) => [`ce_${name}`, schema] as const);
  return closedObject(
    {
      title,
      description: 'Kafka headers in the binary mode of CloudEvents, as UTF-8. The value is the data.',
    },
    { 'content-type': contentType.schema, ...Object.fromEntries(named), ...TRACE },
    [
      ...(contentType.isOptional ? ['content-type'] : []),
      ...optional.map((name) => `ce_${name}`),
      ...Object.keys(TRACE),
    ],
  );
}

/** Kafka headers in structured mode, where the value holds all attributes. */
export function structuredHeaders(title: string, contentType: JsonSchema): JsonSchema {
  return closedObject(
    {
      title,
      description: 'Kafka headers in the structured mode of CloudEvents. The value is the whole event.',
    },
    { 'content-type': contentType, ...TRACE },
    Object.keys(TRACE),
  );
}

/** The whole event as structured mode writes it. */
export function structuredEvent(
  title: string,
  { attributes, optional }: Attributes,
  contentType: ContentType,
  data: JsonSchema,
): JsonSchema {
  return closedObject(
    {
      title,
      description: 'The whole event, as the value of a record in the structured mode of CloudEvents.',
    },
    { ...attributes, datacontenttype: contentType.schema, data },
    [...optional, ...(contentType.isOptional ? ['datacontenttype'] : [])],
  );
}

/** Kafka headers of a request without CloudEvents. */
export function bareHeaders(): JsonSchema {
  const id = identity(
    'Identity of the request: the same key in the same topic is the same request.',
    'order-2041',
  );
  const properties = {
    'content-type': {
      ...text('Anything but application/cloudevents.', 'application/json'),
      pattern: '^application/json',
    },
    'idempotency-key': id,
    'message-id': {
      ...id,
      description:
        'Serves where there is no idempotency-key. Without both, every record is a request of its own.',
    },
    correlationid: CORRELATION,
    ...TRACE,
  };
  return closedObject(
    {
      title: 'BareRequestHeaders',
      description: 'Kafka headers of a request that is no CloudEvent. The value is the data.',
    },
    properties,
    Object.keys(properties),
  );
}
