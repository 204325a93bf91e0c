import type { FailureCode } from '../booking/failure-codes.js';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { type Attribute, attributeOf, type Attributes, headerOf, textOf } from './attribute.js';
import { withoutConnectEnvelope } from './connect-envelope.js';
import { contentModeOf, mediaTypeOf } from './content-mode.js';
import { bareIdentityOf, eventIdentityOf } from './identity.js';
import { MAX_CORRELATION_BYTES, tooLargeIn } from './limits.js';
import { parseJsonObject } from './parse-json.js';
import { isStructuredEvent, structuredDataOf } from './structured-data.js';
import { traceContextOf } from './trace-context.js';

export { positionOf } from './identity.js';

/** The attributes of an event, as far as this service uses them, and its data as any JSON. */
export interface Envelope {
  readonly source: string;
  readonly id: string;
  readonly expiresAt: Date | null;
  readonly correlationId: string | null;
  readonly traceparent: string | null;
  readonly tracestate: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Why a record cannot become a request. `message` never repeats what the record says. */
export interface Unreadable {
  readonly code: Extract<FailureCode, 'MALFORMED_EVENT' | 'UNSUPPORTED_EVENT'>;
  readonly message: string;
}

/** Type of the one event that is read. */
const REQUESTED = 'booking.requested';
/** `new Date` alone would read "5" as a day in May 2001, and a time without a zone as this machine's. */
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
/** Attributes that decide what is booked and whose it is: one that cannot be read exactly refuses the record. */
const DECISIVE = ['specversion', 'type', 'id', 'source', 'expirytime', 'correlationid'];

/** Data as it was found, or what the record is for the lack of it. */
type Data =
  { readonly ok: true; readonly object: Envelope['data'] } | { readonly ok: false; readonly is: Unreadable };

/**
 * Reads the envelope of a record: CloudEvents 1.0 in structured or binary mode, or bare JSON without any. Total: any
 * bytes give an envelope or the reason why not.
 */
export function readEnvelope(record: IncomingRecord): Envelope | Unreadable {
  const tooLarge = tooLargeIn(record);
  if (tooLarge !== null) return unsupported(tooLarge);
  const contentType = headerOf(record, 'content-type');
  if (contentType.is === 'refused') return unsupported(`The header content-type ${contentType.why}`);
  const mode = contentModeOf(record);
  switch (mode) {
    case 'structured': {
      const event = parseJsonObject(record.value);
      return event.ok ? readEvent(event.object, record) : malformed(event.why);
    }
    case 'binary':
      return readAttributes(binaryAttributesOf(record), record, valueOf(record));
    case 'bare':
      return readBare(record);
    case 'batched':
      return unsupported('A batch of CloudEvents is not read; send every event as a record of its own.');
    case 'other-format':
      return unsupported(
        'Of the structured formats of CloudEvents only application/cloudevents+json is read; send that, or binary mode.',
      );
    case 'http-headers':
      return unsupported(
        'Headers that begin with "ce-" belong to CloudEvents over HTTP; in Kafka they must begin with "ce_".',
      );
  }
}

/** True when {@link readEnvelope} found an envelope. */
export function isReadable(read: Envelope | Unreadable): read is Envelope {
  return 'data' in read;
}

/** The attributes of a record that is a CloudEvent, as far as they can be read; null for any other record. */
export function attributesIn(record: IncomingRecord): Attributes | null {
  const mode = contentModeOf(record);
  if (mode === 'binary') return binaryAttributesOf(record);
  if (mode !== 'structured' && mode !== 'bare') return null;
  const event = parseJsonObject(record.value);
  return event.ok && (mode === 'structured' || isStructuredEvent(event.object))
    ? structuredAttributesOf(event.object)
    : null;
}

/**
 * Attributes in `ce_` headers. Spring writes header values as JSON where it is set to encode texts: a specversion of
 * "1.0" in quotes can mean nothing else, and then the quotes of the others are taken off too.
 */
function binaryAttributesOf(record: IncomingRecord): Attributes {
  const written: Attributes = (name) => headerOf(record, `ce_${name}`);
  if (textOf(written('specversion')) !== '"1.0"') return written;
  return (name) => unquoted(written(name));
}

function unquoted(attribute: Attribute): Attribute {
  if (attribute.is !== 'text' || !/^".*"$/.test(attribute.text)) return attribute;
  try {
    return attributeOf(String(JSON.parse(attribute.text)));
  } catch {
    return attribute;
  }
}

function structuredAttributesOf(event: Readonly<Record<string, unknown>>): Attributes {
  return (name) => {
    const value = event[name];
    return attributeOf(typeof value === 'string' ? value : '');
  };
}

function readEvent(event: Readonly<Record<string, unknown>>, record: IncomingRecord): Envelope | Unreadable {
  const data = structuredDataOf(event);
  return readAttributes(
    structuredAttributesOf(event),
    record,
    data.ok ? data : { ok: false, is: malformed(data.why) },
  );
}

function readBare(record: IncomingRecord): Envelope | Unreadable {
  const data = valueOf(record);
  if (!data.ok) return data.is;
  // Some producers cannot set a content type, and no booking request has these attributes.
  if (isStructuredEvent(data.object)) return readEvent(data.object, record);
  const read = bareIdentityOf(record);
  if (!read.ok) return unsupported(read.why);
  const correlation = headerOf(record, 'correlationid');
  const refusal = refusalOfCorrelation(correlation, 'header');
  if (refusal !== null) return unsupported(refusal);
  return {
    ...read.identity,
    expiresAt: null,
    correlationId: textOf(correlation),
    ...traceContextOf({
      traceparent: [headerOf(record, 'traceparent')],
      tracestate: [headerOf(record, 'tracestate')],
    }),
    data: data.object,
  };
}

/** The value as data. What is no JSON and does not claim to be is unsupported; what claims to be is malformed. */
function valueOf(record: IncomingRecord): Data {
  const data = parseJsonObject(record.value);
  if (data.ok) {
    const inner = withoutConnectEnvelope(data.object);
    return inner.ok ? inner : { ok: false, is: unsupported(inner.why) };
  }
  const mediaType = mediaTypeOf(record);
  const claimsAnother = mediaType !== '' && !/[/+]json$/.test(mediaType);
  if (record.value === null || !claimsAnother) return { ok: false, is: malformed(data.why) };
  const is = unsupported(`${data.why} Its content-type is another as well; send application/json in UTF-8.`);
  return { ok: false, is };
}

function readAttributes(attribute: Attributes, record: IncomingRecord, data: Data): Envelope | Unreadable {
  for (const name of DECISIVE) {
    const found = attribute(name);
    if (found.is === 'refused') return unsupported(`The CloudEvents attribute ${name} ${found.why}`);
  }
  const text = (name: string) => textOf(attribute(name));
  if (text('specversion') !== '1.0')
    return unsupported('The CloudEvents attribute specversion must be 1.0, and it is missing or another.');
  if (text('type') !== REQUESTED)
    return unsupported(`The CloudEvents attribute type must be ${REQUESTED}, and it is missing or another.`);
  const read = eventIdentityOf(text('id'), text('source'));
  if (!read.ok) return unsupported(read.why);
  const expiry = text('expirytime');
  const expiresAt = expiry === null ? null : new Date(RFC_3339.test(expiry) ? expiry.toUpperCase() : NaN);
  if (expiresAt !== null && Number.isNaN(expiresAt.getTime()))
    return unsupported(
      'The CloudEvents attribute expirytime must be an RFC 3339 time with its zone, such as 2030-01-31T12:00:00Z.',
    );
  const refusal = refusalOfCorrelation(attribute('correlationid'), 'CloudEvents attribute');
  if (refusal !== null) return unsupported(refusal);
  if (!data.ok) return data.is;
  return {
    ...read.identity,
    expiresAt,
    correlationId: text('correlationid'),
    ...traceContextOf({
      traceparent: [attribute('traceparent'), headerOf(record, 'traceparent')],
      tracestate: [attribute('tracestate'), headerOf(record, 'tracestate')],
    }),
    data: data.object,
  };
}

function refusalOfCorrelation(correlation: Attribute, kind: string): string | null {
  if (correlation.is === 'refused') return `The ${kind} correlationid ${correlation.why}`;
  if (Buffer.byteLength(textOf(correlation) ?? '') <= MAX_CORRELATION_BYTES) return null;
  return `The ${kind} correlationid is longer than ${MAX_CORRELATION_BYTES} bytes of UTF-8; shorten it.`;
}

const malformed = (message: string): Unreadable => ({ code: 'MALFORMED_EVENT', message });
const unsupported = (message: string): Unreadable => ({ code: 'UNSUPPORTED_EVENT', message });
