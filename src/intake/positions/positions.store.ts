import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { PartitionFacts, TopicOrigin, TopicPartition } from '../../platform/kafka/port.js';
import type { KnownPosition } from './decide-start.js';
import { type Finding, type FindingKind, type RecordedFinding, WHOLE_TOPIC } from './finding.js';

/** A change of a stored position that happens only while the position is what it was when this was decided. */
export interface PositionMove extends TopicPartition {
  readonly origin: TopicOrigin;
  /** Null: none was stored. */
  readonly was: bigint | null;
  readonly becomes: bigint;
}

/** What {@link PositionsStore.settle} wrote. */
export interface Settled {
  /** How many of the moves happened; the others lost to another writer of the same position. */
  readonly moved: number;
  /** Findings that were not there before. */
  readonly fresh: readonly RecordedFinding[];
}

/** Reads what is known of partitions, and writes what verifying them changes. */
@Injectable()
export class PositionsStore {
  constructor(private readonly database: Database) {}

  /** What is known of each of these partitions, in their order, in one query. */
  async knownOf(partitions: readonly PartitionFacts[]): Promise<KnownPosition[]> {
    return this.database.client.$queryRaw<KnownPosition[]>`
      SELECT
        (SELECT next_offset FROM read_positions p
          WHERE p.cluster_id = v.cluster_id AND p.topic_id = v.topic_id AND p.partition = v.partition) AS stored,
        (SELECT CASE f.kind WHEN 'skipped' THEN f.found_offset END FROM position_findings f
          WHERE f.kind IN ('skipped', 'truncated') AND f.cluster_id = v.cluster_id AND f.topic_id = v.topic_id
            AND f.partition = v.partition
          ORDER BY f.found_at DESC LIMIT 1) AS "skippedTo",
        EXISTS (SELECT FROM read_positions p
          WHERE p.cluster_id = v.cluster_id AND p.topic = v.topic AND p.topic_id <> v.topic_id) AS "wasRecreated",
        NOT EXISTS (SELECT FROM read_positions p WHERE p.cluster_id = v.cluster_id)
          AND EXISTS (SELECT FROM read_positions) AS "onlyOtherClusters",
        COALESCE((SELECT CASE WHEN f.acknowledged_at IS NULL THEN 'open' ELSE 'acknowledged' END FROM position_findings f
          WHERE f.kind = 'another-cluster' AND f.cluster_id = v.cluster_id
          ORDER BY f.acknowledged_at NULLS LAST LIMIT 1), 'none') AS "clusterFinding"
      FROM unnest(
        ${partitions.map(({ origin }) => origin.clusterId)}::text[],
        ${partitions.map(({ origin }) => origin.topicId)}::text[],
        ${partitions.map(({ topic }) => topic)}::text[],
        ${partitions.map(({ partition }) => partition)}::int[]
      ) WITH ORDINALITY AS v(cluster_id, topic_id, topic, partition, n)
      ORDER BY v.n`;
  }

  /**
   * Moves positions and records findings in one statement. A finding about a partition is recorded together with its
   * move or not at all, so that the same records are never reported twice; one about a topic is recorded once.
   */
  async settle(
    moves: readonly PositionMove[],
    findings: readonly (Finding & { readonly origin: TopicOrigin })[],
  ): Promise<Settled> {
    const rows = await this.database.client.$queryRaw<({ moved: number } & FreshRow)[]>`
      WITH moves AS (
        SELECT * FROM unnest(
          ${moves.map(({ origin }) => origin.clusterId)}::text[],
          ${moves.map(({ origin }) => origin.topicId)}::text[],
          ${moves.map(({ topic }) => topic)}::text[],
          ${moves.map(({ partition }) => partition)}::int[],
          ${moves.map(({ was }) => was)}::bigint[],
          ${moves.map(({ becomes }) => becomes)}::bigint[]
        ) AS m(cluster_id, topic_id, topic, partition, was, becomes)
      ), inserted AS (
        INSERT INTO read_positions (cluster_id, topic_id, topic, partition, next_offset)
        SELECT cluster_id, topic_id, topic, partition, becomes FROM moves WHERE was IS NULL
        ON CONFLICT (cluster_id, topic_id, partition) DO NOTHING
        RETURNING cluster_id, topic_id, partition
      ), updated AS (
        UPDATE read_positions p SET next_offset = m.becomes, last_timestamp_ms = NULL, updated_at = now()
        FROM moves m
        WHERE p.cluster_id = m.cluster_id AND p.topic_id = m.topic_id AND p.partition = m.partition AND p.next_offset = m.was
        RETURNING p.cluster_id, p.topic_id, p.partition
      ), moved AS (
        SELECT * FROM inserted UNION ALL SELECT * FROM updated
      ), fresh AS (
        INSERT INTO position_findings (kind, cluster_id, topic_id, topic, partition, expected_offset, found_offset)
        SELECT DISTINCT f.kind, f.cluster_id, f.topic_id, f.topic, f.partition, f.expected, f.found
        FROM unnest(
          ${findings.map(({ kind }) => kind)}::text[],
          ${findings.map(({ origin }) => origin.clusterId)}::text[],
          ${findings.map(({ origin }) => origin.topicId)}::text[],
          ${findings.map(({ topic }) => topic)}::text[],
          ${findings.map(({ partition }) => partition)}::int[],
          ${findings.map(({ expected }) => expected)}::bigint[],
          ${findings.map(({ found }) => found)}::bigint[]
        ) AS f(kind, cluster_id, topic_id, topic, partition, expected, found)
        WHERE f.partition = ${WHOLE_TOPIC}
          OR EXISTS (SELECT FROM moved m
            WHERE m.cluster_id = f.cluster_id AND m.topic_id = f.topic_id AND m.partition = f.partition)
        ON CONFLICT (kind, cluster_id, topic_id, partition, expected_offset, found_offset) DO UPDATE
          SET found_at = now(), acknowledged_at = NULL, acknowledged_by = NULL, reason = NULL
          WHERE position_findings.partition <> ${WHOLE_TOPIC}
        RETURNING id, kind, topic, partition, expected_offset, found_offset
      )
      SELECT (SELECT count(*)::int FROM moved) AS moved, fresh.id, fresh.kind, fresh.topic, fresh.partition,
        fresh.expected_offset AS expected, fresh.found_offset AS found
      FROM (SELECT) one LEFT JOIN fresh ON true
      ORDER BY fresh.id`;
    return {
      moved: rows[0]?.moved ?? 0,
      fresh: rows.flatMap(({ id, kind, topic, partition, expected, found }) =>
        id === null ? [] : [{ id, kind, topic, partition, expected, found }],
      ),
    };
  }
}

/** A row without an id is there for its count alone. */
type FreshRow =
  | RecordedFinding
  | { id: null; kind: FindingKind; topic: string; partition: number; expected: bigint; found: bigint };
