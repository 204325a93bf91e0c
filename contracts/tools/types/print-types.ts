import { EXTENSIBLE, type JsonSchema } from '../schemas/json-schema.js';

/**
 * TypeScript types of schemas: one declaration for each title, in the order of first use from the inside out. Lists
 * that may grow allow any other text besides their words. Throws when two different things have the same title.
 */
export function printTypes(schemas: readonly JsonSchema[]): string {
  const declared = new Map<string, string>();
  for (const schema of schemas) typeOf(schema, declared);
  return [...declared.values()].join('\n');
}

function typeOf(schema: JsonSchema, declared: Map<string, string>): string {
  const types = [schema.type ?? []].flat();
  const orNull = types.includes('null') ? ' | null' : '';
  const { title } = schema;
  if (title === undefined) return `${anonymous(schema, declared)}${orNull}`;
  const isInterface = types.includes('object');
  const body = anonymous(schema, declared);
  const text = [
    comment(schema, ''),
    isInterface ? `export interface ${title} ${body}\n` : `export type ${title} = ${body};\n`,
  ].join('');
  const earlier = declared.get(title);
  if (earlier !== undefined && earlier !== text)
    throw new Error(`Two different schemas have the title ${title}.`);
  declared.set(title, text);
  return `${title}${orNull}`;
}

function anonymous(schema: JsonSchema, declared: Map<string, string>): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) {
    const list = schema.enum.map((word) => JSON.stringify(word)).join(' | ');
    return schema[EXTENSIBLE] === true ? `${list} | (string & {})` : list;
  }
  const type = [schema.type ?? []].flat().find((name) => name !== 'null');
  if (type === undefined) return 'unknown';
  if (type === 'array') return `readonly ${elementOf(schema, declared)}[]`;
  if (type === 'object') return objectOf(schema, declared);
  return type === 'integer' ? 'number' : type;
}

function elementOf(schema: JsonSchema, declared: Map<string, string>): string {
  const element = typeOf(schema.items ?? {}, declared);
  return element.includes('|') ? `(${element})` : element;
}

function objectOf(schema: JsonSchema, declared: Map<string, string>): string {
  const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const isRequired = schema.required?.includes(name) === true;
    const type = property === false ? 'never' : typeOf(property, declared);
    return `${aboutProperty(property)}  readonly ${keyOf(name)}${isRequired ? '' : '?'}: ${type};\n`;
  });
  const others = schema.additionalProperties === true ? '  readonly [name: string]: unknown;\n' : '';
  return `{\n${lines.join('')}${others}}`;
}

/** A property with a type of its own is described there. */
function aboutProperty(property: JsonSchema | false): string {
  if (property === false) return '  /** Never there. */\n';
  const isDescribedHere = property.title === undefined || property.deprecated === true;
  return isDescribedHere ? comment(property, '  ') : '';
}

function keyOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

function comment({ description, default: otherwise, deprecated }: JsonSchema, indent: string): string {
  if (description === undefined) return '';
  const warning = deprecated === true ? '\n@deprecated' : '';
  const byDefault = otherwise === undefined ? '' : ` ${JSON.stringify(otherwise)} by default.`;
  const lines = `${description}${byDefault}${warning}`.replaceAll('*/', '*\\/').split('\n');
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}
