import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideStart, type KnownPosition } from './decide-start.js';
import { describeFinding, type Finding, neverRead, WHOLE_TOPIC } from './finding.js';

const NEW: KnownPosition = {
  stored: null,
  skippedTo: null,
  wasRecreated: false,
  onlyOtherClusters: false,
  clusterFinding: 'none',
};
const PLACE = { topic: 'requested', partition: 3 };
const ORIGIN = { clusterId: 'cluster', topicId: '0'.repeat(32) };

/** A log that holds offsets from `logStart` to below `logEnd`. */
const facts = (logStart: bigint, logEnd: bigint, committed: bigint | null = null) => ({
  ...PLACE,
  origin: ORIGIN,
  logStart,
  logEnd,
  committed,
});
const gap = (expected: bigint, found: bigint): Finding => ({ kind: 'gap', ...PLACE, expected, found });
const truncated = (expected: bigint, found: bigint): Finding => ({
  kind: 'truncated',
  ...PLACE,
  expected,
  found,
});
const aboutTopic = (kind: 'topic-recreated' | 'another-cluster'): Finding => ({
  kind,
  topic: PLACE.topic,
  partition: WHOLE_TOPIC,
  expected: 0n,
  found: 0n,
});

type Row = [
  what: string,
  log: ReturnType<typeof facts>,
  known: Partial<KnownPosition>,
  from: bigint | null,
  position: bigint | null,
  findings: Finding[],
];

const held = { onlyOtherClusters: true };
const recreated = { wasRecreated: true };
const ROWS: Row[] = [
  ['a log that is new to us is read from its beginning', facts(0n, 9n), {}, 0n, 0n, []],
  ['the first sight of a log is no gap', facts(5n, 9n), {}, 5n, 5n, []],
  ['without a stored position the committed one counts', facts(0n, 9n, 4n), {}, 4n, 4n, []],
  ['a committed position alone shows a gap, too', facts(6n, 9n, 4n), {}, 6n, 6n, [gap(4n, 6n)]],
  ['a committed position alone shows a truncated log', facts(1n, 9n, 12n), {}, 1n, 1n, [truncated(12n, 9n)]],
  ['equal positions are continued', facts(0n, 9n, 7n), { stored: 7n }, 7n, null, []],
  ['a commit that was lost changes nothing', facts(0n, 9n, 5n), { stored: 7n }, 5n, null, []],
  ['a group that was set back reads again', facts(0n, 9n, 0n), { stored: 7n }, 0n, null, []],
  ['a group that was lost changes nothing', facts(0n, 9n), { stored: 7n }, 7n, null, []],
  [
    'a committed offset above what is stored is not believed',
    facts(0n, 9n, 9n),
    { stored: 7n },
    7n,
    null,
    [],
  ],
  ['nothing new is no finding', facts(0n, 7n, 7n), { stored: 7n }, 7n, null, []],
  ['a log emptied after it was read is no gap', facts(7n, 7n, 7n), { stored: 7n }, 7n, null, []],
  ['what was read may be deleted', facts(6n, 9n, 5n), { stored: 7n }, 6n, null, []],
  ['one record deleted unread is a gap', facts(8n, 9n, 7n), { stored: 7n }, 8n, 8n, [gap(7n, 8n)]],
  ['all records deleted unread are a gap', facts(9n, 9n, 9n), { stored: 7n }, 9n, 9n, [gap(7n, 9n)]],
  ['a log that ends below what was read', facts(2n, 6n, 6n), { stored: 7n }, 2n, 2n, [truncated(7n, 6n)]],
  [
    'a topic created again is read from its beginning, whatever the group committed',
    facts(0n, 9n, 4n),
    recreated,
    0n,
    0n,
    [aboutTopic('topic-recreated')],
  ],
  [
    'records of a topic created again that were deleted unread are a gap',
    facts(3n, 9n),
    recreated,
    3n,
    3n,
    [aboutTopic('topic-recreated'), gap(0n, 3n)],
  ],
  ['a topic created again is continued', facts(0n, 9n, 4n), { ...recreated, stored: 4n }, 4n, null, []],
  [
    'another cluster is held, and told of',
    facts(0n, 9n, 4n),
    held,
    null,
    null,
    [aboutTopic('another-cluster')],
  ],
  ['another cluster is told of once', facts(0n, 9n), { ...held, clusterFinding: 'open' }, null, null, []],
  [
    'another cluster stays held when a position was skipped there first',
    facts(0n, 9n),
    { stored: 5n, skippedTo: 5n, clusterFinding: 'open' },
    null,
    null,
    [],
  ],
  [
    'another cluster, acknowledged, is read from its committed position',
    facts(0n, 9n, 4n),
    { ...held, clusterFinding: 'acknowledged' },
    4n,
    4n,
    [],
  ],
  [
    'another cluster, acknowledged, is read from its beginning without one',
    facts(2n, 9n),
    { ...held, clusterFinding: 'acknowledged' },
    2n,
    2n,
    [],
  ],
  ['a skip moves forward', facts(0n, 9n, 2n), { stored: 7n, skippedTo: 7n }, 7n, null, []],
  [
    'a skip is no floor for what was read since',
    facts(0n, 9n, 8n),
    { stored: 9n, skippedTo: 7n },
    8n,
    null,
    [],
  ],
  [
    'a skip that was lifted lets a group read again',
    facts(0n, 9n, 2n),
    { stored: 7n, skippedTo: 0n },
    2n,
    null,
    [],
  ],
  [
    'a skip beyond the end of the log loses nothing',
    facts(0n, 9n, 2n),
    { stored: 70n, skippedTo: 70n },
    0n,
    0n,
    [truncated(70n, 9n)],
  ],
];

describe('where reading starts', () => {
  it.each(ROWS)('%s', (_what, log, known, from, position, findings) => {
    expect(decideStart(log, { ...NEW, ...known })).toEqual({ from, position, findings });
  });

  const offset = fc.bigInt({ min: 0n, max: 20n });
  const maybe = fc.option(offset);
  const anyCase = fc.record({
    offsets: fc.tuple(offset, offset),
    committed: maybe,
    stored: maybe,
    skippedTo: maybe,
    wasRecreated: fc.boolean(),
    onlyOtherClusters: fc.boolean(),
    clusterFinding: fc.constantFrom('none' as const, 'open' as const, 'acknowledged' as const),
  });
  type Case = typeof anyCase extends fc.Arbitrary<infer C> ? C : never;
  const decide = ({ offsets: [a, b], committed, ...known }: Case) => {
    const log = facts(a < b ? a : b, a < b ? b : a, committed);
    return { log, known, ...decideStart(log, known) };
  };

  it('is within the log, and above what is stored only where records are gone and told of', () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const { log, known, from, findings } = decide(any);
        if (from === null) return;
        expect(from).toBeGreaterThanOrEqual(log.logStart);
        expect(from).toBeLessThanOrEqual(log.logEnd);
        if (known.stored === null || from <= known.stored) return;
        expect(from).toBe(log.logStart);
        expect(findings).toContainEqual(gap(known.stored, from));
      }),
    );
  });

  it('is at the lower of stored and committed where nothing is wrong and nothing was skipped', () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const { log, known, from, findings } = decide({ ...any, skippedTo: null });
        fc.pre(from !== null && findings.length === 0 && known.stored !== null);
        const lower = log.committed !== null && log.committed < known.stored ? log.committed : known.stored;
        expect(from).toBe(lower > log.logStart ? lower : log.logStart);
      }),
    );
  });

  it('is decided the same, with nothing new to tell, once it was written', () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const first = decide(any);
        fc.pre(first.from !== null);
        const isTruncated = first.findings.some(({ kind }) => kind === 'truncated');
        const again = decide({
          ...any,
          stored: first.position ?? any.stored,
          skippedTo: isTruncated ? null : any.skippedTo,
        });
        expect(again).toMatchObject({ position: null, findings: [] });
        expect(again.from).toBeLessThanOrEqual(first.from);
      }),
    );
  });
});

describe('a finding', () => {
  it('says which records were never read, and how many', () => {
    expect(describeFinding(gap(4n, 7n))).toContain('offsets 4 to 6 (up to 3 records)');
    expect([gap(4n, 7n), truncated(7n, 4n), aboutTopic('another-cluster')].map(neverRead)).toEqual([
      3n,
      0n,
      0n,
    ]);
  });
});
