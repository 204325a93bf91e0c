import type { Facts, OfferedRecord, Violation } from '../facts.js';
import { groupBy } from '../group-by.js';
import { requestKey } from '../facts.js';
import { type SeenCall, seenCalls } from './lane-calls.js';

/**
 * I5: in a lane at most one call is in flight across all instances, and first calls come in the order in which the
 * records stand in their topic. A request whose first attempt ended unknown without reaching Reservanto, and a twin,
 * which waits for the earlier one, are called later: that is their place in no order.
 */
export function lanesInOrder(facts: Facts): Violation[] {
  const lanes = groupBy(seenCalls(facts), (call) => call.resource);
  const arrivals = arrivalsOf(facts.offered);
  return [...lanes].flatMap(([, calls]) => [...overlaps(calls), ...outOfOrder(calls, facts, arrivals)]);
}

function overlaps(calls: readonly SeenCall[]): Violation[] {
  const violations: Violation[] = [];
  let latest: SeenCall | null = null;
  for (const call of calls) {
    if (latest !== null && call.beganAt < latest.endedAt)
      violations.push({
        id: call.reference,
        what: `was called ${latest.endedAt - call.beganAt} ms before the call of ${latest.reference} had ended`,
      });
    if (latest === null || call.endedAt > latest.endedAt) latest = call;
  }
  return violations;
}

function outOfOrder(
  calls: readonly SeenCall[],
  { attempts }: Pick<Facts, 'attempts'>,
  arrivals: ReadonlyMap<string, OfferedRecord>,
): Violation[] {
  const unknown = new Set(
    attempts.filter((a) => a.verdict === 'unknown').map((a) => `${a.requestId}/${a.number}`),
  );
  const seen = new Set<string>();
  const violations: Violation[] = [];
  let latest: { reference: string; offset: number } | null = null;
  for (const { reference, request, attempt } of calls) {
    if (request === null || attempt === null || seen.has(reference)) continue;
    seen.add(reference);
    const arrival = arrivals.get(requestKey(request.source, request.eventId));
    const earlier = Array.from({ length: attempt.number - 1 }, (_, i) => `${request.id}/${i + 1}`);
    if (arrival === undefined || arrival.planned.isTwin || earlier.some((a) => unknown.has(a))) continue;
    if (latest !== null && arrival.offset < latest.offset)
      violations.push({ id: reference, what: `arrived before ${latest.reference} but was called after it` });
    else latest = { reference, offset: arrival.offset };
  }
  return violations;
}

/** The first record of each identity: lanes are keys, so all of a lane stand in one partition. */
function arrivalsOf(offered: readonly OfferedRecord[]): ReadonlyMap<string, OfferedRecord> {
  const arrivals = new Map<string, OfferedRecord>();
  for (const record of offered) {
    const { identity } = record.planned;
    if (identity === null) continue;
    const key = requestKey(identity.source, identity.eventId);
    if (record.offset < (arrivals.get(key)?.offset ?? Infinity)) arrivals.set(key, record);
  }
  return arrivals;
}
