import {
  type CommitHistory,
  type Facts,
  type OfferedRecord,
  positionKey,
  requestKey,
  type Violation,
} from '../facts.js';
import { groupBy } from '../group-by.js';

/** I4: at every moment that was sampled, every record below a committed offset was durable. */
export function durableBeforeCommit({ offered, commits }: Pick<Facts, 'offered' | 'commits'>): Violation[] {
  return [...groupBy(offered, (record) => record.partition)].flatMap(([partition, records]) =>
    judgePartition(
      records.toSorted((a, b) => a.offset - b.offset),
      commits.samples.map(({ offsets }) => offsets.get(partition) ?? 0),
      commits,
    ),
  );
}

/** `committed` is the partition's committed offset at each sample. */
function judgePartition(
  records: readonly OfferedRecord[],
  committed: readonly number[],
  { durableFrom }: CommitHistory,
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
      violations.push({ id: positionKey(record), what: `(${kind}) was committed and ${when} durable` });
    }
  }
  return violations;
}
