import type { Lookup } from './catalogue.js';
import type { FaultName } from './faults.js';
import type { Ledger } from './ledger.js';

/** The properties of a request, untrusted. */
export type Fields = Readonly<Record<string, unknown>>;

/** What an action works on. Times in milliseconds since 1970. */
export interface World {
  readonly lookup: Lookup;
  readonly ledger: Ledger;
  readonly now: number;
  /** How long a booking that is made now stays invisible to reads, in milliseconds. */
  readonly readLagMs: number;
  /** Reads see what had become visible by this time. */
  readonly readsAsOf: number;
  /** Lists leave out what was cancelled or rejected. */
  readonly hidesCancelled: boolean;
  /** What the call was struck by. */
  readonly fault: FaultName | null;
  /** A new short-time token; null for a wrong long-time token. */
  issueToken(longTimeToken: unknown): string | null;
}
