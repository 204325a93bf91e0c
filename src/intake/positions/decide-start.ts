import type { PartitionFacts } from '../../platform/kafka/port.js';
import { type Finding, WHOLE_TOPIC } from './finding.js';

/** What the database knows of a partition. */
export interface KnownPosition {
  /** Everything below this offset of this very log is stored; null when the log was never assigned. */
  readonly stored: bigint | null;
  /** Where an operator's latest skip of this log leads; null for none, or when the log was truncated since. */
  readonly skippedTo: bigint | null;
  /** This cluster had another topic under this name, and it was read. */
  readonly wasRecreated: boolean;
  /** Positions of other clusters are known, and none of this one. */
  readonly onlyOtherClusters: boolean;
  /** Whether an operator was told, and has acknowledged, that this cluster is another one. */
  readonly clusterFinding: 'none' | 'open' | 'acknowledged';
}

/** Where a partition is read from, and what has to be written before the first record is handed out. */
export interface StartDecision {
  /** Null: not before an operator has acknowledged that the cluster is another one. */
  readonly from: bigint | null;
  /** What the stored position becomes; null when it stays. */
  readonly position: bigint | null;
  readonly findings: readonly Finding[];
}

/**
 * Where reading starts: at the lower of the stored and the committed position, else at the earliest record. It never
 * starts above what is stored, but where records are gone (a finding) or an operator skipped some, and never below the
 * oldest record. A committed offset above the stored position is not believed. Total: it answers whatever it is asked.
 */
export function decideStart(facts: PartitionFacts, known: KnownPosition): StartDecision {
  if (known.clusterFinding === 'open' || (known.clusterFinding === 'none' && known.onlyOtherClusters))
    return {
      from: null,
      position: null,
      findings: known.clusterFinding === 'none' ? [wholeTopic('another-cluster', facts)] : [],
    };
  const isOtherLog = known.stored === null && known.wasRecreated;
  const findings = isOtherLog ? [wholeTopic('topic-recreated', facts)] : [];
  // What the group committed may belong to the topic that had this name before.
  const committed = isOtherLog ? null : facts.committed;
  const expected = known.stored ?? (isOtherLog ? 0n : committed);
  const problem = problemOf(facts, expected);
  if (problem !== null) {
    const { topic, partition, logStart } = facts;
    return { from: logStart, position: logStart, findings: [...findings, { ...problem, topic, partition }] };
  }
  const read = expected ?? facts.logStart;
  const floor = lowest(known.skippedTo ?? 0n, read);
  const from = highest(lowest(committed ?? read, read), floor, facts.logStart);
  return { from, position: known.stored === null ? from : null, findings };
}

/** Why the log cannot be continued at the expected offset; null when it can. */
function problemOf(
  { logStart, logEnd }: PartitionFacts,
  expected: bigint | null,
): Pick<Finding, 'kind' | 'expected' | 'found'> | null {
  if (expected === null) return null;
  if (logStart > expected) return { kind: 'gap', expected, found: logStart };
  if (expected > logEnd) return { kind: 'truncated', expected, found: logEnd };
  return null;
}

function wholeTopic(kind: 'topic-recreated' | 'another-cluster', { topic }: PartitionFacts): Finding {
  return { kind, topic, partition: WHOLE_TOPIC, expected: 0n, found: 0n };
}

const lowest = (a: bigint, b: bigint) => (a < b ? a : b);
const highest = (...offsets: bigint[]) => offsets.reduce((a, b) => (a > b ? a : b));
