import type { CreateCall } from '../../src/simulator/calls.js';
import type { PlannedRecord } from './traffic/planned-record.js';

/** Where a record stands in a topic. */
export interface Position {
  readonly partition: number;
  readonly offset: number;
}

/** A record of the request topic as it was acknowledged or read back, with what it was planned for. */
export interface OfferedRecord extends Position {
  readonly planned: PlannedRecord;
}

/** A stored request, as its row says. Times in milliseconds since 1970. */
export interface StoredRequest extends Position {
  readonly id: number;
  readonly source: string;
  readonly eventId: string;
  readonly reference: string;
  readonly state: 'WAITING' | 'CALLING' | 'UNKNOWN' | 'REVIEW' | 'CREATED' | 'FAILED';
  readonly data: unknown;
  readonly failureCode: string | null;
  readonly reviewReason: string | null;
  readonly appointmentId: number | null;
  readonly settledAt: number | null;
}

/** A recorded attempt. */
export interface StoredAttempt {
  readonly requestId: number;
  readonly number: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly verdict: string | null;
  readonly because: string | null;
}

/** A look into Reservanto for the booking of an unknown attempt. */
export interface StoredReading {
  readonly requestId: number;
  readonly attempt: number;
  readonly readAt: number;
  readonly result: string;
}

/** A dead letter, as its row says. */
export interface StoredLetter extends Position {
  /** Of a letter of offsets that could not be decoded, the last one; null for a record. */
  readonly lastOffset: number | null;
  readonly errorCode: string;
  readonly errorMessage: string;
}

/** A record of one of the topics that the bridge writes, as a plain consumer read it. */
export interface PublishedRecord extends Position {
  readonly topic: 'created' | 'failed' | 'deadLetter';
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** A booking that Reservanto holds, from its ledger. */
export interface HeldBooking {
  readonly appointmentId: number;
  readonly note: string | null;
  readonly isActive: boolean;
}

/** What was committed and stored as read at a moment, by partition. */
export interface CommitSample {
  readonly at: number;
  /** The committed offset. */
  readonly offsets: ReadonlyMap<number, number>;
  /** How far the partition is read, as the database says. */
  readonly positions: ReadonlyMap<number, number>;
}

/** What was durable, and what was committed, at moments during the run. */
export interface CommitHistory {
  readonly samples: readonly CommitSample[];
  /** Number of the first sample at which a request (`source` and `id`, as JSON) or a letter (its position) was durable. */
  readonly durableFrom: ReadonlyMap<string, number>;
}

/** A secret or a customer's text, found where it must not be. */
export interface Leak {
  readonly where: string;
  readonly what: 'a secret' | "a customer's text";
}

/** Records that the bridge reports as never read, or a log as another one. */
export interface StoredFinding {
  readonly kind: string;
  readonly partition: number;
}

/** Everything that a run is judged by. None of it is what the bridge says about itself while it runs. */
export interface Facts {
  readonly offered: readonly OfferedRecord[];
  readonly requests: readonly StoredRequest[];
  readonly attempts: readonly StoredAttempt[];
  readonly readings: readonly StoredReading[];
  readonly letters: readonly StoredLetter[];
  readonly findings: readonly StoredFinding[];
  /** Events that are owed and not published. */
  readonly owed: number;
  readonly published: readonly PublishedRecord[];
  readonly bookings: readonly HeldBooking[];
  readonly creates: readonly CreateCall[];
  readonly commits: CommitHistory;
  readonly leaks: readonly Leak[];
}

/** One broken promise: whose, and how. */
export interface Violation {
  readonly id: string;
  readonly what: string;
}

/** Key of a request in {@link CommitHistory}. */
export const requestKey = (source: string, eventId: string): string => JSON.stringify([source, eventId]);

/** Key of a record's position. */
export const positionKey = ({ partition, offset }: Position): string => `${partition}/${offset}`;
