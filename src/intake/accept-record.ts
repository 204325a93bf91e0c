import { type Failure, failureOf } from '../booking/failure.js';
import { failed, type Failed } from '../booking/outcome.js';
import { naturalKeyOf } from '../booking/natural-key.js';
import { referenceOf } from '../booking/reference.js';
import { documentedOf } from '../booking/request-properties.js';
import { ACCOUNT, type BookingRequest } from '../booking/request.js';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { bodyHashOf } from './body-hash.js';
import { deadlineOf, requestedAtOf, unbelievedTimestamp } from './deadline.js';
import { type Envelope, isReadable, readEnvelope, type Unreadable } from './envelope.js';
import { laneOf, type LaneRule } from './lane.js';
import { type BookingCall, validateRequest } from './validate-request.js';

/** A request as it is stored: ready to be called, or failed already because its data breaks the rules. */
export interface NewRequest extends Omit<BookingRequest, 'id'> {
  readonly bodyHash: string;
  readonly call: BookingCall | null;
  readonly naturalKey: string | null;
  readonly lane: string;
  readonly from: IncomingRecord;
  /** The outcome of a request that cannot be called. */
  readonly outcome: Failed | null;
}

/** What becomes of a record. */
export type Reading =
  | { readonly became: 'request'; readonly request: NewRequest }
  | {
      readonly became: 'dead-letter';
      readonly record: IncomingRecord;
      readonly why: Unreadable;
      readonly at: Date;
    };

/** What intake needs to know about this installation. */
export interface IntakeRules {
  readonly lane: LaneRule;
  readonly ttlMs: number;
}

/** Decides what becomes of a record. Total: any record becomes a request or a dead letter, and nothing is thrown. */
export function acceptRecord(record: IncomingRecord, receivedAt: Date, rules: IntakeRules): Reading {
  const envelope = readEnvelope(record);
  if (!isReadable(envelope)) return { became: 'dead-letter', record, why: envelope, at: receivedAt };
  return { became: 'request', request: requestOf(record, envelope, receivedAt, rules) };
}

function requestOf(
  record: IncomingRecord,
  envelope: Envelope,
  receivedAt: Date,
  rules: IntakeRules,
): NewRequest {
  const identity = { account: ACCOUNT, source: envelope.source, eventId: envelope.id };
  const requestedAt = requestedAtOf(record.timestampMs, receivedAt);
  const validated = validateRequest(envelope.data, requestedAt);
  const call = validated.valid ? validated.call : null;
  const reference = referenceOf(identity);
  return {
    account: identity.account,
    source: identity.source,
    eventId: identity.eventId,
    reference,
    bodyHash: bodyHashOf(envelope.data, record.value),
    data: documentedOf(envelope.data),
    call,
    context: {
      key: record.key?.toString('base64') ?? null,
      correlationId: envelope.correlationId ?? envelope.id,
      traceparent: envelope.traceparent,
      tracestate: envelope.tracestate,
    },
    attempts: 0,
    naturalKey: call === null ? null : naturalKeyOf(call),
    lane: laneOf({ call, key: record.key, reference }, rules.lane),
    receivedAt,
    deadlineAt: deadlineOf({
      receivedAt,
      requestedAt,
      ttlMs: rules.ttlMs,
      expiresAt: envelope.expiresAt,
      start: call === null ? null : new Date(call.BookingStart * 1000),
    }),
    from: record,
    outcome: validated.valid
      ? null
      : failed(validationFailure(validated.errors, unbelievedTimestamp(record.timestampMs, receivedAt))),
  };
}

function validationFailure(errors: Failure['errors'], unbelieved: string | null): Failure {
  const properties = errors.map((error) => error.pointer.slice(1)).join(', ');
  const detail = `Correct ${properties} and send a new request; every rule that was broken is listed under errors.`;
  return failureOf('VALIDATION_FAILED', unbelieved === null ? detail : `${detail} ${unbelieved}`, { errors });
}
