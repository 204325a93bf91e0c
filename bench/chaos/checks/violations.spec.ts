import { describe, expect, it } from '@jest/globals';
import type { Facts } from '../facts.js';
import { TIMES } from '../settings.js';
import { CHECKS } from './checks.js';
import {
  at,
  attempt,
  booking,
  call,
  created,
  facts,
  failedEvent,
  letterOf,
  offered,
  referenceOfRequest,
  stored,
} from './test-facts.js';

const judge = (invariant: string, run: Facts): string[] =>
  (CHECKS.find((check) => check.invariant === invariant)?.judge(run) ?? []).map(
    ({ id, what }) => `${id} ${what}`,
  );

const poison = offered(3, { kind: 'poison', identity: null, data: null, value: Buffer.from('{') });
const reused = offered(3, { kind: 'reused-id', identity: offered(1).planned.identity, data: { Count: 9 } });
const malformed = {
  partition: 3,
  offset: 3,
  errorCode: 'MALFORMED_EVENT',
  errorMessage: '',
  lastOffset: null,
};
const position = 'chaos.booking.requested-3-3';
const rejection = { ...failedEvent(3), headers: { ce_id: 'event-3', ce_subject: position } };
const repeated = (beganAt: number) => [
  call(1, { fault: 'booked-then-reset' }),
  call(1, { sequence: 3, beganAt, endedAt: beganAt + 10 }),
];
const absent = (readAt: number) => ({ requestId: 1, attempt: 1, readAt, result: 'absent' });

const violations: readonly [string, string, Facts, RegExp][] = [
  [
    'I1',
    'two bookings of one request',
    facts({ bookings: [booking(1), booking(1, { appointmentId: 9 })] }),
    /booked 2 times: 101, 9/,
  ],
  ['I2', 'a settled request without an event', facts({ published: [created(1)] }), /never published/],
  [
    'I2',
    'a copy with another id',
    facts({ published: [created(1), created(2), created(2, { headers: { ce_id: 'x' } })] }),
    /2 outcome events/,
  ],
  [
    'I2',
    'a copy with another byte',
    facts({ published: [created(1), created(2), created(2, { data: { x: 1 } })] }),
    /copies of its outcome that differ/,
  ],
  [
    'I2',
    'a copy with another header',
    facts({ published: [created(1), created(2), created(2, { headers: { x: '1' } })] }),
    /copies of its outcome that differ/,
  ],
  [
    'I2',
    'created in the database, failed in the topic',
    facts({ published: [created(1), failedEvent(2)] }),
    /is CREATED but told as failed/,
  ],
  [
    'I2',
    'a request that is never settled',
    facts({ requests: [stored(1), stored(2, { state: 'WAITING' })], published: [created(1)] }),
    /has no outcome: it is WAITING/,
  ],
  [
    'I2',
    'an outcome of a request that is not settled',
    facts({ requests: [stored(1), stored(2, { state: 'UNKNOWN' })] }),
    /has an outcome while it is UNKNOWN/,
  ],
  ['I2', 'an outcome of nobody', facts({ published: [created(1), created(2), created(7)] }), /is no request/],
  ['I2', 'a dead letter without an outcome', facts({ letters: [malformed] }), /3\/3 is settled but/],
  [
    'I2',
    'another body under a taken id without an outcome of its own',
    facts({ letters: [{ ...malformed, errorCode: 'ID_REUSED' }] }),
    /3\/3 is settled but/,
  ],
  [
    'I2',
    'an outcome of a record that is no dead letter',
    facts({ published: [created(1), created(2), rejection] }),
    /is no dead letter/,
  ],
  ['I3', 'created without a booking', facts({ bookings: [booking(1)] }), /there is no booking 102/],
  [
    'I3',
    'created with a cancelled booking',
    facts({ bookings: [booking(1), booking(2, { isActive: false })] }),
    /there is no booking 102/,
  ],
  [
    'I3',
    "created with another's booking",
    facts({ published: [created(1), created(2, { data: { booking: { AppointmentId: 101 } } })] }),
    /somebody else's booking 101/,
  ],
  [
    'I3',
    'a booking whose request failed',
    facts({
      requests: [stored(1), stored(2, { state: 'FAILED', failureCode: 'SLOT_UNAVAILABLE' })],
      published: [created(1), failedEvent(2)],
    }),
    /is FAILED, but its booking 102 exists/,
  ],
  [
    'I3',
    'a booking of nobody',
    facts({ bookings: [booking(1), booking(2), booking(3)] }),
    /103 is a booking without a request/,
  ],
  [
    'I3',
    'a booking without a reference',
    facts({ bookings: [booking(1), booking(2), booking(3, { note: 'prosím' })] }),
    /103 is a booking without a request/,
  ],
  [
    'I4',
    'a record that was committed and never durable',
    facts({
      offered: [offered(1), offered(2), poison],
      commits: { ...facts().commits, samples: [{ at: 0, offsets: new Map([[3, 4]]), positions: new Map() }] },
    }),
    /3\/3 \(poison\) was committed and never durable/,
  ],
  [
    'I4',
    'a record that was committed before it was durable',
    facts({
      commits: {
        ...facts().commits,
        durableFrom: new Map([...facts().commits.durableFrom].map(([key]) => [key, 1])),
      },
    }),
    /only later durable/,
  ],
  [
    'I5',
    'two calls of a lane at once',
    facts({ creates: [call(1), call(2, { beganAt: at(1) + 19 })] }),
    /called 1 ms before the call of .* had ended/,
  ],
  [
    'I5',
    'a call before the time-out of one that hangs',
    facts({ creates: [call(1, { endedAt: null }), call(2, { beganAt: at(1) + TIMES.callTimeout - 1 })] }),
    /called 1 ms before/,
  ],
  [
    'I5',
    'a later request called first',
    facts({
      creates: [call(2, { beganAt: at(0) }), call(1)],
      attempts: [attempt(1), attempt(2, { startedAt: at(0) })],
    }),
    /arrived before .* but was called after it/,
  ],
  [
    'I6',
    'a repeat within the quarantine',
    facts({ creates: repeated(at(1) + TIMES.quarantine), readings: [absent(at(2)), absent(at(3))] }),
    /called again 7980 ms after a call that met booked-then-reset/,
  ],
  [
    'I6',
    'a repeat after one reading',
    facts({ creates: repeated(at(60)), readings: [absent(at(59))] }),
    /after 1 readings that count/,
  ],
  [
    'I6',
    'a repeat after readings that were too early',
    facts({ creates: repeated(at(60)), readings: [absent(at(2)), absent(at(3))] }),
    /after 0 readings that count/,
  ],
  [
    'I7',
    'a request that was never stored',
    facts({ requests: [stored(1)] }),
    /3\/2 \(request\) was never stored/,
  ],
  ['I7', 'poison that vanished', facts({ offered: [poison] }), /3\/3 \(poison\) is no dead letter/],
  [
    'I7',
    'a dead letter that is not in its topic',
    facts({ offered: [poison], letters: [malformed] }),
    /missing in the dead-letter topic/,
  ],
  [
    'I7',
    'a dead letter with other bytes',
    facts({
      offered: [poison],
      letters: [malformed],
      published: [{ ...letterOf(poison), value: Buffer.from('{}') }],
    }),
    /was changed on its way/,
  ],
  [
    'I7',
    'invalid data that was called',
    facts({ offered: [offered(1, { kind: 'invalid' })] }),
    /instead of refused/,
  ],
  [
    'I8',
    'two rows of one identity',
    facts({ requests: [stored(1), stored(1, { id: 7 })] }),
    /is stored 2 times/,
  ],
  [
    'I8',
    'another body under a taken id that vanished',
    facts({ offered: [reused] }),
    /\(reused-id\) is not a dead letter/,
  ],
  [
    'I8',
    'a first body that was replaced',
    facts({ requests: [stored(1, { data: { Count: 9 } }), stored(2)] }),
    /3\/1 \(request\) is stored with another body/,
  ],
  [
    'I8',
    'a duplicate among the dead letters',
    facts({
      offered: [offered(1), offered(2, { kind: 'duplicate' })],
      letters: [{ ...malformed, offset: 2, errorCode: 'ID_REUSED' }],
    }),
    /3\/2 \(duplicate\) is a dead letter/,
  ],
  [
    'I9',
    'told "failed" about a booking that exists',
    facts({ published: [created(1), failedEvent(2)] }),
    /customer is to be told that it failed/,
  ],
  [
    'I9',
    'a failure that denies a booking',
    facts({ published: [created(1), failedEvent(2, {}, { notifyCustomer: false })] }),
    /its failure says that it is not/,
  ],
  [
    'I9',
    'told "failed" about a booking that may exist',
    facts({ bookings: [], published: [failedEvent(2, { bookingMayExist: true })] }),
    /may be booked, and the customer/,
  ],
  [
    'I9',
    'nobody told about a booking that may exist',
    facts({
      bookings: [],
      published: [failedEvent(2, { bookingMayExist: true }, { notifyCustomer: false })],
    }),
    /nobody is told/,
  ],
  [
    'I9',
    'told twice',
    facts({
      published: [
        created(1, { data: { notifications: { notifyCustomer: true, customerNotifiedByReservanto: true } } }),
      ],
    }),
    /told twice/,
  ],
  ['I10', 'a leak', facts({ leaks: [{ where: 'a log', what: 'a secret' }] }), /a log holds a secret/],
];

describe('the checks of a fault run', () => {
  it.each(violations)('%s fails on %s', (invariant, _, run, says) => {
    expect(judge(invariant, run)).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
  });

  it('name the request that was wronged', () => {
    expect(judge('I1', facts({ bookings: [booking(1), booking(1, { appointmentId: 9 })] }))).toEqual([
      `${referenceOfRequest(1)} is booked 2 times: 101, 9`,
    ]);
  });
});
