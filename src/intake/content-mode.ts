import { headerText, type IncomingRecord } from '../platform/kafka/incoming-record.js';
import { DEBEZIUM_ID, IDENTITY_HEADERS } from './identity.js';

/**
 * How a record carries its event, as the Kafka binding of CloudEvents 1.0 tells them apart. `batched`, `other-format` and
 * `http-headers` are recognised only to be refused for what they are; `bare` has no envelope.
 */
export type ContentMode = 'structured' | 'batched' | 'other-format' | 'http-headers' | 'binary' | 'bare';

/** Begins the media type of every event that is its own envelope, in whatever format. */
const CLOUDEVENTS = 'application/cloudevents';
/** Other headers that {@link contentModeOf} and the reading of the envelope look at. */
const CONTEXT_HEADERS = ['content-type', 'traceparent', 'tracestate', 'correlationid'];

/** Recognises the mode by the record's headers alone, whatever the case of their names. */
export function contentModeOf(record: Pick<IncomingRecord, 'headers'>): ContentMode {
  const mediaType = mediaTypeOf(record);
  if (mediaType === `${CLOUDEVENTS}+json`) return 'structured';
  if (mediaType.startsWith(`${CLOUDEVENTS}-batch`)) return 'batched';
  if (mediaType.startsWith(CLOUDEVENTS)) return 'other-format';
  const begins = (prefix: string) => record.headers.some(([name]) => name.toLowerCase().startsWith(prefix));
  if (begins('ce_')) return 'binary';
  return begins('ce-') ? 'http-headers' : 'bare';
}

/** True for a header that says what event the record is: without it the same bytes would be read as something else. */
export function isEnvelopeHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return /^ce[_-]/.test(lower) || [...CONTEXT_HEADERS, ...IDENTITY_HEADERS, DEBEZIUM_ID].includes(lower);
}

/** The `content-type` without its parameters and the quotes that Spring may put around it, in lower case; empty where there is none. */
export function mediaTypeOf(record: Pick<IncomingRecord, 'headers'>): string {
  const contentType = headerText(record, 'content-type') ?? '';
  const [mediaType = ''] = contentType.replace(/^"(.*)"$/, '$1').split(';');
  return mediaType.trim().toLowerCase();
}
