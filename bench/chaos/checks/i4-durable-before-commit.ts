import {
  type CommitHistory,
  type Facts,
  type OfferedRecord,
  positionKey,
  requestKey,
  type Violation,
} from '../facts.js';
import { groupBy } from '../group-by.js';

/**
 * I4: at every moment that was sampled, every record below a committed offset, and below a stored position, was durable.
 * No record of a run is deleted, so nothing may be reported as never read.
 */
export function durableBeforeCommit({
  offered,
  commits,
  findings,
}: Pick<Facts, 'offered' | 'commits' | 'findings'>): Violation[] {
  const ahead = [...groupBy(offered, (record) => record.partition)].flatMap(([partition, records]) => {
    const inOrder = records.toSorted((a, b) => a.offset - b.offset);
    const committed = commits.samples.map(({ offsets }) => offsets.get(partition) ?? 0);
    const positions = commits.samples.map((sample) => sample.positions.get(partition) ?? 0);
    return [
      ...judgePartition(inOrder, committed, commits, 'committed'),
      ...judgePartition(inOrder, positions, commits, 'stored as read'),
    ];
  });
  const reported = findings.map(({ kind, partition }) => ({
    id: `partition ${partition}`,
    what: `is reported (${kind}), though nothing was deleted`,
  }));
  return [...ahead, ...reported];
}

/** `committed` is how far the partition was committed, or stored as read, at each sample. */
function judgePartition(
  records: readonly OfferedRecord[],
  committed: readonly number[],
  { durableFrom }: CommitHistory,
  how: string,
): Violation[] {
  const violations: Violation[] = [];
  let sample = 0;
  for (const record of records) {
    while (sample < committed.length && (committed[sample] ?? 0) <= record.offset) sample++;
    if (sample === committed.length) break;
    const { identity, kind } = record.planned;
    const asRequest = identity === null ? '' : requestKey(identity.source, identity.eventId);
    const durable = Math.min(
      durableFrom.get(positionKey(record)) ?? Infinity,
      durableFrom.get(asRequest) ?? Infinity,
    );
    if (durable > sample) {
      const when = durable === Infinity ? 'never' : 'only later';
      violations.push({ id: positionKey(record), what: `(${kind}) was ${how} and ${when} durable` });
    }
  }
  return violations;
}
