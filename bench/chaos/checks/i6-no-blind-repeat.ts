import type { FaultName } from '../../../src/simulator/faults.js';
import type { Facts, Violation } from '../facts.js';
import { groupBy } from '../group-by.js';
import { TIMES } from '../settings.js';
import { type SeenCall, seenCalls } from './lane-calls.js';

/** Answers that say: not executed. After them a call may be repeated at once. */
const PROVABLY_NOT_EXECUTED: readonly (FaultName | null)[] = [
  '429-retry-after',
  '503-retry-after',
  'expired-token',
  'missing-right',
  '400',
  '404',
  '415',
  '302',
];

const READINGS_THAT_PROVE = 2;

/**
 * I6: a call that may have booked is never repeated before absence is proved: not before the quarantine has passed since
 * it ended, and not without two readings after that which did not find the booking. What an answered call proved is
 * judged by the simulator's fault alone.
 */
export function noBlindRepeat(facts: Facts): Violation[] {
  const absences = groupBy(
    facts.readings.filter((reading) => reading.result === 'absent'),
    (reading) => reading.requestId,
  );
  return [...groupBy(seenCalls(facts), (call) => call.reference)].flatMap(([reference, calls]) =>
    calls.flatMap((call, i): Violation[] => {
      const before = calls[i - 1];
      if (before === undefined || PROVABLY_NOT_EXECUTED.includes(before.fault)) return [];
      const waited = call.beganAt - before.endedAt;
      if (waited < TIMES.quarantine)
        return [
          { id: reference, what: `was called again ${waited} ms after a call that ${described(before)}` },
        ];
      const readings = (absences.get(call.request?.id ?? -1) ?? []).filter(
        ({ readAt }) => readAt >= before.endedAt + TIMES.quarantine && readAt <= call.beganAt,
      );
      return readings.length >= READINGS_THAT_PROVE
        ? []
        : [{ id: reference, what: `was called again after ${readings.length} readings that count as proof` }];
    }),
  );
}

function described({ fault }: SeenCall): string {
  return fault === null ? 'was answered or lost' : `met ${fault}`;
}
