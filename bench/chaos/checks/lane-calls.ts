import type { CreateCall } from '../../../src/simulator/calls.js';
import type { Facts, StoredAttempt, StoredRequest } from '../facts.js';
import { groupBy } from '../group-by.js';
import { referenceIn } from '../marker.js';
import { TIMES } from '../settings.js';

/** A call as Reservanto saw it, with the attempt that made it. */
export interface SeenCall {
  readonly reference: string;
  readonly resource: number;
  readonly beganAt: number;
  /**
   * When the bridge had it no more in flight: answered or cut, and after its time-out at the latest. A call that seems
   * to last longer is that of a frozen process, and the lane does not wait for it.
   */
  readonly endedAt: number;
  readonly fault: CreateCall['fault'];
  readonly request: StoredRequest | null;
  readonly attempt: StoredAttempt | null;
}

/** The creates in the order in which they began. */
export function seenCalls({
  creates,
  requests,
  attempts,
}: Pick<Facts, 'creates' | 'requests' | 'attempts'>): SeenCall[] {
  const byReference = new Map(requests.map((request) => [request.reference, request]));
  const byRequest = groupBy(attempts, (attempt) => attempt.requestId);
  return creates
    .map((create): SeenCall => {
      const reference = referenceIn(create.note) ?? '';
      const request = byReference.get(reference) ?? null;
      const ofRequest = request === null ? [] : (byRequest.get(request.id) ?? []);
      return {
        reference,
        resource: create.BookingResourceId,
        beganAt: create.beganAt,
        endedAt: Math.min(create.endedAt ?? Infinity, create.beganAt + TIMES.callTimeout),
        fault: create.fault,
        request,
        attempt: ofRequest.findLast((attempt) => attempt.startedAt <= create.beganAt) ?? null,
      };
    })
    .sort((a, b) => a.beganAt - b.beganAt);
}
