import { createHash } from 'node:crypto';
import { referenceOf } from '../../../src/booking/reference.js';
import type { CreateCall } from '../../../src/simulator/calls.js';
import type {
  Facts,
  HeldBooking,
  OfferedRecord,
  PublishedRecord,
  StoredAttempt,
  StoredRequest,
} from '../facts.js';
import { requestKey } from '../facts.js';
import type { PlannedRecord } from '../traffic/planned-record.js';

// Hand-made facts for the specs of the checks: a run in which all went well, to be spoilt in one point each.

const RESOURCE = 1_000_001;
const T0 = 1_800_000_000_000;

const identityOf = (i: number) => ({ account: 'default', source: 'web', eventId: `request-${i}` });

/** The reference of request number `i`. */
export const referenceOfRequest = (i: number): string => referenceOf(identityOf(i));

const noteOf = (i: number) => `prosím\n[ref ${referenceOfRequest(i)}]`;

/** A record as it was offered: number `i` of its lane, at offset `i` of partition 3. */
export function offered(i: number, changes: Partial<PlannedRecord> = {}): OfferedRecord {
  const data = { BookingResourceId: RESOURCE, CustomerNote: 'prosím', Count: i };
  const planned: PlannedRecord = {
    n: i,
    kind: 'request',
    identity: identityOf(i),
    resource: RESOURCE,
    isTwin: false,
    data,
    key: Buffer.from(String(RESOURCE)),
    value: Buffer.from(JSON.stringify(data)),
    headers: [],
    moment: 0,
    frame: null,
    ...changes,
  };
  return { partition: 3, offset: i, planned };
}

/** The row of request number `i`, booked as appointment 100 + `i`. */
export function stored(i: number, changes: Partial<StoredRequest> = {}): StoredRequest {
  return {
    ...identityOf(i),
    id: i,
    reference: referenceOfRequest(i),
    state: 'CREATED',
    data: offered(i).planned.data,
    failureCode: null,
    reviewReason: null,
    appointmentId: 100 + i,
    settledAt: at(i) + 50,
    partition: 3,
    offset: i,
    ...changes,
  };
}

/** The first attempt of request number `i`. */
export function attempt(i: number, changes: Partial<StoredAttempt> = {}): StoredAttempt {
  const times = { startedAt: at(i) - 5, finishedAt: at(i) + 50 };
  return { requestId: i, number: 1, ...times, verdict: 'created', because: null, ...changes };
}

/** When request number `i` is called: one each second. */
export const at = (i: number): number => T0 + i * 1_000;

/** The call of request number `i`, as the simulator saw it. */
export function call(i: number, changes: Partial<CreateCall> = {}): CreateCall {
  return {
    sequence: i,
    BookingResourceId: RESOURCE,
    CustomerId: 1_000_000,
    note: noteOf(i),
    beganAt: at(i),
    endedAt: at(i) + 20,
    appointmentId: 100 + i,
    fault: null,
    ...changes,
  };
}

/** The booking of request number `i`. */
export function booking(i: number, changes: Partial<HeldBooking> = {}): HeldBooking {
  return { appointmentId: 100 + i, note: noteOf(i), isActive: true, ...changes };
}

const NOTHING_TO_TELL = {
  notifyCustomer: true,
  customerNotifiedByReservanto: false,
  notifyMerchant: false,
};

/** The `booking.created` of request number `i`. `data` and `headers` replace what they name. */
export function created(
  i: number,
  { data = {}, headers = {} }: { data?: object; headers?: Record<string, string> } = {},
): PublishedRecord {
  const value = {
    reference: referenceOfRequest(i),
    booking: { AppointmentId: 100 + i },
    notifications: NOTHING_TO_TELL,
    ...data,
  };
  return {
    topic: 'created',
    partition: 3,
    offset: i,
    key: Buffer.from(String(RESOURCE)),
    value: Buffer.from(JSON.stringify(value)),
    headers: { ce_id: `event-${i}`, ce_subject: referenceOfRequest(i), ...headers },
  };
}

/** A `booking.failed` of request number `i`. */
export function failedEvent(i: number, failure: object = {}, notifications: object = {}): PublishedRecord {
  const data = {
    booking: undefined,
    failure: { code: 'SLOT_UNAVAILABLE', bookingMayExist: false, ...failure },
    notifications: { ...NOTHING_TO_TELL, ...notifications },
  };
  return { ...created(i, { data }), topic: 'failed' };
}

/** The dead letter of a record, as it stands in its topic. */
export function letterOf({ partition, offset, planned }: OfferedRecord): PublishedRecord {
  const headers = { 'x-original-partition': String(partition), 'x-original-offset': String(offset) };
  return { topic: 'deadLetter', partition: 0, offset: 0, key: planned.key, value: planned.value, headers };
}

/** The dead letter of a record whose key and value are named by size and hash. `headers` replace what they name. */
export function cutLetterOf(record: OfferedRecord, headers: Record<string, string> = {}): PublishedRecord {
  const { key, value } = record.planned;
  const letter = letterOf(record);
  const named = { ...sizeAndHash('x-original-value', value), ...sizeAndHash('x-original-key', key) };
  return { ...letter, key: null, value: null, headers: { ...letter.headers, ...named, ...headers } };
}

function sizeAndHash(what: string, bytes: Buffer | null): Record<string, string> {
  const whole = bytes ?? Buffer.alloc(0);
  const sha256 = createHash('sha256').update(whole).digest('base64url');
  return { [`${what}-size`]: String(whole.length), [`${what}-sha256`]: sha256 };
}

/** The dead letter of a record that is too large to be kept. `headers` replace what they name. */
export function rangeLetterOf(record: OfferedRecord, headers: Record<string, string> = {}): PublishedRecord {
  const letter = letterOf(record);
  const { size = 0, sha256 = '' } = record.planned.frame ?? {};
  const named = { 'x-original-size': String(size), 'x-original-sha256': sha256 };
  return { ...letter, key: null, value: null, headers: { ...letter.headers, ...named, ...headers } };
}

/** A run of two requests of one lane that were offered, called, booked and told, with these facts instead of the right ones. */
export function facts(changes: Partial<Facts> = {}): Facts {
  return {
    offered: [offered(1), offered(2)],
    requests: [stored(1), stored(2)],
    attempts: [attempt(1), attempt(2)],
    readings: [],
    letters: [],
    findings: [],
    owed: 0,
    published: [created(1), created(2)],
    bookings: [booking(1), booking(2)],
    creates: [call(1), call(2)],
    commits: {
      samples: [{ at: T0, offsets: new Map([[3, 3]]), positions: new Map([[3, 3]]) }],
      durableFrom: new Map([1, 2].map((i) => [requestKey('web', `request-${i}`), 0])),
    },
    leaks: [],
    ...changes,
  };
}
