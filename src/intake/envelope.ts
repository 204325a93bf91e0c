import type { FailureCode } from '../booking/failure-codes.js';
import { headerText, type IncomingRecord } from '../platform/kafka/incoming-record.js';
import { contentModeOf, IDENTITY_HEADERS, mediaTypeOf } from './content-mode.js';
import { parseJsonObject } from './parse-json.js';
import { isStructuredEvent, structuredDataOf } from './structured-data.js';

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
/** Together they fit PostgreSQL's index rows with room to spare. */
const MAX_ATTRIBUTE_LENGTH = 500;

/** Data as it was found, or what the record is for the lack of it. */
type Data =
  { readonly ok: true; readonly object: Envelope['data'] } | { readonly ok: false; readonly is: Unreadable };

/**
 * Reads the envelope of a record: CloudEvents 1.0 in structured or binary mode, or bare JSON without any. Total: any
 * bytes give an envelope or the reason why not.
 */
export function readEnvelope(record: IncomingRecord): Envelope | Unreadable {
  const mode = contentModeOf(record);
  switch (mode) {
    case 'structured':
      return readStructured(record);
    case 'binary':
      return readAttributes((name) => headerText(record, `ce_${name}`), record, valueOf(record));
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

/** Where a record stands: the identity of what has no other. */
export function positionOf(record: Pick<IncomingRecord, 'topic' | 'partition' | 'offset'>): string {
  return `${record.topic}-${record.partition}-${record.offset}`;
}

/** Source of records that name none. */
export function bareSourceOf(record: IncomingRecord): string {
  return `urn:kafka:${record.topic}`;
}

function readStructured(record: IncomingRecord): Envelope | Unreadable {
  const event = parseJsonObject(record.value);
  if (!event.ok) return malformed(event.why);
  const attribute = (name: string) => {
    const value = event.object[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const data = structuredDataOf(event.object);
  return readAttributes(attribute, record, data.ok ? data : { ok: false, is: malformed(data.why) });
}

function readBare(record: IncomingRecord): Envelope | Unreadable {
  const data = valueOf(record);
  if (!data.ok) return data.is;
  if (isStructuredEvent(data.object)) {
    return unsupported(
      'The value is a CloudEvent with its envelope; say so with the header content-type: application/cloudevents+json.',
    );
  }
  const [stronger, weaker] = IDENTITY_HEADERS;
  const id = headerText(record, stronger) ?? headerText(record, weaker) ?? positionOf(record);
  if (!isStorable(id)) return unsupported(badText(`header ${stronger} or ${weaker}`));
  return {
    source: bareSourceOf(record),
    id,
    expiresAt: null,
    correlationId: headerText(record, 'correlationid'),
    traceparent: headerText(record, 'traceparent'),
    tracestate: headerText(record, 'tracestate'),
    data: data.object,
  };
}

/** The value as data. What is no JSON and does not claim to be is unsupported; what claims to be is malformed. */
function valueOf(record: IncomingRecord): Data {
  const data = parseJsonObject(record.value);
  if (data.ok) return data;
  const mediaType = mediaTypeOf(record);
  const claimsAnother = mediaType !== '' && !/[/+]json$/.test(mediaType);
  if (record.value === null || !claimsAnother) return { ok: false, is: malformed(data.why) };
  const is = unsupported(`${data.why} Its content-type is another as well; send application/json in UTF-8.`);
  return { ok: false, is };
}

function readAttributes(
  attribute: (name: string) => string | null,
  record: IncomingRecord,
  data: Data,
): Envelope | Unreadable {
  if (attribute('specversion') !== '1.0') {
    return unsupported('The CloudEvents attribute specversion must be 1.0, and it is missing or another.');
  }
  if (attribute('type') !== REQUESTED) {
    return unsupported(`The CloudEvents attribute type must be ${REQUESTED}, and it is missing or another.`);
  }
  const id = attribute('id');
  const source = attribute('source');
  if (id === null || !isStorable(id)) return unsupported(badText('CloudEvents attribute id'));
  if (source === null || !isStorable(source)) return unsupported(badText('CloudEvents attribute source'));
  const expiry = attribute('expirytime');
  const expiresAt = expiry === null ? null : new Date(RFC_3339.test(expiry) ? expiry.toUpperCase() : NaN);
  if (expiresAt !== null && Number.isNaN(expiresAt.getTime())) {
    return unsupported(
      'The CloudEvents attribute expirytime must be an RFC 3339 time with its zone, such as 2030-01-31T12:00:00Z.',
    );
  }
  if (!data.ok) return data.is;
  return {
    source,
    id,
    expiresAt,
    correlationId: attribute('correlationid'),
    traceparent: attribute('traceparent') ?? headerText(record, 'traceparent'),
    tracestate: attribute('tracestate') ?? headerText(record, 'tracestate'),
    data: data.object,
  };
}

function isStorable(text: string): boolean {
  return (
    text.length > 0 && text.length <= MAX_ATTRIBUTE_LENGTH && text.isWellFormed() && !text.includes('\0')
  );
}

function badText(name: string): string {
  return `The ${name} must be a text of 1 to ${MAX_ATTRIBUTE_LENGTH} characters without U+0000.`;
}

const malformed = (message: string): Unreadable => ({ code: 'MALFORMED_EVENT', message });
const unsupported = (message: string): Unreadable => ({ code: 'UNSUPPORTED_EVENT', message });
