import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { TopicOrigin } from '../../platform/kafka/port.js';

/** What an operator wants: reading of a partition continues at `to`. */
export interface Skip {
  readonly topic: string;
  /** Which log of this name; needed when several were read. */
  readonly topicId: string | null;
  readonly partition: number;
  readonly to: bigint;
  readonly who: string;
  readonly reason: string;
}

/** What became of a skip. `next`: everything below was read, or had been skipped, before. */
export type SkipResult =
  | { readonly did: 'skipped' | 'lifted'; readonly next: bigint | null; readonly origin: TopicOrigin }
  | { readonly did: 'already-read'; readonly next: bigint }
  | { readonly did: 'unknown-log'; readonly logs: readonly TopicOrigin[] };

/** The one way a position moves forward without its records being read. */
@Injectable()
export class SkipRecordsStore {
  constructor(private readonly database: Database) {}

  /**
   * Moves a position forward, so that neither a restart nor a lower committed offset brings the skipped records back.
   * A target below an earlier skip lifts that one down to it: a group that is set back may read them again.
   */
  async skip(wanted: Skip): Promise<SkipResult> {
    return this.database.transaction(async (tx) => {
      const logs = await logsOf(tx, wanted);
      const [origin] = logs;
      if (origin === undefined || logs.length > 1) return { did: 'unknown-log', logs };
      const { next, floor } = await positionOf(tx, origin, wanted.partition);
      const isLift = floor !== null && wanted.to < floor;
      if (next !== null && wanted.to <= next && !isLift) return { did: 'already-read', next };
      await write(tx, origin, wanted, next);
      return { did: isLift ? 'lifted' : 'skipped', next, origin };
    });
  }
}

/** Every log of this name that was read, or is held. */
async function logsOf(tx: Transaction, { topic, topicId }: Skip): Promise<TopicOrigin[]> {
  return tx.$queryRaw<TopicOrigin[]>`
    SELECT cluster_id AS "clusterId", topic_id AS "topicId" FROM (
      SELECT cluster_id, topic_id FROM read_positions WHERE topic = ${topic}
      UNION SELECT cluster_id, topic_id FROM position_findings WHERE topic = ${topic}
    ) known
    WHERE ${topicId}::text IS NULL OR topic_id = ${topicId}
    ORDER BY 1, 2`;
}

async function positionOf(tx: Transaction, { clusterId, topicId }: TopicOrigin, partition: number) {
  const [position] = await tx.$queryRaw<{ next: bigint }[]>`
    SELECT next_offset AS next FROM read_positions
    WHERE cluster_id = ${clusterId} AND topic_id = ${topicId} AND partition = ${partition} FOR UPDATE`;
  const [latest] = await tx.$queryRaw<{ floor: bigint | null }[]>`
    SELECT CASE kind WHEN 'skipped' THEN found_offset END AS floor FROM position_findings
    WHERE kind IN ('skipped', 'truncated') AND cluster_id = ${clusterId} AND topic_id = ${topicId} AND partition = ${partition}
    ORDER BY found_at DESC LIMIT 1`;
  return { next: position?.next ?? null, floor: latest?.floor ?? null };
}

async function write(tx: Transaction, origin: TopicOrigin, skip: Skip, next: bigint | null): Promise<void> {
  const { clusterId, topicId } = origin;
  await tx.$executeRaw`
    INSERT INTO read_positions (cluster_id, topic_id, topic, partition, next_offset)
    VALUES (${clusterId}, ${topicId}, ${skip.topic}, ${skip.partition}::int, ${skip.to}::bigint)
    ON CONFLICT (cluster_id, topic_id, partition) DO UPDATE
      SET next_offset = GREATEST(read_positions.next_offset, excluded.next_offset), last_timestamp_ms = NULL, updated_at = now()`;
  await tx.$executeRaw`
    INSERT INTO position_findings (kind, cluster_id, topic_id, topic, partition, expected_offset, found_offset,
      acknowledged_at, acknowledged_by, reason)
    VALUES ('skipped', ${clusterId}, ${topicId}, ${skip.topic}, ${skip.partition}::int, ${next ?? 0n}::bigint, ${skip.to}::bigint,
      now(), ${skip.who}, ${skip.reason})
    ON CONFLICT (kind, cluster_id, topic_id, partition, expected_offset, found_offset) DO UPDATE
      SET found_at = excluded.found_at, acknowledged_at = excluded.acknowledged_at,
        acknowledged_by = excluded.acknowledged_by, reason = excluded.reason`;
}
