import { acceptRecord, type IntakeRules, type NewRequest } from '../intake/accept-record.js';
import { isSameBody } from '../intake/body-hash.js';
import type { FailureCode } from '../booking/failure-codes.js';
import { type Incomplete, whyNotSentAgain } from '../dead-letter/incomplete-letter.js';
import type { RecordToSend } from '../platform/kafka/record-producer.js';

/** What would become of a record if it were sent now. `message` never repeats what the record says. */
export type Prospect =
  | { readonly would: 'become a request' }
  | { readonly would: 'be a duplicate' }
  | {
      readonly would: 'fail at once' | 'stay a dead letter';
      readonly code: FailureCode;
      readonly message: string;
    };

/** Identity of a request: its source and event id. */
export type Identity = Pick<NewRequest, 'source' | 'eventId'>;

/** Fingerprints of the bodies that are stored already, by {@link identityKey}. */
export type KnownBodies = Map<string, string>;

/** One text for an identity. */
export function identityKey({ source, eventId }: Identity): string {
  return JSON.stringify([source, eventId]);
}

/** A record that may be sent, and the request it would be; `null` where it would be none. */
export interface Candidate {
  readonly record: RecordToSend;
  readonly request: NewRequest | null;
  readonly prospect: Prospect;
}

/** Reads a record as intake would read it at `now`, without looking at what is stored. */
export function candidateOf(record: RecordToSend, now: Date, rules: IntakeRules): Candidate {
  const timestampMs = BigInt(now.getTime());
  const reading = acceptRecord({ ...record, partition: 0, offset: 0n, timestampMs }, now, rules);
  if (reading.became === 'dead-letter') {
    const { code, message } = reading.why;
    return { record, request: null, prospect: { would: 'stay a dead letter', code, message } };
  }
  return { record, request: reading.request, prospect: prospectOf(reading.request, now) };
}

/** A letter that lacks a part of its record is never sent: it would be another record than the one that was refused. */
export function incompleteCandidate(record: RecordToSend, incomplete: Incomplete): Candidate {
  const code = incomplete.range === null ? 'RECORD_TOO_LARGE' : 'UNDECODABLE_RECORDS';
  const message = whyNotSentAgain(incomplete);
  return { record, request: null, prospect: { would: 'stay a dead letter', code, message } };
}

/**
 * What would become of a candidate among the requests that are known; one that would be stored is known from then on, so
 * that the next with its identity is none of its own.
 */
export function among(known: KnownBodies, { request, prospect }: Candidate): Prospect {
  if (request === null) return prospect;
  const key = identityKey(request);
  const body = known.get(key);
  if (body === undefined) {
    if (prospect.would === 'become a request') known.set(key, request.bodyHash);
    return prospect;
  }
  if (isSameBody(body, request.bodyHash)) return { would: 'be a duplicate' };
  return {
    would: 'stay a dead letter',
    code: 'ID_REUSED',
    message: 'A request with this source and id has other data.',
  };
}

function prospectOf({ outcome, deadlineAt }: NewRequest, now: Date): Prospect {
  if (outcome !== null) {
    const { code, detail } = outcome.failure;
    return { would: 'fail at once', code, message: detail };
  }
  if (deadlineAt > now) return { would: 'become a request' };
  return { would: 'fail at once', code: 'REQUEST_EXPIRED', message: 'Its expirytime has passed.' };
}
