import type { OutgoingEvent } from '../outbox/outgoing-event.js';
import type { Outcome, SettledBy } from './outcome.js';

/** The state a request must still be in for a change to apply; anything else means that somebody was faster. */
export type Expected =
  | { readonly state: 'CALLING'; readonly attempt: number; readonly claimedBy: string }
  | { readonly state: 'WAITING'; readonly attempt: number; readonly claimedBy: null };

/** Where a request goes. */
export type Move =
  | {
      readonly to: 'settled';
      readonly outcome: Outcome;
      readonly by: SettledBy;
      readonly at: Date;
      readonly event: OutgoingEvent;
    }
  | { readonly to: 'waiting'; readonly dueInMs: number }
  | { readonly to: 'unknown' };

/** One change of one request's state: applied completely if it is as expected, and otherwise not at all. */
export interface Transition {
  readonly requestId: bigint;
  readonly expected: Expected;
  readonly move: Move;
}
