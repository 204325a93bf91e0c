import { parseJsonObject, type ParsedObject } from './parse-json.js';

type JsonObject = Readonly<Record<string, unknown>>;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The data of an event that is its own envelope: `data` as a JSON object, or `data_base64` with the bytes of one, as
 * SDKs write that were handed bytes. Total, and never repeats what the event says.
 */
export function structuredDataOf(event: JsonObject): ParsedObject {
  const { data, data_base64: encoded } = event;
  if (encoded !== undefined && encoded !== null) {
    return data === undefined || data === null
      ? decoded(encoded)
      : no('The event has both data and data_base64; send one of them.');
  }
  if (data === undefined || data === null) return no('The event has no data; it must be a JSON object.');
  if (typeof data === 'string') {
    return no(
      'The data of the event is a text, not a JSON object; if the text is JSON, it was encoded twice.',
    );
  }
  if (typeof data !== 'object' || Array.isArray(data))
    return no('The data of the event is not a JSON object.');
  return { ok: true, object: data as JsonObject };
}

/** True for a JSON object that is an event with its envelope around it. No booking request has both attributes. */
export function isStructuredEvent(object: JsonObject): boolean {
  return typeof object['specversion'] === 'string' && typeof object['type'] === 'string';
}

function decoded(encoded: unknown): ParsedObject {
  if (typeof encoded !== 'string' || !BASE64.test(encoded))
    return no('The data_base64 of the event is not base64.');
  const parsed = parseJsonObject(Buffer.from(encoded, 'base64'));
  return parsed.ok ? parsed : no(`In data_base64: ${parsed.why}`);
}

const no = (why: string): ParsedObject => ({ ok: false, why });
