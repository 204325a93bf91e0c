import type { RecordSlice } from '../platform/kafka/port.js';

/** How far a partition has been read: everything below `nextOffset` is durable. */
export interface ReadPosition {
  readonly clusterId: string;
  readonly topicId: string;
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: bigint;
  /** Of the last record below `nextOffset` that is known here, in milliseconds since 1970; null where none is. */
  readonly lastTimestampMs: bigint | null;
}

/** The position behind a slice; null where positions mean nothing. */
export function readPositionOf(slice: RecordSlice): ReadPosition | null {
  const { origin, topic, partition, nextOffset, records, undecodable } = slice;
  if (origin === null) return null;
  const record = records.at(-1);
  const range = undecodable.at(-1);
  const isRangeLast = range !== undefined && (record === undefined || range.lastOffset > record.offset);
  const lastTimestampMs = (isRangeLast ? range.timestampMs : record?.timestampMs) ?? null;
  const { clusterId, topicId } = origin;
  return { clusterId, topicId, topic, partition, nextOffset, lastTimestampMs };
}

/** One position for each partition, the furthest; in one order for all, so that two writers of the same rows follow each other. */
export function furthest(positions: readonly ReadPosition[]): ReadPosition[] {
  const byPartition = new Map<string, ReadPosition>();
  for (const position of positions) {
    const key = keyOf(position);
    const known = byPartition.get(key);
    if (known === undefined || known.nextOffset < position.nextOffset) byPartition.set(key, position);
  }
  return [...byPartition].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, position]) => position);
}

function keyOf({ clusterId, topicId, partition }: ReadPosition): string {
  return `${clusterId}/${topicId}/${partition}`;
}
