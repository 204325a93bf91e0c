import { describe, expect, it } from '@jest/globals';
import type { PendingRead } from './outbox.store.js';
import { ANY_PARTITION, type OutboxQueue, type PendingEvent, WITHOUT_KEY } from './pending-event.js';
import { planRound } from './plan-round.js';
import { QueueHealth } from './queue-health.js';
import { readLimits } from './read-limits.js';

/** Keys are `<partition>` of a topic with as many partitions as are needed. */
const partitionOf = (_topic: string, key: Buffer) => Number(key.toString());

function event(id: number, partition: number | null, parkedPartition = ANY_PARTITION): PendingEvent {
  const key = partition === null ? null : Buffer.from(String(partition)).toString('base64');
  return {
    id: BigInt(id),
    eventId: `e-${id}`,
    requestId: null,
    topic: 'created',
    key,
    value: null,
    headers: [],
    parkedPartition,
  };
}
const queue = (partition: number): OutboxQueue => ({ topic: 'created', partition });
const main = queue(ANY_PARTITION);

function read(queues: OutboxQueue[], ...batches: [OutboxQueue, PendingEvent[], boolean?][]): PendingRead {
  return {
    queues,
    batches: batches.map(([q, events, isWhole = true]) => ({ queue: q, events, isWhole })),
  };
}
const ids = (events: readonly PendingEvent[]) => events.map(({ id }) => Number(id));

/** The plan in numbers: what is sent from which queue, what is parked where, what is released. */
function plan(of: PendingRead, health = new QueueHealth(), partitions = partitionOf) {
  const { batches, parkings, released } = planRound(of, health, partitions);
  return {
    sent: batches.map(({ queue: { partition }, events }) => [partition, ids(events)]),
    parked: parkings.map(({ partition, events }) => [partition, ids(events)]),
    released: released.map(({ partition }) => partition),
  };
}

describe('a round of the relay', () => {
  it('sends all of a healthy topic in order, with and without keys', () => {
    const events = [event(1, 0), event(2, 1), event(3, null), event(4, 0)];
    expect(plan(read([main], [main, events]))).toEqual({
      sent: [[ANY_PARTITION, [1, 2, 3, 4]]],
      parked: [],
      released: [],
    });
  });

  it('parks only the events of a partition that is sick or has parked events, and sends the others', () => {
    const health = new QueueHealth();
    health.failed(queue(1), 'destination');
    const events = [event(5, 0), event(6, 1), event(7, 2), event(8, 1), event(9, 3)];
    expect(plan(read([main, queue(2)], [main, events]), health)).toEqual({
      sent: [[ANY_PARTITION, [5, 9]]],
      parked: [
        [1, [6, 8]],
        [2, [7]],
      ],
      released: [],
    });
  });

  it('parks events without a key together, after one of them could not be sent', () => {
    const health = new QueueHealth();
    health.failed(queue(WITHOUT_KEY), 'destination');
    expect(plan(read([main], [main, [event(1, null), event(2, 0)]]), health)).toMatchObject({
      sent: [[ANY_PARTITION, [2]]],
      parked: [[WITHOUT_KEY, [1]]],
    });
  });

  it('sends nothing that may belong behind parked events while partitions are not known', () => {
    const of = read([main, queue(1)], [main, [event(5, 0), event(6, 1)]], [queue(1), [event(2, 1, 1)]]);
    expect(plan(of, new QueueHealth(), () => null as never)).toEqual({
      sent: [[1, [2]]],
      parked: [],
      released: [],
    });
  });

  it('probes and empties a partition from its own queue, and releases it once little is left', () => {
    const health = new QueueHealth();
    const parked = [event(1, 1, 1), event(2, 1, 1)];
    expect(plan(read([queue(1)], [queue(1), parked.slice(0, 1)]), health).sent).toEqual([[1, [1]]]);
    health.succeeded(queue(1));
    expect(plan(read([queue(1)], [queue(1), parked, false]), health)).toMatchObject({
      sent: [[1, [1, 2]]],
      released: [],
    });
    expect(plan(read([queue(1)], [queue(1), parked, true]), health)).toMatchObject({
      sent: [],
      released: [1],
    });
  });
});

describe('the limits of a read', () => {
  it('leave out what is in flight or at rest, and read one event of what is to be probed', () => {
    const clock = { now: 0 };
    const health = new QueueHealth(() => clock.now);
    const [busy, due, resting] = ['busy', 'due', 'resting'].map((topic) => ({
      topic,
      partition: ANY_PARTITION,
    }));
    health.failed(due!, 'destination');
    clock.now = 2_000;
    health.failed(resting!, 'destination');
    const limits = readLimits([main, busy!], [busy!], health, 500);
    expect(Object.fromEntries(limits.map(({ topic, events }) => [topic, events]))).toEqual({
      created: 500,
      busy: 0,
      due: 1,
      resting: 0,
    });
  });

  it('probe four partitions at a time and empty four others, however many are parked', () => {
    const health = new QueueHealth();
    const queues = Array.from({ length: 40 }, (_, partition) => queue(partition));
    for (const recovered of queues.slice(20)) health.succeeded(recovered);
    const flying = [...queues.slice(0, 1), ...queues.slice(20, 22)];
    const limits = readLimits(queues, flying, health, 500).map(({ events }) => events);
    expect(limits.filter((events) => events === 1)).toHaveLength(3);
    expect(limits.filter((events) => events === 500)).toHaveLength(2);
    expect(limits.filter((events) => events === 0)).toHaveLength(3);
  });
});
