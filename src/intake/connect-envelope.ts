import type { ParsedObject } from './parse-json.js';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The data in what Kafka Connect writes. `{"schema", "payload"}` of its JsonConverter is taken off, because nothing else
 * can be meant; a change event of a table is refused, because a changed row is no request. Anything else is left as it is.
 */
export function withoutConnectEnvelope(object: JsonObject): ParsedObject {
  const inner = isSchemaAndPayload(object) ? object['payload'] : object;
  if (!isObject(inner))
    return no(
      'The value is the envelope of Kafka Connect with a payload that is no JSON object; set value.converter.schemas.enable=false, and transforms.outbox.table.expand.json.payload=true with Debezium.',
    );
  if (isChangeEvent(inner))
    return no(
      'The value is a change event of Debezium (before, after, op), not a request; use its outbox event router, or transforms.unwrap.type=io.debezium.transforms.ExtractNewRecordState.',
    );
  return { ok: true, object: inner };
}

/** Exactly these two, and a schema as the converter writes it. */
function isSchemaAndPayload(object: JsonObject): boolean {
  const { schema } = object;
  const isPair = Object.keys(object).length === 2 && Object.hasOwn(object, 'payload');
  return isPair && (schema === null || (isObject(schema) && typeof schema['type'] === 'string'));
}

function isChangeEvent(object: JsonObject): boolean {
  return (
    typeof object['op'] === 'string' && Object.hasOwn(object, 'before') && Object.hasOwn(object, 'after')
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const no = (why: string): ParsedObject => ({ ok: false, why });
