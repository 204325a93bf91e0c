import { createdSchema } from './created.js';
import { deadLetterHeaders } from './dead-letter.js';
import {
  bareHeaders,
  binaryHeaders,
  outcomeAttributes,
  REQUEST_ATTRIBUTES,
  structuredEvent,
  structuredHeaders,
} from './envelope.js';
import { failedSchema } from './failed.js';
import type { JsonSchema } from './json-schema.js';
import { requestedSchema } from './requested.js';

/** Who writes what a schema describes. The bridge reads what producers write, and consumers read what it writes. */
export type Writer = 'producer' | 'bridge';

/** Who writes what the schema of this name describes. */
export function writerOf(name: string): Writer {
  return name.startsWith('booking.requested') ? 'producer' : 'bridge';
}

/** One schema of the contract in its closed form: exactly what may be written today. */
export interface ContractSchema {
  /** As in the name of the file and in the `$id`. */
  readonly name: string;
  readonly schema: JsonSchema;
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
/** Version of the contract in every `$id`. It goes up only when a new contract is published beside the old one. */
const MAJOR = 1;

const exactly = (contentType: string): JsonSchema => ({
  description: 'Content type of the value.',
  const: contentType,
});
const beginningWith = (contentType: string): JsonSchema => ({
  description: 'Content type of the value.',
  type: 'string',
  pattern: `^${contentType.replace('+', '\\+')}`,
  examples: [contentType],
});

function requestSchemas(): ContractSchema[] {
  const data = requestedSchema();
  const contentType = { schema: beginningWith('application/json'), isOptional: true };
  const structured = beginningWith('application/cloudevents+json');
  const envelopes = {
    'binary-headers': binaryHeaders('BookingRequestedBinaryHeaders', REQUEST_ATTRIBUTES, contentType),
    'structured-headers': structuredHeaders('BookingRequestedStructuredHeaders', structured),
    'bare-headers': bareHeaders(),
    event: structuredEvent('BookingRequestedEvent', REQUEST_ATTRIBUTES, contentType, data),
  };
  return [
    entry('booking.requested', data),
    // CloudEvents lets everybody add attributes, and tracing tools add headers.
    ...Object.entries(envelopes).map(([name, schema]) =>
      entry(`booking.requested.${name}`, { ...schema, additionalProperties: true }),
    ),
  ];
}

function outcomeSchemas(
  type: 'booking.created' | 'booking.failed',
  title: string,
  data: JsonSchema,
): ContractSchema[] {
  const attributes = outcomeAttributes(type);
  const contentType = { schema: exactly('application/json; charset=utf-8'), isOptional: false };
  const dataContentType = { schema: exactly('application/json'), isOptional: false };
  const structured = exactly('application/cloudevents+json; charset=utf-8');
  return [
    entry(type, data),
    entry(`${type}.binary-headers`, binaryHeaders(`${title}BinaryHeaders`, attributes, contentType)),
    entry(`${type}.structured-headers`, structuredHeaders(`${title}StructuredHeaders`, structured)),
    entry(`${type}.event`, structuredEvent(`${title}Event`, attributes, dataContentType, data)),
  ];
}

/** Every schema of the contract. */
export function contractSchemas(): ContractSchema[] {
  return [
    ...requestSchemas(),
    ...outcomeSchemas('booking.created', 'BookingCreated', createdSchema()),
    ...outcomeSchemas('booking.failed', 'BookingFailed', failedSchema()),
    entry('dead-letter.headers', deadLetterHeaders()),
  ];
}

function entry(name: string, schema: JsonSchema): ContractSchema {
  return {
    name,
    schema: { $schema: DIALECT, $id: `urn:reservanto-bridge:schema:${name}:${MAJOR}`, ...schema },
  };
}
