import { Prisma } from '../generated/prisma/client.js';
import type { Transaction } from '../platform/database/database.js';
import { furthest, type ReadPosition } from './read-position.js';

/** Moves stored positions forward, never back, if `tx` commits. `tx` may be the client itself. */
export async function advancePositions(tx: Transaction, positions: readonly ReadPosition[]): Promise<void> {
  if (positions.length > 0) await tx.$executeRaw(advancing(positions, Prisma.sql`true`));
}

/** The same as part of a statement: it moves them only if `condition` holds. */
export function advancing(positions: readonly ReadPosition[], condition: Prisma.Sql): Prisma.Sql {
  const rows = furthest(positions);
  return Prisma.sql`
    INSERT INTO read_positions AS p (cluster_id, topic_id, "partition", topic, next_offset, last_timestamp_ms, updated_at)
    SELECT v.cluster_id, v.topic_id, v."partition", v.topic, v.next_offset, v.last_timestamp_ms, now()
    FROM unnest(
      ${rows.map((r) => r.clusterId)}::text[],
      ${rows.map((r) => r.topicId)}::text[],
      ${rows.map((r) => r.partition)}::int[],
      ${rows.map((r) => r.topic)}::text[],
      ${rows.map((r) => r.nextOffset)}::bigint[],
      ${rows.map((r) => r.lastTimestampMs)}::bigint[]
    ) WITH ORDINALITY AS v(cluster_id, topic_id, "partition", topic, next_offset, last_timestamp_ms, n)
    WHERE ${condition}
    ORDER BY v.n
    ON CONFLICT (cluster_id, topic_id, "partition") DO UPDATE
    SET topic = EXCLUDED.topic, next_offset = EXCLUDED.next_offset, updated_at = EXCLUDED.updated_at,
        last_timestamp_ms = COALESCE(EXCLUDED.last_timestamp_ms, p.last_timestamp_ms)
    WHERE p.next_offset < EXCLUDED.next_offset`;
}
