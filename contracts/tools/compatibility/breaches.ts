import { ANNOTATIONS, type Breach, child, type Subject } from './breach.js';
import { valueBreaches } from './value-breaches.js';
import type { JsonSchema } from '../schemas/json-schema.js';

/**
 * Why a reader that goes by one schema (in its open form) could not live with what a writer writes by another: nothing
 * when every document of the writer is one of the reader, and says the same. Total: a keyword that it cannot compare is
 * a breach where the two differ in it.
 */
export function breachesOf(subject: Subject): Breach[] {
  return [
    ...valueBreaches(subject),
    ...objectBreaches(subject),
    ...itemBreaches(subject),
    ...unknownKeywordBreaches(subject),
  ];
}

function objectBreaches(subject: Subject): Breach[] {
  const { written, read, pointer, says } = subject;
  const writable = written.properties ?? {};
  const readable = read.properties ?? {};
  const names = new Set([...Object.keys(writable), ...Object.keys(readable)]);
  return [...names].flatMap((name): Breach[] => {
    const at = child(pointer, 'properties', name);
    const [mine, theirs] = [writable[name], readable[name]];
    const mustBeThere = read.required?.includes(name) === true;
    const isAlwaysThere = written.required?.includes(name) === true;
    if (mustBeThere && !isAlwaysThere)
      return [{ pointer: at, why: mine === undefined ? says.removed : says.optional }];
    if (theirs === false) return isWritable(written, name) ? [{ pointer: at, why: says.forbidden }] : [];
    if (mine === false) return [];
    if (mine === undefined) return says.unwritten === null ? [] : [{ pointer: at, why: says.unwritten }];
    if (theirs === undefined) return says.unread === null ? [] : [{ pointer: at, why: says.unread }];
    return breachesOf({ ...subject, written: mine, read: theirs, pointer: at });
  });
}

function isWritable({ properties = {}, additionalProperties }: JsonSchema, name: string): boolean {
  return name in properties ? properties[name] !== false : additionalProperties !== false;
}

function itemBreaches(subject: Subject): Breach[] {
  const { written, read, pointer } = subject;
  if (read.items === undefined) return [];
  const inner: JsonSchema = written.items ?? {};
  return breachesOf({ ...subject, written: inner, read: read.items, pointer: child(pointer, 'items') });
}

/** Keywords that are compared; `additionalProperties` only where a property needs it. */
const COMPARED = new Set([
  ...['type', 'const', 'enum', 'minimum', 'maximum', 'exclusiveMaximum', 'minLength', 'maxLength'],
  ...['pattern', 'format', 'default', 'properties', 'required', 'additionalProperties', 'items', '$id'],
]);

function unknownKeywordBreaches({ written, read, pointer, says }: Subject): Breach[] {
  const keywords = new Set([...Object.keys(written), ...Object.keys(read)]);
  return [...keywords]
    .filter((keyword) => !COMPARED.has(keyword) && !ANNOTATIONS.has(keyword))
    .filter((keyword) => JSON.stringify(valueAt(written, keyword)) !== JSON.stringify(valueAt(read, keyword)))
    .map((keyword) => ({ pointer: child(pointer, keyword), why: says.cannotCompare }));
}

function valueAt(schema: JsonSchema, keyword: string): unknown {
  return (schema as Readonly<Record<string, unknown>>)[keyword];
}
