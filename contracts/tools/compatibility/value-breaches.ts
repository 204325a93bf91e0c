import type { JsonSchema } from '../schemas/json-schema.js';
import { type Breach, child, type Subject } from './breach.js';

/** Breaches in what a single value may be: its type, its words, its bounds and its form. */
export function valueBreaches(subject: Subject): Breach[] {
  const { written, read, pointer, says } = subject;
  const words = wordsOf(written);
  const broken: Breach[] = words === null ? typeBreaches(subject) : [];
  const breach = (keyword: string, why: string) =>
    void broken.push({ pointer: child(pointer, keyword), why });

  const outside = (words ?? []).filter((word) => !accepts(read, word)).map((word) => JSON.stringify(word));
  if (outside.length > 0) breach('enum', says.values(`the value ${outside.join(' or ')}`));
  if (words === null) {
    if (wordsOf(read) !== null) breach('enum', says.values('values outside the list'));
    if (lowest(written) < lowest(read)) breach('minimum', says.values('smaller numbers'));
    if (highest(written) > highest(read)) breach('maximum', says.values('larger numbers'));
    if ((written.minLength ?? 0) < (read.minLength ?? 0)) breach('minLength', says.values('shorter texts'));
    if ((written.maxLength ?? Infinity) > (read.maxLength ?? Infinity))
      breach('maxLength', says.values('longer texts'));
    for (const keyword of ['pattern', 'format'] as const) {
      const isFree = read[keyword] === undefined || read[keyword] === written[keyword];
      if (!isFree) breach(keyword, says.values(`texts of another ${keyword}`));
    }
  }
  if (JSON.stringify(written.default) !== JSON.stringify(read.default)) breach('default', says.meaning);
  return broken;
}

function typeBreaches({ written, read, pointer, says }: Subject): Breach[] {
  if (read.type === undefined || wordsOf(read) !== null) return [];
  const allowed = typesOf(read);
  const outside =
    written.type === undefined ? ['any type'] : typesOf(written).filter((type) => !allowed.includes(type));
  return outside.length === 0
    ? []
    : [{ pointer: child(pointer, 'type'), why: says.values(outside.join(' or ')) }];
}

/** The finite list of values that a schema allows, or null where it is none. A nullable list has null in it only if it says so. */
function wordsOf(schema: JsonSchema): readonly unknown[] | null {
  if ('const' in schema) return [schema.const];
  return schema.enum ?? null;
}

/** Does a schema accept this one value? Only for values of lists: text, numbers, booleans and null. */
function accepts(schema: JsonSchema, value: unknown): boolean {
  const words = wordsOf(schema);
  if (words !== null) return words.includes(value);
  if (schema.type !== undefined && !typesOf(schema).includes(typeOfWord(value))) return false;
  if (typeof value === 'number') return value >= lowest(schema) && value <= highest(schema);
  if (typeof value !== 'string') return true;
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  return (
    value.length >= minLength &&
    value.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(value))
  );
}

function typesOf(schema: JsonSchema): readonly string[] {
  return [schema.type ?? []].flat();
}

function typeOfWord(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return 'integer';
  return typeof value;
}

const lowest = ({ minimum = -Infinity }: JsonSchema): number => minimum;

/** Numbers of the contract are whole, so below 10 means at most 9. */
const highest = ({ maximum = Infinity, exclusiveMaximum = Infinity }: JsonSchema): number =>
  Math.min(maximum, exclusiveMaximum - 1);
