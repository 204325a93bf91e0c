import { isUtf8 } from 'node:buffer';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';

/** What a record says under a name. `why` completes a sentence that begins with the name, and never repeats the value. */
export type Attribute =
  | { readonly is: 'absent' }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'refused'; readonly why: string };

/** Reads an attribute of an event by its name. */
export type Attributes = (name: string) => Attribute;

/** What a CloudEvents String must not hold: C0 and C1 controls, U+007F, lone surrogates, noncharacters. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;
const ABSENT: Attribute = { is: 'absent' };

/** The text as an attribute. An empty one counts as absent. */
export function attributeOf(text: string): Attribute {
  if (text === '') return ABSENT;
  if (!FORBIDDEN.test(text)) return { is: 'text', text };
  return refused('holds a control character, half of a surrogate pair or a noncharacter; leave it out.');
}

/**
 * The header of this name, in any case. Bytes that are not UTF-8 are refused and never replaced, because two ids could
 * become one; a header that occurs more than once is refused, because nothing tells which one is meant.
 */
export function headerOf({ headers }: Pick<IncomingRecord, 'headers'>, name: string): Attribute {
  const found = headers.filter(([n]) => n === name || (n.length === name.length && n.toLowerCase() === name));
  const bytes = found[0]?.[1];
  if (bytes === undefined) return ABSENT;
  if (found.length > 1) return refused('occurs more than once, in whatever case; send it once.');
  return isUtf8(bytes) ? attributeOf(bytes.toString('utf8')) : refused('is not UTF-8; encode it as UTF-8.');
}

/** The text of an attribute; null where it is absent or refused. */
export function textOf(attribute: Attribute): string | null {
  return attribute.is === 'text' ? attribute.text : null;
}

const refused = (why: string): Attribute => ({ is: 'refused', why });
