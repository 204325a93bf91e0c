import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SendResult } from '../platform/kafka/port.js';
import { judgeResults } from './judge-results.js';
import { ANY_PARTITION, type PendingEvent, WITHOUT_KEY } from './pending-event.js';

const partitionOf = (_topic: string, key: Buffer) => Number(key.toString());
const queue = { topic: 'created', partition: ANY_PARTITION };

function event(id: number, partition: number | null): PendingEvent {
  const key = partition === null ? null : Buffer.from(String(partition)).toString('base64');
  return {
    id: BigInt(id),
    eventId: `e-${id}`,
    requestId: null,
    topic: 'created',
    key,
    value: null,
    headers: [],
    parkedPartition: ANY_PARTITION,
  };
}
const ok = (partition: number): SendResult => ({
  ok: true,
  position: { topic: 'created', partition, offset: 7n },
});
const failed = (kind: 'record' | 'destination' | 'unreachable', partition: number | null): SendResult => ({
  ok: false,
  kind,
  partition,
  code: 'SOME_CODE',
  error: new Error('some error'),
});

/** Ids by what became of the events. */
function judged(events: PendingEvent[], results: SendResult[]) {
  const { published, refused, sick } = judgeResults({ queue, events }, results, partitionOf);
  return {
    published: published.map(({ eventId }) => eventId),
    refused: refused.map(({ event: { eventId } }) => eventId),
    sick: sick.map((s) => [s.queue.partition, s.events.map(({ eventId }) => eventId)]),
  };
}

describe('the results of a batch', () => {
  it('publish what was acknowledged, whatever became of the others', () => {
    const events = [event(1, 0), event(2, 1), event(3, 2), event(4, 0)];
    const results = [ok(0), failed('destination', 1), failed('record', 2), ok(0)];
    expect(judged(events, results)).toEqual({
      published: ['e-1', 'e-4'],
      refused: ['e-3'],
      sick: [[1, ['e-2']]],
    });
  });

  it.each(['destination', 'unreachable'] as const)(
    'say that the topic is sick when nothing of it is taken (%s)',
    (kind) => {
      const events = [event(1, 0), event(2, null)];
      expect(judged(events, [failed(kind, null), failed(kind, null)]).sick).toEqual([
        [ANY_PARTITION, ['e-1', 'e-2']],
      ]);
    },
  );

  it('say that a partition is sick when Kafka names none and others of the topic were acknowledged', () => {
    const events = [event(1, 0), event(2, 1)];
    expect(judged(events, [ok(0), failed('unreachable', null)]).sick).toEqual([[1, ['e-2']]]);
  });

  it('bind no event without a key to the partition that was chosen for it', () => {
    expect(judged([event(1, null)], [failed('destination', 1)]).sick).toEqual([[WITHOUT_KEY, ['e-1']]]);
  });

  it('give every event exactly one fate, in order', () => {
    const fate = fc.record({
      partition: fc.option(fc.integer({ min: 0, max: 3 })),
      result: fc.oneof(
        fc.integer({ min: 0, max: 3 }).map(ok),
        fc
          .tuple(
            fc.constantFrom('record' as const, 'destination' as const, 'unreachable' as const),
            fc.option(fc.integer({ min: 0, max: 3 })),
          )
          .map(([kind, partition]) => failed(kind, partition)),
      ),
    });
    fc.assert(
      fc.property(fc.array(fate), (fates) => {
        const events = fates.map(({ partition }, i) => event(i, partition));
        const all = judged(
          events,
          fates.map(({ result }) => result),
        );
        const ofSick = all.sick.flatMap(([, names]) => names as string[]);
        expect([...all.published, ...all.refused, ...ofSick].toSorted()).toEqual(
          events.map(({ eventId }) => eventId).toSorted(),
        );
      }),
    );
  });
});
