import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Message } from 'kafkajs';

/** A record as text; headers where a name repeats have the last one. */
export interface RecordText {
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | null;
}

const FOLDER = new URL('../../contracts/schemas/', import.meta.url);
const SUFFIX = '.schema.json';

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
for (const folder of ['', 'open/'])
  for (const file of readdirSync(new URL(folder, FOLDER)).filter((name) => name.endsWith(SUFFIX)))
    ajv.addSchema(
      JSON.parse(readFileSync(new URL(`${folder}${file}`, FOLDER), 'utf8')) as object,
      `${folder}${file.slice(0, -SUFFIX.length)}`,
    );

/** What is wrong with a value by the published schema of this name (`open/` before it for the open form); empty when nothing is. */
export function wrongIn(schema: string, value: unknown): string[] {
  const validate = ajv.getSchema(schema);
  if (validate === undefined) return [`there is no schema ${schema}`];
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(
    (e) => `${schema}${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`,
  );
}

/** Does a value satisfy a schema that is not published by itself? */
export function satisfies(schema: object, value: unknown): boolean {
  return ajv.validate(schema, value);
}

/**
 * What is wrong with a record that the bridge wrote, by the published closed schemas: a dead letter by its headers, an
 * outcome by its headers and its value. Empty when nothing is.
 */
export function wrongInRecord({ headers, value }: RecordText): string[] {
  if ('x-error-code' in headers) return wrongIn('dead-letter.headers', headers);
  const json = parsed(value);
  if (headers['content-type']?.startsWith('application/cloudevents') === true) {
    const type = String((json as { type?: unknown } | null)?.type);
    return [...wrongIn(`${type}.structured-headers`, headers), ...wrongIn(`${type}.event`, json)];
  }
  const type = String(headers['ce_type']);
  return [...wrongIn(`${type}.binary-headers`, headers), ...wrongIn(type, json)];
}

/** What is wrong with a message that was read from a topic of the bridge's, as {@link wrongInRecord} says it. */
export function wrongInMessage({ headers, value }: Pick<Message, 'headers' | 'value'>): string[] {
  const last = Object.entries(headers ?? {}).map(([name, values]) => [name, String([values].flat().at(-1))]);
  return wrongInRecord({
    headers: Object.fromEntries(last) as Record<string, string>,
    value: value === null ? null : value.toString(),
  });
}

function parsed(value: string | null): unknown {
  try {
    return JSON.parse(value ?? '') as unknown;
  } catch {
    return null;
  }
}
