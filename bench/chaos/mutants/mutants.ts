import { abandonedClaimsWait } from './abandoned-claims-wait.js';
import { abortedIsRead } from './aborted-is-read.js';
import { absenceBelievedAtOnce } from './absence-believed-at-once.js';
import { callsAfterItsLease } from './calls-after-its-lease.js';
import { commitBeforeStore } from './commit-before-store.js';
import { codecMissing, headersAreQuadratic } from './decoded-by-kafkajs.js';
import { freshEventIds } from './fresh-event-ids.js';
import { lastBodyWins } from './last-body-wins.js';
import type { Mutant } from './mutant.js';
import { noLaneExclusion } from './no-lane-exclusion.js';
import { outcomeWithoutTransaction } from './outcome-without-transaction.js';
import { payBeforeSend } from './pay-before-send.js';
import { poisonIsThrown } from './poison-is-thrown.js';
import { positionBeforeRecords } from './position-before-records.js';
import { retryOnTimeout } from './retry-on-timeout.js';
import { secretsInLogs } from './secrets-in-logs.js';
import { undecodableSkipped } from './undecodable-skipped.js';
import { unknownIsCreated } from './unknown-is-created.js';
import { unknownIsFailed } from './unknown-is-failed.js';

/** Every mutant by name; each invariant has at least one. */
export const MUTANTS: Readonly<Record<string, Mutant>> = {
  'retry-on-timeout': retryOnTimeout,
  'calls-after-its-lease': callsAfterItsLease,
  'outcome-without-transaction': outcomeWithoutTransaction,
  'pay-before-send': payBeforeSend,
  'fresh-event-ids': freshEventIds,
  'unknown-is-created': unknownIsCreated,
  'commit-before-store': commitBeforeStore,
  'no-lane-exclusion': noLaneExclusion,
  'abandoned-claims-wait': abandonedClaimsWait,
  'absence-believed-at-once': absenceBelievedAtOnce,
  'poison-is-thrown': poisonIsThrown,
  'last-body-wins': lastBodyWins,
  'unknown-is-failed': unknownIsFailed,
  'secrets-in-logs': secretsInLogs,
  'codec-missing': codecMissing,
  'headers-quadratic': headersAreQuadratic,
  'undecodable-skipped': undecodableSkipped,
  'position-before-records': positionBeforeRecords,
  'aborted-is-read': abortedIsRead,
};
