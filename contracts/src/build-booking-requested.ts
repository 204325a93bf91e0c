import type { BookingRequested } from './generated/types.js';

/** A Kafka record of texts, as kafkajs and most other clients take it. All is UTF-8. */
export interface KafkaRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What may be said about a request besides its data. */
export interface RequestOptions {
  /**
   * With `source` the identity of the request for ever. Take one that a repetition has too, such as the number of the
   * order: the bridge books the same identity once.
   */
  readonly id: string;
  /** Who asks, as a URI. With `id` at most 2,000 bytes of UTF-8. */
  readonly source: string;
  /** When the event was made; now by default. */
  readonly time?: Date;
  /** Moment after which the request must not be booked any more. */
  readonly expiresAt?: Date;
  /** Handed on to the outcome; the id by default. */
  readonly correlationId?: string;
  /** W3C Trace Context, handed on to the outcome. */
  readonly traceparent?: string;
  readonly tracestate?: string;
  /** Record key, and that of the outcome. By default the resource, so that requests for one resource keep their order. */
  readonly key?: string;
  /** Content mode of CloudEvents; `binary` by default. */
  readonly mode?: 'binary' | 'structured';
}

/**
 * The Kafka record of a `booking.requested` event. The data is written as it is; check it with the schema where it comes
 * from elsewhere.
 *
 * Throws a TypeError without an id or a source: an id that is made up for each call would book again at each repetition,
 * and two producers that count their orders would book for each other.
 */
export function buildBookingRequested(data: BookingRequested, options: RequestOptions): KafkaRecord {
  const { id, source } = (options as Partial<RequestOptions> | undefined) ?? {};
  if (id === undefined || source === undefined)
    throw new TypeError(
      'buildBookingRequested: a request needs an id and a source, because only the two together identify it. Give options.id, such as the number of the order, and options.source, a URI of your service such as urn:example:shop.',
    );
  const attributes = present({
    specversion: '1.0',
    id,
    source,
    type: 'booking.requested',
    time: (options.time ?? new Date()).toISOString(),
    expirytime: options.expiresAt?.toISOString(),
    correlationid: options.correlationId,
    traceparent: options.traceparent,
    tracestate: options.tracestate,
  });
  const trace = present({ traceparent: options.traceparent, tracestate: options.tracestate });
  const key = options.key ?? String(data.BookingResourceId);
  if (options.mode === 'structured') {
    const event = { ...attributes, datacontenttype: 'application/json', data };
    const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8', ...trace };
    return { key, value: JSON.stringify(event), headers };
  }
  const prefixed = Object.entries(attributes).map(([name, text]) => [`ce_${name}`, text] as const);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...(Object.fromEntries(prefixed) as Record<string, string>),
    ...trace,
  };
  return { key, value: JSON.stringify(data), headers };
}

function present(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given = Object.entries(texts).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(given);
}
