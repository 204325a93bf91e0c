import type { ReadLimit } from './outbox.store.js';
import { isParked, nameOf, type OutboxQueue } from './pending-event.js';
import type { QueueHealth } from './queue-health.js';

/** Parked queues that are probed at a time, and as many that are emptied: their batches are what takes memory. */
const PARKED_AT_A_TIME = 4;

/**
 * How much of each queue may be read now: nothing of one in flight or at rest, one event of one to be probed, else
 * `whole`. Topics that are not named are read whole, partitions that are not named not at all.
 */
export function readLimits(
  queues: readonly OutboxQueue[],
  inFlight: readonly OutboxQueue[],
  health: Pick<QueueHealth, 'allowance' | 'sickQueues'>,
  whole: number,
): ReadLimit[] {
  const limits = new Map(inFlight.map((queue) => [nameOf(queue), { ...queue, events: 0 }]));
  const parkedInFlight = inFlight.filter(isParked);
  const room = {
    all: PARKED_AT_A_TIME - parkedInFlight.filter((queue) => health.allowance(queue) === 'all').length,
    probe: PARKED_AT_A_TIME - parkedInFlight.filter((queue) => health.allowance(queue) !== 'all').length,
  };
  for (const queue of [...queues, ...health.sickQueues]) {
    if (limits.has(nameOf(queue))) continue;
    const allowance = health.allowance(queue);
    const events = { all: whole, probe: 1, nothing: 0 }[allowance];
    if (!isParked(queue)) limits.set(nameOf(queue), { ...queue, events });
    else if (allowance !== 'nothing' && room[allowance] > 0) {
      room[allowance] -= 1;
      limits.set(nameOf(queue), { ...queue, events });
    }
  }
  return [...limits.values()];
}
