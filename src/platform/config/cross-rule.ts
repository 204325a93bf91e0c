import type { Complete } from './read-variables.js';
import type { VariableName } from './variables.js';

/** A rule between variables. It is left out where one of its variables could not be read at all. */
export interface CrossRule {
  /** The variable that is named, and the others that the rule looks at. */
  readonly variables: readonly [VariableName, ...VariableName[]];
  readonly holds: (values: Complete) => boolean;
  readonly message: string;
}

/** Variables without a default may be absent, whatever their type says here. */
export function isSet(value: unknown): boolean {
  return value !== null;
}
