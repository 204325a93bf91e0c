import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { TopicPartition } from '../../platform/kafka/port.js';
import type { FindingKind, RecordedFinding } from './finding.js';

/** A finding as an operator sees it. */
export interface ListedFinding extends RecordedFinding {
  readonly clusterId: string;
  readonly topicId: string;
  readonly foundAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly reason: string | null;
}

/** How far one partition of one log was read. */
export interface ListedPosition extends TopicPartition {
  readonly clusterId: string;
  readonly topicId: string;
  readonly next: bigint;
  readonly updatedAt: Date;
}

/** How many findings of a kind wait to be acknowledged. */
export interface OpenFindings {
  readonly kind: FindingKind;
  readonly count: number;
}

/** What operators see of positions and findings, and what they say to them. */
@Injectable()
export class PositionFindingsStore {
  constructor(private readonly database: Database) {}

  /** Findings that nobody has acknowledged, by kind. */
  async open(): Promise<OpenFindings[]> {
    return this.database.client.$queryRaw<OpenFindings[]>`
      SELECT kind, count(*)::int AS count FROM position_findings WHERE acknowledged_at IS NULL GROUP BY kind ORDER BY kind`;
  }

  /** Findings, oldest first: those that wait, or with `all` the others too. */
  async list(all: boolean, limit: number): Promise<ListedFinding[]> {
    return this.database.client.$queryRaw<ListedFinding[]>`
      SELECT id, kind, cluster_id AS "clusterId", topic_id AS "topicId", topic, partition, expected_offset AS expected,
        found_offset AS found, found_at AS "foundAt", acknowledged_at AS "acknowledgedAt",
        acknowledged_by AS "acknowledgedBy", reason
      FROM position_findings WHERE ${all} OR acknowledged_at IS NULL ORDER BY id LIMIT ${limit}`;
  }

  /** How far each partition was read, of every cluster and topic that was ever read. */
  async positions(limit: number): Promise<ListedPosition[]> {
    return this.database.client.$queryRaw<ListedPosition[]>`
      SELECT cluster_id AS "clusterId", topic_id AS "topicId", topic, partition, next_offset AS next, updated_at AS "updatedAt"
      FROM read_positions ORDER BY topic, cluster_id, topic_id, partition LIMIT ${limit}`;
  }

  /** Acknowledges those of these findings that wait, and returns their ids: what was acknowledged before stays as it is. */
  async acknowledge(ids: readonly bigint[], who: string, reason: string): Promise<bigint[]> {
    const rows = await this.database.client.$queryRaw<{ id: bigint }[]>`
      UPDATE position_findings SET acknowledged_at = now(), acknowledged_by = ${who}, reason = ${reason}
      WHERE id = ANY(${[...ids]}::bigint[]) AND acknowledged_at IS NULL RETURNING id`;
    return rows.map(({ id }) => id);
  }
}
