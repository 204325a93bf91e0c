import { afterEach, expect, it } from '@jest/globals';
import type { BridgeProcess } from '../support/bridge-process.js';
import { brokenInvariants } from '../support/invariants.js';
import { makeAgain, openFindings, readinessOf } from '../support/request-topic.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka } from '../support/stack.js';

const MINUTES = 180_000;
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}-${i}`);

describeWithKafka('topic made again', () => {
  let scenario: Scenario;

  afterEach(() => scenario.stop());

  /** Books `ids`, one record after the other. */
  async function book(ids: readonly string[]): Promise<void> {
    for (const id of ids) await scenario.publish(requested(id));
    for (const id of ids) expect((await scenario.outcomeOf(id)).type).toBe('booking.created');
  }

  async function isToldOfOnce(bridge: BridgeProcess): Promise<void> {
    await bridge.prints('was deleted and created again: it is read from its beginning');
    expect(await openFindings(scenario)).toMatchObject([{ kind: 'topic-recreated', partition: -1 }]);
    expect((await readinessOf(bridge)).checks['positions']).toBe('ok');
    expect(await brokenInvariants(scenario)).toEqual([]);
  }

  it(
    'while the bridge is stopped, is read from its beginning, whatever the group had committed',
    async () => {
      scenario = await Scenario.start('made-again-stopped');
      const first = await scenario.startBridge();
      await book(numbered('first', 5));
      await first.stop();
      await makeAgain(scenario);
      const second = await scenario.startBridge();
      await book(numbered('second', 8));
      await isToldOfOnce(second);
    },
    MINUTES,
  );

  it(
    'while the bridge runs, is read from its beginning, also the records below the offset that it was at',
    async () => {
      scenario = await Scenario.start('made-again-running');
      const bridge = await scenario.startBridge();
      await book(numbered('first', 3));
      await makeAgain(scenario);
      await book(numbered('second', 8));
      await isToldOfOnce(bridge);
    },
    MINUTES,
  );
});
