import type { BridgeProcess } from './bridge-process.js';
import { createTopics, type Scenario, withAdmin } from './scenario.js';
import { waitUntil } from './wait-until.js';

/** A partition of the request topic that has held records. */
export interface UsedPartition {
  readonly partition: number;
  /** The offset of the oldest record that is left. */
  readonly low: number;
  /** The offset of the next record. */
  readonly high: number;
}

/** Partitions of a scenario's request topic that have held records. */
export async function usedPartitions({ topics: { requested } }: Scenario): Promise<UsedPartition[]> {
  const offsets = await withAdmin((admin) => admin.fetchTopicOffsets(requested));
  return offsets
    .map(({ partition, low, high }) => ({ partition, low: Number(low), high: Number(high) }))
    .filter(({ high }) => high > 0);
}

/** Deletes the records of a partition below an offset, as retention does. */
export async function deleteBelow(scenario: Scenario, partition: number, offset: number): Promise<void> {
  const { requested } = scenario.topics;
  await withAdmin(async (admin) => {
    // kafkajs deletes nothing in a topic that this client has not asked about before.
    await admin.fetchTopicOffsets(requested);
    await admin.deleteTopicRecords({ topic: requested, partitions: [{ partition, offset: String(offset) }] });
  });
}

/** Deletes a scenario's request topic and creates another one of the same name. */
export async function makeAgain({ topics: { requested } }: Scenario): Promise<void> {
  await withAdmin(async (admin) => {
    await admin.deleteTopics({ topics: [requested] });
    await waitUntil(async () => !(await admin.listTopics()).includes(requested), 'the topic to be gone');
  });
  await createTopics([requested]);
}

/** What readiness says of an instance. */
export async function readinessOf({ url }: BridgeProcess): Promise<{
  readonly status: string;
  readonly checks: Readonly<Record<string, string>>;
}> {
  const response = await fetch(`${url}/health/ready`);
  return (await response.json()) as Awaited<ReturnType<typeof readinessOf>>;
}

/** Findings about positions that no operator has acknowledged, oldest first. */
export async function openFindings({ sql }: Scenario) {
  const { rows } = await sql.query<{
    id: string;
    kind: string;
    partition: number;
    expected: number;
    found: number;
  }>(
    `SELECT id, kind, partition, expected_offset::int AS expected, found_offset::int AS found
     FROM position_findings WHERE acknowledged_at IS NULL ORDER BY id`,
  );
  return rows;
}
