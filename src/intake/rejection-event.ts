import { rejectionEventOf } from '../booking/outcome.js';
import { ACCOUNT } from '../booking/request.js';
import { type RecordLetter, valueHashOf } from '../dead-letter/dead-letter.js';
import type { EventContext, OutgoingEvent } from '../outbox/outgoing-event.js';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { headerOf, textOf } from './attribute.js';
import { attributesIn, isReadable, readEnvelope } from './envelope.js';
import {
  eventIdentityOf,
  type EventIdentity,
  headerIdentityOf,
  positionOf,
  topicSourceOf,
} from './identity.js';
import { isKeyHandedOn, MAX_CORRELATION_BYTES } from './limits.js';
import { traceContextOf } from './trace-context.js';

/**
 * The `booking.failed` of a record that never became a request. It is caused by the event that the record was meant to
 * be, so that its producer finds it. Where another request has that identity (`isTaken`) it must not look like that one's
 * outcome: the position is the cause then, the claimed identity is named beside it, and a booking may exist.
 */
export function rejectionOf({ record, failure, failedAt }: RecordLetter, isTaken: boolean): OutgoingEvent {
  const position = positionOf(record);
  const source = topicSourceOf(record);
  const claim = claimOf(record);
  return rejectionEventOf(
    {
      identity: {
        account: ACCOUNT,
        source: `${source}:rejected`,
        eventId: `${position}:${valueHashOf(record)}`,
      },
      position,
      cause: claim === null || isTaken ? { id: position, source } : claim,
      claimed: isTaken ? claim : null,
      context: contextOf(record),
    },
    isTaken ? { ...failure, bookingMayExist: true } : failure,
    failedAt,
  );
}

/** The identity that a record has or was meant to have, as far as it can be read; null where only its position is known. */
export function claimOf(record: IncomingRecord): EventIdentity | null {
  const envelope = readEnvelope(record);
  if (isReadable(envelope)) return { source: envelope.source, id: envelope.id };
  const attributes = attributesIn(record);
  const read =
    attributes === null
      ? headerIdentityOf(record)
      : eventIdentityOf(textOf(attributes('id')), textOf(attributes('source')));
  return read?.ok === true ? read.identity : null;
}

/** What the outcome carries on, as far as it can be read and is within its limits. */
function contextOf(record: IncomingRecord): EventContext {
  const attributes = attributesIn(record);
  const inBoth = (name: string) => [
    ...(attributes === null ? [] : [attributes(name)]),
    headerOf(record, name),
  ];
  const correlationId =
    inBoth('correlationid')
      .map(textOf)
      .find((text) => text !== null) ?? null;
  const isKept = Buffer.byteLength(correlationId ?? '') <= MAX_CORRELATION_BYTES;
  return {
    key: isKeyHandedOn(record.key) ? (record.key?.toString('base64') ?? null) : null,
    correlationId: isKept ? correlationId : null,
    ...traceContextOf({ traceparent: inBoth('traceparent'), tracestate: inBoth('tracestate') }),
  };
}
