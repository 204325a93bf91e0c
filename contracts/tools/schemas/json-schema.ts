type TypeName = 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'null';

/** Marks a list of words that may grow: readers must be ready for others. Not written into any file. */
export const EXTENSIBLE = Symbol('extensible');

/**
 * The part of JSON Schema (draft 2020-12) that the contract uses. There are no references: every file stands alone,
 * and a `title` names the part of it that deserves a TypeScript type of its own.
 */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema | false>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly default?: unknown;
  readonly deprecated?: boolean;
  readonly examples?: readonly unknown[];
  readonly [EXTENSIBLE]?: true;
}

/** The properties of an object. */
export type Properties = Readonly<Record<string, JsonSchema | false>>;

/** Names in `optional` may be absent; all others are required. Nothing else is allowed. */
export function closedObject(
  about: { readonly title?: string; readonly description: string },
  properties: Properties,
  optional: readonly string[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { ...about, type: 'object', properties, required, additionalProperties: false };
}

/** One of several words; each meaning stands in the description. */
export function words(title: string, about: string, meanings: Readonly<Record<string, string>>): JsonSchema {
  const list = Object.entries(meanings).map(([word, meaning]) => `- \`${word}\`: ${meaning}`);
  return {
    title,
    description: [about, '', ...list].join('\n'),
    type: 'string',
    enum: Object.keys(meanings),
  };
}

/** The same words, with leave to become more. */
export function extensible(schema: JsonSchema): JsonSchema {
  const description = `${schema.description}\n\nMore words may come: be ready for one that you do not know.`;
  return { ...schema, description, [EXTENSIBLE]: true };
}

/** The schema, or null. */
export function nullable(schema: JsonSchema): JsonSchema {
  return { ...schema, type: [schema.type as TypeName, 'null'] };
}

/** A moment as RFC 3339 in UTC, as `toISOString` writes it. */
export function utcTime(description: string): JsonSchema {
  return {
    description,
    type: 'string',
    format: 'date-time',
    pattern: 'Z$',
    examples: ['2029-12-24T09:00:00.000Z'],
  };
}
