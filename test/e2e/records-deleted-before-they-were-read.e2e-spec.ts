import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokenInvariants } from '../support/invariants.js';
import { deleteBelow, openFindings, readinessOf, usedPartitions } from '../support/request-topic.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTES = 120_000;
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}-${i}`);

describeWithKafka('records deleted before they were read', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    scenario = await Scenario.start('records-deleted');
  }, MINUTES);

  afterAll(() => scenario.stop());

  it(
    'while it was stopped, are told of once, with their number, and what is left is booked',
    async () => {
      const first = await scenario.startBridge();
      await scenario.publish(requested('before'));
      await scenario.outcomeOf('before');
      await first.stop();
      for (const id of [...numbered('gone', 10), ...numbered('left', 5)])
        await scenario.publish(requested(id));
      const [{ partition } = { partition: -1 }] = await usedPartitions(scenario);
      await deleteBelow(scenario, partition, 11);

      const second = await scenario.startBridge();
      for (const id of numbered('left', 5))
        expect((await scenario.outcomeOf(id)).type).toBe('booking.created');
      await second.prints('were deleted before they were read: offsets 1 to 10 (up to 10 records)');
      expect(await openFindings(scenario)).toMatchObject([
        { kind: 'gap', partition, expected: 1, found: 11 },
      ]);
      const { status, checks } = await readinessOf(second);
      expect(status).toBe('degraded');
      expect(checks['positions']).toContain('npm run positions -- list');
      const metrics = await (await fetch(`${second.url}/metrics`)).text();
      expect(metrics).toMatch(/^reservanto_bridge_records_never_read_total\{topic=".*"\} 10$/m);

      await second.stop();
      const third = await scenario.startBridge();
      await scenario.publish(requested('after'));
      await scenario.outcomeOf('after');
      expect(third.printed).not.toContain('were deleted before they were read');
      await third.stop();
      expect(await openFindings(scenario)).toHaveLength(1);
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    MINUTES,
  );

  it(
    'while it was paused, are told of, so that every offset is a request or in a gap',
    async () => {
      await scenario.sql.query('UPDATE position_findings SET acknowledged_at = now(), acknowledged_by = $1', [
        'test',
      ]);
      const bridge = await scenario.startBridge();
      await scenario.publish(requested('paused-before'));
      await scenario.outcomeOf('paused-before');
      const [before] = await usedPartitions(scenario);
      if (before === undefined) throw new Error('no partition holds records');

      bridge.pause();
      for (const id of numbered('paused', 20)) await scenario.publish(requested(id));
      await deleteBelow(scenario, before.partition, before.high + 15);
      bridge.resume();

      await scenario.outcomeOf('paused-19');
      await waitUntil(async () => (await openFindings(scenario)).length > 0, 'a finding');
      const [gap] = await openFindings(scenario);
      expect(gap).toMatchObject({ kind: 'gap', partition: before.partition, found: before.high + 15 });
      const { rows } = await scenario.sql.query<{ offset: number }>(
        'SELECT from_offset::int AS offset FROM booking_requests WHERE from_offset >= $1 ORDER BY 1',
        [before.high],
      );
      const inGap = Array.from({ length: 20 }, (_, i) => before.high + i).filter(
        (offset) => offset >= (gap?.expected ?? 0) && offset < (gap?.found ?? 0),
      );
      expect(inGap.length).toBeGreaterThan(0);
      const told = new Set([...rows.map(({ offset }) => offset), ...inGap]);
      expect(told.size).toBe(20);
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    MINUTES,
  );
});
