import { EXTENSIBLE, type JsonSchema } from './json-schema.js';

/**
 * The form to read with: whatever the closed form accepts, and besides it properties and (where a list may grow) words
 * that are not known yet. It is the promise that later releases keep.
 */
export function openFormOf(schema: JsonSchema): JsonSchema {
  const { additionalProperties: _closed, enum: list, properties, items, $id, ...rest } = schema;
  const isOpenList = rest[EXTENSIBLE] === true;
  return {
    ...($id === undefined ? {} : { $id: `${$id}:open` }),
    ...rest,
    ...(list === undefined ? {} : isOpenList ? { examples: list } : { enum: list }),
    ...(properties === undefined ? {} : { properties: mapped(properties) }),
    ...(items === undefined ? {} : { items: openFormOf(items) }),
  };
}

function mapped(properties: NonNullable<JsonSchema['properties']>): NonNullable<JsonSchema['properties']> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, schema === false ? false : openFormOf(schema)]),
  );
}
