import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ANY_PARTITION } from './pending-event.js';
import { QueueHealth } from './queue-health.js';

const topic = { topic: 'created', partition: ANY_PARTITION };
const partition = { topic: 'created', partition: 2 };

function healthAt(random = 1) {
  const clock = { now: 5_000 };
  return {
    clock,
    health: new QueueHealth(
      () => clock.now,
      () => random,
    ),
  };
}

/** How long the queue rests from now on, in milliseconds. */
function restOf(health: QueueHealth, clock: { now: number }, queue = topic): number {
  const from = clock.now;
  while (health.allowance(queue) === 'nothing') clock.now += 1;
  return clock.now - from;
}

describe('the health of a queue', () => {
  it('lets all of a topic be sent, and of what was parked before this start one event first', () => {
    const { health } = healthAt();
    expect(health.allowance(topic)).toBe('all');
    expect(health.allowance(partition)).toBe('probe');
  });

  it('lets it rest from one second, doubling to a minute, and then be probed by one event', () => {
    const { health, clock } = healthAt();
    const rests = Array.from({ length: 9 }, () => {
      health.failed(topic, 'destination');
      return restOf(health, clock);
    });
    expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    expect(health.allowance(topic)).toBe('probe');
  });

  it('lets it rest five seconds at most while no broker answers', () => {
    const { health, clock } = healthAt();
    for (let i = 0; i < 8; i += 1) health.failed(topic, 'unreachable');
    expect(restOf(health, clock)).toBe(5_000);
  });

  it('spreads a rest over its upper half', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        (random, n) => {
          const { health, clock } = healthAt(random);
          for (let i = 0; i < n; i += 1) health.failed(topic, 'destination');
          const full = Math.min(60_000, 1_000 * 2 ** (n - 1));
          const rest = restOf(health, clock);
          expect(rest).toBeGreaterThanOrEqual(full / 2);
          expect(rest).toBeLessThanOrEqual(full);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([topic, partition])(
    'lets all of %j be sent after a success, and begins with a second again',
    (queue) => {
      const { health, clock } = healthAt();
      health.failed(queue, 'destination');
      health.failed(queue, 'destination');
      expect(health.succeeded(queue)).toBe(true);
      expect(health.allowance(queue)).toBe('all');
      expect(health.succeeded(queue)).toBe(false);
      expect(health.failed(queue, 'destination')).toBe(1);
      expect(restOf(health, clock, queue)).toBe(1_000);
    },
  );

  it('of one partition says nothing about its topic or the other partitions', () => {
    const { health } = healthAt();
    health.failed(partition, 'destination');
    expect(health.allowance(topic)).toBe('all');
    expect(health.isSick({ ...partition, partition: 1 })).toBe(false);
    expect(health.isSick(partition)).toBe(true);
  });

  it('forgets a partition for which nothing is parked only when its rest is over, and no topic', () => {
    const { health, clock } = healthAt();
    health.failed(topic, 'destination');
    health.failed(partition, 'destination');
    health.forgetAllBut([]);
    expect(health.sickQueues).toEqual([topic, partition]);
    clock.now += 1_000;
    health.forgetAllBut([partition]);
    expect(health.sickQueues).toEqual([topic, partition]);
    health.forgetAllBut([]);
    expect(health.sickQueues).toEqual([topic]);
  });
});
