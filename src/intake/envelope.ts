import type { FailureCode } from '../booking/failure-codes.js';
import { headerText, type IncomingRecord } from '../platform/kafka/incoming-record.js';
import { parseJsonObject } from './parse-json.js';

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

/**
 * Reads the envelope of a record: CloudEvents 1.0 in structured or binary mode, or bare JSON without any. Total: any
 * bytes give an envelope or the reason why not.
 */
export function readEnvelope(record: IncomingRecord): Envelope | Unreadable {
  const contentType = headerText(record, 'content-type')?.toLowerCase() ?? '';
  if (contentType.startsWith('application/cloudevents')) return readStructured(record, contentType);
  const isBinary = record.headers.some(([name]) => name.toLowerCase().startsWith('ce_'));
  return isBinary ? readBinary(record) : readBare(record);
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

function readStructured(record: IncomingRecord, contentType: string): Envelope | Unreadable {
  if (!contentType.startsWith('application/cloudevents+json')) {
    return unsupported('The only structured or batched form that is read is application/cloudevents+json.');
  }
  const event = parseJsonObject(record.value);
  if (!event.ok) return malformed(event.why);
  const attribute = (name: string) => {
    const value = event.object[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const { data } = event.object;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return malformed('The data of the event is not a JSON object.');
  }
  return readAttributes(attribute, record, data as Record<string, unknown>);
}

function readBinary(record: IncomingRecord): Envelope | Unreadable {
  const data = parseJsonObject(record.value);
  if (!data.ok) return malformed(data.why);
  return readAttributes((name) => headerText(record, `ce_${name}`), record, data.object);
}

function readBare(record: IncomingRecord): Envelope | Unreadable {
  const data = parseJsonObject(record.value);
  if (!data.ok) return malformed(data.why);
  const id = headerText(record, 'idempotency-key') ?? headerText(record, 'message-id') ?? positionOf(record);
  if (!isStorable(id)) return unsupported(badAttribute('idempotency-key or message-id'));
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

function readAttributes(
  attribute: (name: string) => string | null,
  record: IncomingRecord,
  data: Readonly<Record<string, unknown>>,
): Envelope | Unreadable {
  if (attribute('specversion') !== '1.0')
    return unsupported('The CloudEvents attribute specversion is not 1.0.');
  if (attribute('type') !== REQUESTED)
    return unsupported(`The CloudEvents attribute type is not ${REQUESTED}.`);
  const id = attribute('id');
  const source = attribute('source');
  if (id === null || !isStorable(id)) return unsupported(badAttribute('id'));
  if (source === null || !isStorable(source)) return unsupported(badAttribute('source'));
  const expiry = attribute('expirytime');
  const expiresAt = expiry === null ? null : new Date(RFC_3339.test(expiry) ? expiry.toUpperCase() : NaN);
  if (expiresAt !== null && Number.isNaN(expiresAt.getTime())) {
    return unsupported('The CloudEvents attribute expirytime is not an RFC 3339 time.');
  }
  return {
    source,
    id,
    expiresAt,
    correlationId: attribute('correlationid'),
    traceparent: attribute('traceparent') ?? headerText(record, 'traceparent'),
    tracestate: attribute('tracestate') ?? headerText(record, 'tracestate'),
    data,
  };
}

function isStorable(text: string): boolean {
  return (
    text.length > 0 && text.length <= MAX_ATTRIBUTE_LENGTH && text.isWellFormed() && !text.includes('\0')
  );
}

function badAttribute(name: string): string {
  return `The attribute ${name} must be a text of 1 to ${MAX_ATTRIBUTE_LENGTH} characters without U+0000.`;
}

const malformed = (message: string): Unreadable => ({ code: 'MALFORMED_EVENT', message });
const unsupported = (message: string): Unreadable => ({ code: 'UNSUPPORTED_EVENT', message });
