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
const unknownThenCreated = [
  attempt(1, { verdict: 'unknown' }),
  attempt(1, { number: 2, startedAt: at(60) - 5 }),
];
const absent = (readAt: number) => ({ requestId: 1, attempt: 1, readAt, result: 'absent' });

describe('the checks of a fault run', () => {
  it.each(CHECKS.map((check) => [check.invariant, check] as const))(
    '%s passes on a run in which all went well',
    (_, check) => {
      expect(check.judge(facts())).toEqual([]);
    },
  );

  const allowed: readonly [string, string, Facts][] = [
    [
      'I1',
      'a booking that was cancelled and one that is active',
      facts({ bookings: [booking(1), booking(1, { isActive: false })] }),
    ],
    ['I2', 'a copy that is the same', facts({ published: [created(1), created(1), created(2)] })],
    [
      'I2',
      'a request in review without an outcome',
      facts({ requests: [stored(1), stored(2, { state: 'REVIEW' })], published: [created(1)] }),
    ],
    [
      'I2',
      'a dead letter with its one outcome',
      facts({ letters: [malformed], published: [created(1), created(2), rejection] }),
    ],
    [
      'I3',
      'a booking of a request in review',
      facts({ requests: [stored(1), stored(2, { state: 'REVIEW' })], published: [created(1)] }),
    ],
    ['I4', 'a record that is not committed yet', facts({ offered: [offered(1), offered(2), poison] })],
    [
      'I5',
      'a call after the time-out of a frozen process',
      facts({ creates: [call(1, { endedAt: at(9) }), call(2, { beganAt: at(1) + TIMES.callTimeout })] }),
    ],
    [
      'I5',
      'a first call out of order after an attempt that nobody knows',
      facts({
        creates: [call(2), call(1, { beganAt: at(60), endedAt: at(61) })],
        attempts: [...unknownThenCreated, attempt(2)],
      }),
    ],
    [
      'I6',
      'a repeat after proof',
      facts({ creates: repeated(at(60)), readings: [absent(at(50)), absent(at(55))] }),
    ],
    [
      'I6',
      'a repeat after an answer that proves it was not executed',
      facts({ creates: [call(1, { fault: '429-retry-after' }), call(1, { sequence: 3, beganAt: at(2) })] }),
    ],
    [
      'I7',
      'a dead letter byte for byte',
      facts({ offered: [poison], letters: [malformed], published: [letterOf(poison)] }),
    ],
    [
      'I8',
      'another body under a taken id in the dead letters',
      facts({
        offered: [offered(1), offered(2), reused],
        letters: [{ ...malformed, errorCode: 'ID_REUSED' }],
      }),
    ],
    [
      'I9',
      'told of a failure without a booking',
      facts({ bookings: [booking(1)], published: [created(1), failedEvent(2)] }),
    ],
  ];

  it.each(allowed)('%s allows %s', (invariant, _, run) => {
    expect(judge(invariant, run)).toEqual([]);
  });
});
