import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { headerOf, textOf } from './attribute.js';
import { MAX_IDENTITY_BYTES } from './limits.js';

/** What tells one request from every other: the same source and id are the same request. */
export interface EventIdentity {
  readonly source: string;
  readonly id: string;
}

/** An identity, or why there is none; a sentence for a person that never repeats what the record says. */
export type IdentityReading =
  { readonly ok: true; readonly identity: EventIdentity } | { readonly ok: false; readonly why: string };

/** Headers that may identify a record without an envelope, the stronger one first. */
export const IDENTITY_HEADERS = ['idempotency-key', 'message-id'] as const;
/** Header in which Debezium's outbox event router writes the id of the event, a UUID. */
export const DEBEZIUM_ID = 'id';
/** Header of a replayed record: the position at which it first stood, which stays its identity where it has no other. */
export const REPLAYED_FROM = 'x-replayed-from';

/**
 * Begins the source of every request that is no CloudEvent. No CloudEvent may claim such a source, and what follows says
 * the topic and the kind of identity, so that events, header ids and positions can never be the same identity.
 */
const RESERVED = 'urn:kafka:';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Where a record is: topic, partition and offset, as its producer learns them from the acknowledgment. */
export function positionOf(record: Pick<IncomingRecord, 'topic' | 'partition' | 'offset'>): string {
  return `${record.topic}-${record.partition}-${record.offset}`;
}

/**
 * The id of a record that nothing but its position identifies. It holds the record's timestamp, because a topic that is
 * created again counts its offsets from zero.
 */
export function positionIdOf(
  record: Pick<IncomingRecord, 'topic' | 'partition' | 'offset' | 'timestampMs'>,
): string {
  return `${positionOf(record)}-${record.timestampMs}`;
}

/** Source of what is known by its topic alone. */
export function topicSourceOf(record: Pick<IncomingRecord, 'topic'>): string {
  return `${RESERVED}${record.topic}`;
}

/** The identity of a CloudEvent, from the texts of its attributes. */
export function eventIdentityOf(id: string | null, source: string | null): IdentityReading {
  if (id === null) return no('The CloudEvents attribute id is missing; give each request one of its own.');
  if (source === null)
    return no('The CloudEvents attribute source is missing; name who asks, such as urn:example:shop.');
  if (source.startsWith(RESERVED))
    return no(
      `The CloudEvents attribute source begins with ${RESERVED}, which is reserved for records without CloudEvents; name who asks, such as urn:example:shop.`,
    );
  return withinLimit({ source, id }, 'CloudEvents attribute id or its source');
}

/** The identity of a record without CloudEvents: a header, else the position where it first stood. */
export function bareIdentityOf(record: IncomingRecord): IdentityReading {
  return headerIdentityOf(record) ?? positionIdentityOf(record);
}

/** The identity that a header gives to a record without CloudEvents; null where no header does. */
export function headerIdentityOf(record: Pick<IncomingRecord, 'headers' | 'topic'>): IdentityReading | null {
  for (const name of IDENTITY_HEADERS) {
    const header = headerOf(record, name);
    if (header.is === 'refused') return no(`The header ${name} ${header.why}`);
    if (header.is === 'text') return withinLimit(identityBy(name, record, header.text), `header ${name}`);
  }
  return debeziumIdentityOf(record);
}

/** Any program may write a header `id`; only a UUID is certain to identify nothing but this event. */
function debeziumIdentityOf(record: Pick<IncomingRecord, 'headers' | 'topic'>): IdentityReading | null {
  const header = headerOf(record, DEBEZIUM_ID);
  if (header.is === 'absent') return null;
  const id = textOf(header)?.replace(/^"(.*)"$/, '$1') ?? '';
  if (UUID.test(id)) return { ok: true, identity: identityBy(DEBEZIUM_ID, record, id) };
  return no(
    `The header ${DEBEZIUM_ID} is no single UUID, so it may or may not identify the request; send the identity as ${IDENTITY_HEADERS[0]}. With Debezium's outbox event router set transforms.outbox.table.fields.additional.placement to COLUMN:header:${IDENTITY_HEADERS[0]}.`,
  );
}

function positionIdentityOf(record: IncomingRecord): IdentityReading {
  const replayed = headerOf(record, REPLAYED_FROM);
  if (replayed.is === 'refused') return no(`The header ${REPLAYED_FROM} ${replayed.why}`);
  const id = replayed.is === 'text' ? replayed.text : positionIdOf(record);
  return withinLimit(identityBy('position', record, id), `header ${REPLAYED_FROM}`);
}

function identityBy(kind: string, record: Pick<IncomingRecord, 'topic'>, id: string): EventIdentity {
  return { source: `${topicSourceOf(record)}:${kind}`, id };
}

function withinLimit(identity: EventIdentity, name: string): IdentityReading {
  const bytes = Buffer.byteLength(identity.id) + Buffer.byteLength(identity.source);
  if (bytes <= MAX_IDENTITY_BYTES) return { ok: true, identity };
  return no(
    `The ${name} is too long: together they may take ${MAX_IDENTITY_BYTES} bytes of UTF-8; shorten them.`,
  );
}

const no = (why: string): IdentityReading => ({ ok: false, why });
