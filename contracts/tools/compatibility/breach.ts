import type { JsonSchema } from '../schemas/json-schema.js';

/** One reason why a change breaks somebody. `pointer` is a JSON pointer into the schema. */
export interface Breach {
  readonly pointer: string;
  readonly why: string;
}

/** How a breach is told, in words of those whom it breaks. `null`: it is none. */
export interface Says {
  /** The reader needs a property that the writer does not have any more, or not yet. */
  readonly removed: string;
  /** The reader needs a property that the writer may leave out. */
  readonly optional: string;
  /** The reader refuses a property that the writer may write. */
  readonly forbidden: string;
  /** The reader describes an optional property that the writer never writes. */
  readonly unwritten: string | null;
  /** The writer describes a property that the reader does not describe. */
  readonly unread: string | null;
  /** The writer may write a value that the reader refuses. */
  readonly values: (what: string) => string;
  /** What an absent property means is not the same for both. */
  readonly meaning: string;
  /** A keyword differs that this check does not understand. */
  readonly cannotCompare: string;
}

/** What is compared. */
export interface Subject {
  readonly written: JsonSchema;
  readonly read: JsonSchema;
  readonly pointer: string;
  readonly says: Says;
}

/** Keywords that refuse nothing. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['$schema', '$comment', 'title', 'description', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
]);

/** The pointer of something inside. */
export function child(pointer: string, ...steps: readonly string[]): string {
  const escaped = steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'));
  return [pointer, ...escaped].join('/');
}
