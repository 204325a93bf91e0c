import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Schema = Record<string, unknown>;

interface Operation {
  readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Readonly<
    Record<string, { readonly content?: { readonly 'application/json': { readonly schema: Schema } } }>
  >;
  readonly 'x-api-rights'?: readonly string[];
  readonly security?: readonly unknown[];
}

interface Contract {
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const contract = parse(
  readFileSync(new URL('../contracts/reservanto-openapi.yaml', import.meta.url), 'utf8'),
) as Contract;
const requests = validatorOf(contract.components.schemas);
/** The documented schemas let everything be absent. An answer that lacks a documented property or has another is no good oracle. */
const answers = validatorOf(
  Object.fromEntries(Object.entries(contract.components.schemas).map(([name, s]) => [name, whole(s)])),
);

/** The documented operation of a path below `/v1/`. */
export function operationOf(action: string): Operation {
  const operation = contract.paths[`/v1/${action}`]?.post;
  if (operation === undefined) throw new Error(`${action} is not documented`);
  return operation;
}

/** What is wrong with the body of a request; empty when it is as documented. */
export function wrongInRequest(action: string, body: unknown): readonly string[] {
  return wrong(requests(operationOf(action).requestBody.content['application/json'].schema), body);
}

/** What is wrong with the body of a 200; empty when it has all documented properties, of their types, and no other. */
export function wrongInAnswer(action: string, body: unknown): readonly string[] {
  const schema = operationOf(action).responses['200']?.content?.['application/json'].schema ?? {};
  return wrong(answers(schema), body);
}

/** The documented example of a schema. */
export function exampleOf(schema: string): unknown {
  return contract.components.schemas[schema]?.example;
}

function validatorOf(schemas: Readonly<Record<string, Schema>>): (schema: Schema) => ValidateFunction {
  const ajv = new Ajv({ strict: true, allErrors: true, strictTypes: false });
  addFormats.default(ajv);
  ajv.addVocabulary(['example']);
  for (const format of ['decimal', 'phone']) ajv.addFormat(format, true);
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(relinked(schema), name);
  return (schema) => ajv.compile(relinked(schema));
}

/** References by name alone. */
function relinked(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '')) as Schema;
}

function whole(schema: Schema): Schema {
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null) return schema;
  return { ...schema, required: Object.keys(properties), additionalProperties: false };
}

function wrong(validate: ValidateFunction, body: unknown): string[] {
  if (validate(body)) return [];
  return (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}
