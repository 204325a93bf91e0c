import type { Facts, Violation } from '../facts.js';

/** An invariant of the design, and how it is judged. */
export interface Check {
  readonly invariant: string;
  readonly promise: string;
  readonly judge: (facts: Facts) => Violation[];
}
