import type { Check } from './check.js';
import { oneBookingPerRequest } from './i1-one-booking.js';
import { noLeaks } from './i10-no-leaks.js';
import { oneOutcomePerRequest } from './i2-one-outcome.js';
import { createdIsBooked } from './i3-created-is-booked.js';
import { durableBeforeCommit } from './i4-durable-before-commit.js';
import { lanesInOrder } from './i5-lanes.js';
import { noBlindRepeat } from './i6-no-blind-repeat.js';
import { everyRecordDealtWith } from './i7-every-record.js';
import { oneRequestPerId } from './i8-one-request-per-id.js';
import { flagsAgree } from './i9-flags.js';

/** Every invariant, in order. */
export const CHECKS: readonly Check[] = [
  { invariant: 'I1', promise: 'at most one booking per request', judge: oneBookingPerRequest },
  {
    invariant: 'I2',
    promise: 'exactly one outcome per request, all copies the same',
    judge: oneOutcomePerRequest,
  },
  { invariant: 'I3', promise: 'created if and only if booked', judge: createdIsBooked },
  { invariant: 'I4', promise: 'committed only what is durable', judge: durableBeforeCommit },
  { invariant: 'I5', promise: 'one call per lane at a time, in arrival order', judge: lanesInOrder },
  { invariant: 'I6', promise: 'no repeat before absence is proved', judge: noBlindRepeat },
  { invariant: 'I7', promise: 'no record stops its partition', judge: everyRecordDealtWith },
  { invariant: 'I8', promise: 'one request per id, the first body stays', judge: oneRequestPerId },
  { invariant: 'I9', promise: 'notification flags agree with the truth', judge: flagsAgree },
  { invariant: 'I10', promise: 'no secret and no note where it must not be', judge: noLeaks },
];
