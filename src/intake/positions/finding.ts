/**
 * What is told to an operator about the place where reading starts. `gap`: records were deleted before they were read.
 * `truncated`: the log ends before what was read. `topic-recreated`: another log under the name of a topic that was read
 * before. `another-cluster`: a Kafka cluster that was never read from, while another one was. `skipped`: an operator
 * moved a position forward.
 */
export type FindingKind = 'gap' | 'truncated' | 'topic-recreated' | 'another-cluster' | 'skipped';

/** The partition of a finding that is about all partitions of a topic. */
export const WHOLE_TOPIC = -1;

/** What was found when a position was verified. Offsets are 0 where a finding is about a whole topic. */
export interface Finding {
  readonly kind: FindingKind;
  readonly topic: string;
  /** {@link WHOLE_TOPIC} when it is about all of them. */
  readonly partition: number;
  /** Everything below this offset was read. */
  readonly expected: bigint;
  /** A gap: the first offset that is left. A truncated log: its end. A skip: where reading continues. */
  readonly found: bigint;
}

/** A finding that is in the database, under the number by which it is acknowledged. */
export interface RecordedFinding extends Finding {
  readonly id: bigint;
}

/** How many offsets were never read; transactions leave a few that hold no record. */
export function neverRead({ kind, expected, found }: Finding): bigint {
  return (kind === 'gap' || kind === 'skipped') && found > expected ? found - expected : 0n;
}

/** One sentence for an operator: what happened, and what the bridge does about it. */
export function describeFinding(finding: Finding): string {
  const where = `${finding.topic}/${finding.partition}`;
  const { expected, found } = finding;
  switch (finding.kind) {
    case 'gap':
      return `records of ${where} were deleted before they were read: offsets ${expected} to ${found - 1n} (up to ${neverRead(finding)} records); reading continues at ${found}`;
    case 'truncated':
      return `the log of ${where} ends at ${found}, but was read up to ${expected}: its end was lost; all of it is read again`;
    case 'topic-recreated':
      return `topic ${finding.topic} was deleted and created again: it is read from its beginning`;
    case 'another-cluster':
      return `this Kafka cluster was never read from, but another one was: topic ${finding.topic} is not read until this is acknowledged`;
    case 'skipped':
      return found < expected
        ? `an operator allowed ${where} to be read again from ${found}`
        : `an operator moved the position of ${where} from ${expected} to ${found} (up to ${neverRead(finding)} records are not read)`;
  }
}
