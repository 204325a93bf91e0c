import { failureTypesAt } from '../../../src/booking/failure-type.js';
import type { Failure } from '../../../src/booking/failure.js';
import { type Outcome, outcomeEventOf, type SettledBy } from '../../../src/booking/outcome.js';
import { acceptRecord, type NewRequest, type Reading } from '../../../src/intake/accept-record.js';
import { rejectionOf } from '../../../src/intake/rejection-event.js';
import type { IncomingRecord } from '../../../src/platform/kafka/incoming-record.js';
import { encodeEvent } from '../../../src/outbox/encode-event.js';
import type { OutgoingEvent } from '../../../src/outbox/outgoing-event.js';
import { VARIABLES } from '../../../src/platform/config/variables.js';
import { NOW } from './requests.js';
import { incomingOf, type Sample, sampleOf } from './sample.js';

const OFFSET = 1024n;
const DAY_MS = 86_400_000;
const SETTLED_AFTER_MS = 1_250;
const TOPICS = {
  'booking.created': VARIABLES.TOPIC_BOOKING_CREATED.default ?? '',
  'booking.failed': VARIABLES.TOPIC_BOOKING_FAILED.default ?? '',
};
const SOURCE = VARIABLES.EVENTS_SOURCE.default ?? '';
/** Of a bridge without EVENTS_DOCS_URL. */
const FAILURE_TYPES = failureTypesAt(null);
const MODES = ['binary', 'structured'] as const;

/** What becomes of a sample when the bridge reads it. */
export function readingOf(sample: Sample): Reading {
  return acceptRecord(incomingOf(sample, OFFSET, NOW), NOW, { lane: 'resource', ttlMs: DAY_MS });
}

/** The request of a sample that becomes one. */
export function acceptedOf(sample: Sample): NewRequest {
  const reading = readingOf(sample);
  if (reading.became !== 'request')
    throw new Error(`The sample ${sample.name} is no request: ${reading.why.message}`);
  return reading.request;
}

/** The record of a sample that becomes a dead letter, and why. */
export function rejectedOf(sample: Sample): Extract<Reading, { became: 'dead-letter' }> {
  const reading = readingOf(sample);
  if (reading.became !== 'dead-letter') throw new Error(`The sample ${sample.name} became a request.`);
  return reading;
}

/** The outcome of a request, in both modes. */
export function outcomeSamples(
  name: string,
  request: NewRequest,
  outcome: Outcome,
  settled: { readonly by: SettledBy; readonly attempts: number },
): Sample[] {
  const at = new Date(NOW.getTime() + (settled.by === 'intake' ? 0 : SETTLED_AFTER_MS));
  const event = outcomeEventOf({ ...request, attempts: settled.attempts }, outcome, { by: settled.by, at });
  return inBothModes(name, event);
}

/** The outcome of a record that never became a request, in both modes. */
export function rejectionSamples(
  name: string,
  record: IncomingRecord,
  failure: Failure,
  isTaken = false,
): Sample[] {
  return inBothModes(name, rejectionOf({ record, failure, failedAt: NOW }, isTaken));
}

function inBothModes(name: string, event: OutgoingEvent): Sample[] {
  return MODES.map((mode) =>
    sampleOf(
      `${event.type}/${name}.${mode}`,
      encodeEvent(event, null, { mode, source: SOURCE, topics: TOPICS, failureTypes: FAILURE_TYPES }),
    ),
  );
}
