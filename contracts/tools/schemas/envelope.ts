import {
  MAX_CORRELATION_BYTES,
  MAX_IDENTITY_BYTES,
  MAX_TRACESTATE_BYTES,
} from '../../../src/intake/limits.js';
import { closedObject, type JsonSchema, type Properties } from './json-schema.js';

/**
 * A CloudEvents String without control characters, surrogates and the noncharacters of the first plane. Those of the
 * other planes have no pattern that every language reads; intake refuses them too.
 */
const TEXT = '^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+$';
/** RFC 3339 with its zone, as intake reads `expirytime`: without leap seconds, which JavaScript does not know. */
const RFC_3339 = '^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$';

const text = (description: string, example: string): JsonSchema => ({
  description,
  type: 'string',
  examples: [example],
});
/** JSON Schema counts characters; the limit is in bytes and for both together, so it is also told in words. */
const identity = (description: string, example: string): JsonSchema => ({
  ...text(
    `${description} With the other half of the identity at most ${MAX_IDENTITY_BYTES} bytes of UTF-8, without control characters, surrogates and noncharacters.`,
    example,
  ),
  pattern: TEXT,
  minLength: 1,
  maxLength: MAX_IDENTITY_BYTES - 1,
});

const TRACE = {
  traceparent: {
    ...text(
      'W3C Trace Context; the outcome carries it on. Left out where it is not well formed.',
      '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    ),
    pattern: '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$',
  },
  tracestate: {
    ...text(
      `W3C Trace Context; the outcome carries it on beside a traceparent. Left out where it is longer than ${MAX_TRACESTATE_BYTES} bytes or not well formed.`,
      'shop=00f067aa0ba902b7',
    ),
    maxLength: MAX_TRACESTATE_BYTES,
  },
};
const CORRELATION: JsonSchema = {
  ...text(
    `Carried from a request to its outcome; at most ${MAX_CORRELATION_BYTES} bytes of UTF-8 in the request.`,
    'cart-77',
  ),
  pattern: TEXT,
};
/** A longer one is refused; an outcome may have the id of the request here, which may be longer. */
const REQUEST_CORRELATION: JsonSchema = { ...CORRELATION, maxLength: MAX_CORRELATION_BYTES };
const CLAIMED = {
  claimedid: text(
    'The id of a record that another request has: this is not the outcome of that request.',
    'order-2041',
  ),
  claimedsource: text('The source of such a record.', 'urn:example:shop'),
};
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
      ...REQUEST_CORRELATION,
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
      causationid: text(
        'The id of the request event. Of a record whose id cannot be told, or is that of another request: its position, topic-partition-offset.',
        'order-2041',
      ),
      causationsource: text(
        'The source of the request event: only with `causationid` it tells whose outcome this is. Beside a position: urn:kafka: and the topic.',
        'urn:example:shop',
      ),
      ...(type === 'booking.failed' ? CLAIMED : {}),
      correlationid: CORRELATION,
      ...TRACE,
    },
    optional: [...Object.keys(CLAIMED), 'correlationid', 'traceparent', 'tracestate'],
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
    id: {
      ...text(
        'A UUID serves where there is neither of both, as the outbox event router of Debezium writes it; anything else is refused.',
        '7f0c5a0e-4c3b-4d5e-9b1a-0e3f5d7c9a21',
      ),
      format: 'uuid',
      pattern: '^[0-9A-Fa-f-]{36}$',
    },
    correlationid: REQUEST_CORRELATION,
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
