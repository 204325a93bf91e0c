import type { EncodedHeaders, OutboxRecord } from './outbox-record.js';
import type { OutgoingEvent, OutgoingEventType } from './outgoing-event.js';

/** How events are written: the CloudEvents content mode, our `source`, the topic of each type. */
export interface EventEncoding {
  readonly mode: 'binary' | 'structured';
  readonly source: string;
  readonly topics: Readonly<Record<OutgoingEventType, string>>;
  /** Beginning of the URI that explains a failure; its code follows. */
  readonly failureTypes: string;
}

/** Injection token of the {@link EventEncoding}. */
export const EVENT_ENCODING = Symbol('event encoding');

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/**
 * Writes an event as a CloudEvents 1.0 Kafka record: binary mode (attributes as `ce_` headers, data as the value) or
 * structured mode (the whole event as the value). `traceparent` and `tracestate` are plain headers in both modes too,
 * because tracing tools look there. A failure gets its `type`, the URI that explains its code.
 */
export function encodeEvent(
  event: OutgoingEvent,
  requestId: bigint | null,
  encoding: EventEncoding,
): OutboxRecord {
  const attributes = attributesOf(event, encoding.source);
  const trace = traceHeaders(event);
  const data = publishedData(event, encoding.failureTypes);
  const [headers, value] =
    encoding.mode === 'binary'
      ? [
          [
            ['content-type', base64('application/json; charset=utf-8')] as const,
            ...attributes.map(([name, text]) => [`ce_${name}`, base64(text)] as const),
            ...trace,
          ],
          JSON.stringify(data),
        ]
      : [
          [['content-type', base64('application/cloudevents+json; charset=utf-8')] as const, ...trace],
          JSON.stringify({
            ...Object.fromEntries(attributes),
            datacontenttype: 'application/json',
            data,
          }),
        ];
  return {
    eventId: event.id,
    requestId,
    topic: encoding.topics[event.type],
    key: event.context.key,
    value: base64(value),
    headers,
  };
}

/** Only the settings know the `type` of a failure, so the stored outcome does not have it. */
function publishedData({ data }: OutgoingEvent, failureTypes: string): Readonly<Record<string, unknown>> {
  const { failure } = data;
  if (failure === undefined) return data;
  return { ...data, failure: { type: `${failureTypes}${failure.code}`, ...failure } };
}

function attributesOf(event: OutgoingEvent, source: string): [string, string][] {
  const { context } = event;
  const attributes: [string, string | null][] = [
    ['specversion', '1.0'],
    ['id', event.id],
    ['source', source],
    ['type', event.type],
    ['time', event.time],
    ['subject', event.subject],
    ['causationid', event.causationId],
    ['causationsource', event.causationSource],
    ['claimedid', event.claimed?.id ?? null],
    ['claimedsource', event.claimed?.source ?? null],
    ['correlationid', context.correlationId],
    ['traceparent', context.traceparent],
    ['tracestate', context.tracestate],
  ];
  return attributes.filter((pair): pair is [string, string] => pair[1] !== null);
}

function traceHeaders(event: OutgoingEvent): EncodedHeaders {
  const { traceparent, tracestate } = event.context;
  return [
    ...(traceparent === null ? [] : [['traceparent', base64(traceparent)] as const]),
    ...(tracestate === null ? [] : [['tracestate', base64(tracestate)] as const]),
  ];
}
