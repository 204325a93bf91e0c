/** The two events this service publishes. */
export type OutgoingEventType = 'booking.created' | 'booking.failed';

/**
 * What the request event hands on to the event of its outcome.
 * `key` is the record key as base64; `null` means the record or the envelope had none.
 */
export interface EventContext {
  readonly key: string | null;
  readonly correlationId: string | null;
  readonly traceparent: string | null;
  readonly tracestate: string | null;
}

/** One event, before it is written as a Kafka record. Times are RFC 3339 UTC. */
export interface OutgoingEvent {
  /** Stable: every copy of this event carries it. */
  readonly id: string;
  readonly type: OutgoingEventType;
  readonly time: string;
  /** The booking reference, or where the record stood when there is no request. */
  readonly subject: string;
  /** Identifier of the event that caused this one, or the position of a record that was none. */
  readonly causationId: string;
  /** Source of the event that caused this one: only the two together are an identity. */
  readonly causationSource: string;
  /** The identity that the cause claimed although another request has it. */
  readonly claimed: { readonly id: string; readonly source: string } | null;
  readonly context: EventContext;
  readonly data: Readonly<Record<string, unknown>> & { readonly failure?: { readonly code: string } };
}
