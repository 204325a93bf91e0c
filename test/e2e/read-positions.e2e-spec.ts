import { execFile } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PositionFindingsStore } from '../../src/intake/positions/position-findings.store.js';
import { PositionKeeper } from '../../src/intake/positions/position-keeper.js';
import { PositionsStore } from '../../src/intake/positions/positions.store.js';
import { SkipRecordsStore } from '../../src/intake/positions/skip-records.store.js';
import type { PartitionFacts } from '../../src/platform/kafka/port.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { compiled } from '../support/stack.js';
import { openStores, type Stores } from '../support/stores.js';

const TOPIC = 'booking.requested';
const HERE = { clusterId: 'cluster-here', topicId: 'a'.repeat(32) };
const RECREATED = { clusterId: 'cluster-here', topicId: 'b'.repeat(32) };
const ELSEWHERE = { clusterId: 'cluster-elsewhere', topicId: 'c'.repeat(32) };
const OPERATOR = ['--who', 'Ann', '--reason', 'known'];

/** Each command is a process of its own. */
jest.setTimeout(120_000);

let t: Stores;
beforeAll(async () => {
  t = await openStores();
}, 60_000);
afterAll(() => t.close());
beforeEach(() => t.sql('TRUNCATE read_positions, position_findings RESTART IDENTITY'));

/** A partition whose log holds offsets from `logStart` to below `logEnd`. */
const log = (logStart: number, logEnd: number, more: Partial<PartitionFacts> = {}): PartitionFacts => ({
  topic: TOPIC,
  partition: 0,
  origin: HERE,
  committed: null,
  ...more,
  logStart: BigInt(logStart),
  logEnd: BigInt(logEnd),
});
const from = (offset: number, partition = 0) => ({ topic: TOPIC, partition, from: BigInt(offset) });

/** The keeper of one instance, what it logs and what it counts. */
function instance(positions = new PositionsStore(t.database)) {
  const lines: { level: string; msg: string; kind?: string; neverRead?: string }[] = [];
  const metrics = new Metrics();
  const write = (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]);
  const logger = createLogger({ level: 'warn', destination: { write } });
  const keeper = new PositionKeeper(positions, new PositionFindingsStore(t.database), metrics, logger);
  const figure = async (name: string) =>
    (await metrics.text()).body.match(new RegExp(`^reservanto_bridge_${name}(?:{.*})? (\\d+)$`, 'm'))?.[1];
  return { keeper, lines, figure, startOf: (...facts: PartitionFacts[]) => keeper.startOf(facts) };
}

/** Records up to here are stored, as intake writes it. */
const stored = (next: number, origin = HERE, partition = 0) =>
  t.sql(
    `INSERT INTO read_positions (cluster_id, topic_id, topic, partition, next_offset) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (cluster_id, topic_id, partition) DO UPDATE SET next_offset = GREATEST(read_positions.next_offset, excluded.next_offset)`,
    [origin.clusterId, origin.topicId, TOPIC, partition, next],
  );
const findings = () =>
  t.sql<{ kind: string; partition: number; expected: string; found: string; open: boolean }>(
    `SELECT kind, partition, expected_offset AS expected, found_offset AS found, acknowledged_at IS NULL AS open
     FROM position_findings ORDER BY id`,
  );

/** Runs the command of the operator, who needs to know nothing but the database. */
const command = (args: string[], env: Record<string, string> = { DATABASE_URL: t.url }) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const { PATH = '' } = process.env;
    execFile(
      process.execPath,
      [compiled('src/cli/positions.ts'), ...args],
      { env: { PATH, ...env } },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
const skip = (to: number, ...more: string[]) =>
  command(['skip', '--topic', TOPIC, '--partition', '0', '--to', String(to), ...OPERATOR, ...more]);

describe('read positions', () => {
  it('are known from the first assignment on, so that what is deleted before the first record is read is noticed', async () => {
    const { startOf } = instance();
    expect(await startOf(log(0, 0), log(0, 0, { partition: 1 }))).toEqual([from(0), from(0, 1)]);
    expect(await startOf(log(4, 9), log(0, 0, { partition: 1 }))).toEqual([from(4), from(0, 1)]);
    expect(await findings()).toEqual([{ kind: 'gap', partition: 0, expected: '0', found: '4', open: true }]);
  });

  it('tell of each record that was never read once, however often and by whom they are verified', async () => {
    await stored(5);
    const [one, two] = [instance(), instance()];
    expect(await Promise.all([one.startOf(log(8, 20)), two.startOf(log(8, 20))])).toEqual([
      [from(8)],
      [from(8)],
    ]);
    expect(await one.startOf(log(8, 20, { committed: 5n }))).toEqual([from(8)]);
    const told = () =>
      [...one.lines, ...two.lines].map(({ level, kind, neverRead }) => [level, kind, neverRead]);
    expect(told()).toEqual([['error', 'gap', '3']]);

    expect(await one.startOf(log(10, 20))).toEqual([from(10)]);
    expect(told()).toHaveLength(2);
    const counted = [
      await one.figure('records_never_read_total'),
      await two.figure('records_never_read_total'),
    ];
    expect(counted.reduce((sum, figure) => sum + Number(figure ?? 0), 0)).toBe(5);
    expect(await one.figure('unacknowledged_position_findings')).toBe('2');
    expect(one.keeper.trouble).toBe('findings to acknowledge: 2 gap; `npm run positions -- list` shows them');
    const { msg } = [...one.lines, ...two.lines][0] ?? { msg: '' };
    expect(msg).toContain(
      `records of ${TOPIC}/0 were deleted before they were read: offsets 5 to 7 (up to 3 records)`,
    );
    expect(msg).toContain('npm run positions -- acknowledge 1 --who NAME --reason TEXT');
  });

  it('are not moved by a verification that another writer has overtaken, and it is decided again', async () => {
    await stored(5);
    const positions = new PositionsStore(t.database);
    const knownOf = positions.knownOf.bind(positions);
    let asked = 0;
    positions.knownOf = async (facts) => {
      const known = await knownOf(facts);
      if ((asked += 1) === 1) await stored(9);
      return known;
    };
    const { startOf, lines } = instance(positions);
    expect(await startOf(log(8, 20))).toEqual([from(9)]);
    expect([asked, lines, await findings()]).toEqual([2, [], []]);
  });

  it('go back to the beginning of a truncated log, and tell of the same truncation again when it happens again', async () => {
    const { startOf, lines, keeper } = instance();
    for (const id of ['1', '1']) {
      await stored(12);
      expect(await startOf(log(2, 9, { committed: 9n }))).toEqual([from(2)]);
      expect(await startOf(log(2, 9))).toEqual([from(2)]);
      expect(keeper.trouble).toContain('1 truncated');
      expect((await command(['acknowledge', id, ...OPERATOR])).code).toBe(0);
    }
    expect(lines.map(({ level, kind }) => [level, kind])).toEqual([
      ['error', 'truncated'],
      ['error', 'truncated'],
    ]);
  });

  it('of a topic created again begin at its beginning, which is told once for all its partitions and instances', async () => {
    await stored(5);
    await stored(7, HERE, 1);
    const [one, two] = [instance(), instance()];
    const facts = (partition: number) => log(0, 9, { partition, origin: RECREATED, committed: 5n });
    expect(await Promise.all([one.startOf(facts(0), facts(1)), two.startOf(facts(2))])).toEqual([
      [from(0), from(0, 1)],
      [from(0, 2)],
    ]);
    expect([...one.lines, ...two.lines].map(({ level, kind }) => [level, kind])).toEqual([
      ['warn', 'topic-recreated'],
    ]);
    expect(one.keeper.trouble).toBeNull();
    await stored(3, RECREATED);
    expect(await one.startOf(facts(0))).toEqual([from(3)]);
    expect(await findings()).toHaveLength(1);
  });

  it('of another cluster are held until an operator acknowledges it, and then begin at the committed offset', async () => {
    await stored(5);
    const { startOf, lines, keeper } = instance();
    const facts = [
      log(0, 9, { origin: ELSEWHERE, committed: 4n }),
      log(0, 9, { origin: ELSEWHERE, partition: 1 }),
    ];
    const held = { topic: TOPIC, held: expect.stringContaining('npm run positions -- list') };
    for (let i = 0; i < 2; i += 1)
      expect(await startOf(...facts)).toEqual([
        { ...held, partition: 0 },
        { ...held, partition: 1 },
      ]);
    expect(lines.map(({ level, kind }) => [level, kind])).toEqual([['error', 'another-cluster']]);
    expect(keeper.trouble).toContain('1 another-cluster');

    expect(await command(['acknowledge', '1', '2', ...OPERATOR])).toMatchObject({
      code: 1,
      out: '1 acknowledged.\n2 is no finding that waits to be acknowledged.\n',
    });
    expect(await startOf(...facts)).toEqual([from(4), from(0, 1)]);
    expect(keeper.trouble).toBeNull();
    expect(await startOf(log(0, 9))).toEqual([from(5)]);
  });

  it('move forward when an operator skips records, whatever the group committed, and back when the skip is lifted', async () => {
    await stored(5);
    const { startOf } = instance();
    expect(await skip(5)).toMatchObject({
      code: 1,
      out: expect.stringContaining('everything below 5 was read'),
    });
    expect(await skip(8)).toMatchObject({ code: 0, out: expect.stringContaining('Reading continues at 8') });
    expect(await startOf(log(0, 20, { committed: 2n }))).toEqual([from(8)]);
    await stored(15);
    expect(await startOf(log(0, 20, { committed: 2n }))).toEqual([from(8)]);
    expect((await skip(3)).out).toContain('lifted down to 3');
    expect(await startOf(log(0, 20, { committed: 2n }))).toEqual([from(3)]);
    expect(await findings()).toMatchObject([
      { kind: 'skipped', expected: '5', found: '8', open: false },
      { kind: 'skipped', expected: '15', found: '3', open: false },
    ]);
  });

  it('are not skipped by a target beyond the end of the log, which is forgotten when that is found out', async () => {
    await stored(5);
    const skips = new SkipRecordsStore(t.database);
    const beyond = { topic: TOPIC, topicId: null, partition: 0, to: 90n, who: 'Ann', reason: 'mistyped' };
    expect(await skips.skip(beyond)).toMatchObject({ did: 'skipped', next: 5n });
    const { startOf } = instance();
    expect(await startOf(log(1, 20, { committed: 5n }))).toEqual([from(1)]);
    await stored(95);
    expect(await startOf(log(1, 99, { committed: 10n }))).toEqual([from(10)]);
  });

  it('are skipped in the one log that the operator means', async () => {
    expect((await skip(8)).out).toContain('was ever read');
    await stored(5);
    await stored(2, RECREATED);
    const ambiguous = await skip(8);
    expect(ambiguous).toMatchObject({ code: 1 });
    for (const { topicId } of [HERE, RECREATED]) expect(ambiguous.out).toContain(topicId);
    expect((await skip(8, '--topic-id', RECREATED.topicId)).code).toBe(0);
    const { startOf } = instance();
    expect(await startOf(log(0, 9), log(0, 9, { origin: RECREATED }))).toEqual([from(5), from(8)]);
  });

  it('of a cluster that is held can be skipped before it is acknowledged', async () => {
    await stored(5);
    const { startOf } = instance();
    const there = log(0, 9, { origin: ELSEWHERE });
    const held = [{ topic: TOPIC, partition: 0, held: expect.any(String) }];
    expect(await startOf(there)).toEqual(held);
    expect((await skip(6, '--topic-id', ELSEWHERE.topicId)).code).toBe(0);
    expect(await startOf(there)).toEqual(held);
    expect((await command(['acknowledge', '1', ...OPERATOR])).code).toBe(0);
    expect(await startOf(there)).toEqual([from(6)]);
  });

  it('and findings are shown to the operator on standard output', async () => {
    expect(await command(['list'])).toEqual({ code: 0, out: 'Nothing was found.\n', err: '' });
    await stored(5);
    await instance().startOf(log(8, 20));
    const { out } = await command(['list']);
    expect(out).toContain(`1  gap  ${TOPIC}/0  found `);
    expect(out).toContain('offsets 5 to 7 (up to 3 records)');
    expect((await command(['show'])).out).toContain(`${TOPIC}/0  next 8  since `);
    await command(['acknowledge', '1', ...OPERATOR]);
    expect((await command(['list'])).out).toBe('Nothing was found.\n');
    expect((await command(['list', '--all'])).out).toContain('by "Ann": "known"');
  });

  it('are changed by no command that lacks a name or a reason, or was asked for help', async () => {
    await stored(5);
    await instance().startOf(log(8, 20));
    for (const args of [
      ['acknowledge', '1'],
      ['acknowledge', '1', '--who', 'Ann', '--reason', ' '],
      ['acknowledge', '1', '--who', '\t', '--reason', 'known'],
      ['acknowledge', 'x', ...OPERATOR],
      ['skip', '--topic', TOPIC, '--partition', '0', '--to', '-1', ...OPERATOR],
    ])
      expect(await command(args)).toMatchObject({ code: 1, out: '' });
    for (const args of [['--help'], ['acknowledge', '1', ...OPERATOR, '--help'], ['skip', '--help']])
      expect(await command(args, {})).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') });
    expect(await command(['list'], {})).toMatchObject({
      code: 78,
      err: expect.stringContaining('DATABASE_URL'),
    });
    expect(await findings()).toMatchObject([{ open: true }]);
  });
});
