import type { OutgoingEvent } from '../outbox/outgoing-event.js';
import type { Outcome, SettledBy } from './outcome.js';

/** The state a request must still be in for a change to apply; anything else means that somebody was faster. */
export type Expected =
  | { readonly state: 'CALLING'; readonly attempt: number; readonly claimedBy: string }
  | { readonly state: 'WAITING' | 'UNKNOWN' | 'REVIEW'; readonly attempt: number; readonly claimedBy: null };

/** Why only a person can settle a request. `outcome-not-storable`: PostgreSQL refuses what the request came to. */
export type ReviewReason =
  | 'reading-impossible'
  | 'reading-not-permitted'
  | 'ambiguous'
  | 'resubmitted-too-often'
  | 'outcome-not-storable';

/** How soon Reservanto is asked about a call whose outcome is unknown: most bookings can be seen by then. */
export const FIRST_READING_MS = 1_000;

/** Where a request goes. */
export type Move =
  | {
      readonly to: 'settled';
      readonly outcome: Outcome;
      readonly by: SettledBy;
      readonly at: Date;
      readonly event: OutgoingEvent;
    }
  | {
      readonly to: 'waiting';
      readonly dueInMs: number;
      /** The request was called before and is called anew because that call proved absent. */
      readonly isResubmission: boolean;
    }
  | { readonly to: 'unknown' }
  | {
      readonly to: 'review';
      readonly reason: ReviewReason;
      /** When the review ends by itself. */
      readonly dueInMs: number;
    };

/** What an attempt came to, for its record. */
export interface AttemptEnd {
  readonly verdict: 'created' | 'refused' | 'not-executed' | 'unknown';
  readonly because: string | null;
  readonly httpStatus: number | null;
  readonly evidence: unknown;
}

/** One change of one request's state: applied completely if it is as expected, and otherwise not at all. */
export interface Transition {
  readonly requestId: bigint;
  readonly expected: Expected;
  readonly move: Move;
  /** How the expected attempt ended, where that brought the change. */
  readonly attemptEnd?: AttemptEnd;
}
